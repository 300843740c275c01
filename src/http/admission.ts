import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../access/refusal.js';
import type { Viewer } from '../access/viewer.js';
import type { RefusedTokens } from '../audit/refused-tokens.js';
import type { Limits } from '../config/limits.js';
import { LimitExceeded } from '../graphql/limits/exceeded.js';
import { TokenRefused } from './tokens/token-refused.js';
import type { Verify } from './tokens/verify.js';

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
}

/**
 * Asks of every request, whatever its route, who it is, and counts it: by its token (number, else subject), or by the
 * client's address where there is no good one. How the header was written makes no difference. Counted by this process;
 * others count for themselves. Too many are refused before anything of their body is read. Refused tokens are noted.
 */
export async function admission(
  server: FastifyInstance,
  verify: Verify,
  { perMinute }: Limits,
  refusedTokens: RefusedTokens,
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
  server.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.isProbe) return;
    const caller = await identified(request, verify, refusedTokens);
    callers.set(request.raw, caller);
    const counted = await count(request);
    if (!counted.isAllowed && counted.isExceeded) throw tooOften('viewer' in caller ? '本令牌' : '本地址', perMinute, counted.ttlInSeconds);
  });
  return {
    viewerOf: (request) => {
      const caller = callerOf(request);
      if ('refusal' in caller) throw caller.refusal;
      return caller.viewer;
    },
    accountOf: (request) => callerOf(request).account,
  };
}

async function identified(request: FastifyRequest, verify: Verify, refusedTokens: RefusedTokens): Promise<Caller> {
  try {
    return await verify(request.headers.authorization);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    if (refusal instanceof TokenRefused)
      refusedTokens.note({ reason: refusal.reason, path: request.routeOptions.url ?? null, client: request.ip });
    return { account: `address ${request.ip}`, refusal };
  }
}

function tooOften(who: string, perMinute: number, seconds: number): LimitExceeded {
  const wait = Math.max(1, seconds);
  return new LimitExceeded(`请求过频：${who}一分钟内的请求超过 ${perMinute} 次，超出 1 次；请 ${wait} 秒后再试`, 429, wait);
}
