import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../access/refusal.js';
import type { Viewer } from '../access/viewer.js';
import type { RefusedToken, RefusedTokens } from '../audit/refused-tokens.js';
import type { Limits } from '../config/limits.js';
import { LimitExceeded } from '../graphql/limits/exceeded.js';
import { checkSameOrigin } from './sessions/same-origin.js';
import { sessionSecret, takeCookieBack } from './sessions/session-cookie.js';
import type { RequestCounts } from './request-counts.js';
import type { Bearer, Sessions } from './sessions/session-store.js';
import { TokenRefused } from './tokens/token-refused.js';
import type { Verified, Verify } from './tokens/verify.js';

const MINUTE_MS = 60_000;
/** Who asks is remembered for a minute; beyond so many, whoever has been quiet longest is forgotten. */
const MOST_ACCOUNTS = 100_000;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route that machines watch the hub by: nobody is asked who they are, and nothing is counted. */
    readonly isProbe?: boolean;
  }
}

/** Who asks, as far as a good token says so, and by what their requests are counted. */
type Caller = { readonly account: string } & ({ readonly viewer: Viewer } | { readonly refusal: unknown });

/** Who is let in to a server. */
export interface Admission {
  /**
   * Whom a request's token speaks for.
   * @throws Refusal UNAUTHENTICATED or SOURCE_UNAVAILABLE as the token was refused with
   */
  viewerOf(request: FastifyRequest): Viewer;
  /** What a request is counted by: its token, or the client's address where no token was good. */
  accountOf(request: FastifyRequest): string;
  /**
   * Whom a token speaks for that a request brings to sign in with.
   * @throws Refusal as a token that came by the header is refused with, and noted likewise
   */
  vouchedFor(request: FastifyRequest, token: string): Promise<Viewer>;
  /** Notes that a request was refused that brought something else to sign in with. */
  noteRefused(request: FastifyRequest, reason: RefusedToken['reason']): void;
}

/** What an admission stands on. */
export interface AdmissionGrounds {
  readonly verify: Verify;
  readonly limits: Limits;
  readonly refusedTokens: RefusedTokens;
  readonly sessions: Sessions;
  /** Whether what a session stands for still does. @throws Refusal UNAUTHENTICATED where not */
  readonly stands: (bearer: Bearer) => Promise<void>;
  /** What other hubs count. */
  readonly counts: RequestCounts;
}

/**
 * Asks of every request, whatever its route, who it is, and counts it: by its token (number, else subject), or by the
 * client's address where there is no good one. How the header was written makes no difference; the cookie of a session stands
 * for its token where there is no header. Hubs on one database settle their counts once a second. Too many are refused before anything of their body is read. Refused tokens are noted.
 */
export async function admission(
  server: FastifyInstance,
  { verify, limits: { perMinute }, refusedTokens, sessions, stands, counts }: AdmissionGrounds,
): Promise<Admission> {
  const callers = new WeakMap<object, Caller>();
  const callerOf = ({ raw }: FastifyRequest) => callers.get(raw)!;
  await server.register(rateLimit, {
    global: false,
    max: perMinute,
    timeWindow: MINUTE_MS,
    cache: MOST_ACCOUNTS,
    keyGenerator: (request) => callerOf(request).account,
  });
  const count = server.createRateLimit();
  const noteRefused = (request: FastifyRequest, reason: RefusedToken['reason']) =>
    refusedTokens.note({ reason, path: request.routeOptions.url ?? null, client: request.ip });
  const vouched = noting(verify, noteRefused);
  const identified = async (request: FastifyRequest): Promise<Caller> => {
    try {
      return await vouched(request, await authorizationOf(request, { sessions, stands }));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      return { account: `address ${request.ip}`, refusal };
    }
  };
  server.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.isProbe) return;
    const caller = await identified(request);
    if ('refusal' in caller && caller.refusal instanceof Refusal && caller.refusal.code === 'UNAUTHENTICATED' && sessionSecret(request))
      takeCookieBack(request, reply);
    callers.set(request.raw, caller);
    const counted = await count(request);
    if (counted.isAllowed) return;
    const isExceeded = counted.isExceeded || counts.note(caller.account) > counted.remaining;
    if (isExceeded) throw tooOften('viewer' in caller ? '本令牌' : '本地址', perMinute, counted.ttlInSeconds);
  });
  return {
    viewerOf: (request) => {
      const caller = callerOf(request);
      if ('refusal' in caller) throw caller.refusal;
      return caller.viewer;
    },
    accountOf: (request) => callerOf(request).account,
    vouchedFor: async (request, token) => (await vouched(request, `Bearer ${token}`)).viewer,
    noteRefused,
  };
}

/** Checks what a request is let in by, and notes tokens that are refused. */
function noting(verify: Verify, noteRefused: Admission['noteRefused']) {
  return async (request: FastifyRequest, authorization: string | undefined): Promise<Verified> => {
    try {
      return await verify(authorization);
    } catch (refusal) {
      if (refusal instanceof TokenRefused) noteRefused(request, refusal.reason);
      throw refusal;
    }
  };
}

/**
 * What a request is let in by: its own header, else the token of its session, if what it stands for still does.
 * @throws Refusal UNAUTHENTICATED where the session has ended, FORBIDDEN where another site had a browser send the cookie
 */
async function authorizationOf(
  request: FastifyRequest,
  { sessions, stands }: Pick<AdmissionGrounds, 'sessions' | 'stands'>,
): Promise<string | undefined> {
  const { authorization } = request.headers;
  const secret = sessionSecret(request);
  if (authorization !== undefined || secret === undefined) return authorization;
  checkSameOrigin(request);
  const bearer = await sessions.bearerOf(secret);
  if (bearer === undefined) throw new Refusal('UNAUTHENTICATED', '登录已结束（退出，或 15 分钟没有操作）：请重新登录');
  await stands(bearer);
  return `Bearer ${bearer.token}`;
}

function tooOften(who: string, perMinute: number, seconds: number): LimitExceeded {
  const wait = Math.max(1, seconds);
  return new LimitExceeded(`请求过频：${who}一分钟内的请求超过 ${perMinute} 次，超出 1 次；请 ${wait} 秒后再试`, 429, wait);
}
