import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../access/refusal.js';
import { SignInRefused } from '../../accounts/refused.js';
import type { Recorder } from '../../audit/trail.js';
import type { Db } from '../../db/db.js';
import { checkSameOrigin } from '../sessions/same-origin.js';
import type { OpenSession, SessionGrounds } from '../sessions/session-routes.js';
import { sessionEnd, type SigningIn } from '../sessions/signing-in.js';
import { slowed } from '../sessions/slowed.js';
import { BegunSignIns, LONGEST_MS } from './begun-sign-ins.js';
import type { IdentityProvider } from './identity-provider.js';

const COOKIE = 'muhub-sign-in';
const BACK = z.strictObject({ search: z.string().startsWith('?').max(8_000) });
const GONE = '这次登录已失效（超过 10 分钟、已用过，或不是从本浏览器开始的）：请重新登录';

/** What signing in by the identity provider stands on. */
export interface IdentityGrounds extends SessionGrounds {
  readonly identity: IdentityProvider;
  readonly issue: SigningIn['issue'];
  readonly trail: Recorder;
  readonly open: OpenSession;
  readonly db: Db;
}

/**
 * `POST /session/identity/start` says where a browser goes to sign in; `POST /session/identity` takes what it came back with,
 * and gives a cookie. The page sends both, so that no other site can, and says in words what went wrong.
 */
export function identityRoutes(grounds: IdentityGrounds): (server: FastifyInstance) => void {
  const { identity, issue, trail, clock, enter, open, db } = grounds;
  const signIns = new BegunSignIns(db, clock);
  const within = async <T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> => {
    checkSameOrigin(request);
    const leave = enter(request);
    try {
      return await work();
    } finally {
      leave();
    }
  };
  return (server) => {
    server.post('/session/identity/start', (request, reply) =>
      within(request, async () => {
        const { address, begun } = await identity.begin();
        await signIns.keep(browserOf(request, reply), begun);
        return { address };
      }),
    );
    server.post('/session/identity', (request, reply) =>
      within(request, () =>
        slowed(request, grounds, async () => {
          const given = BACK.safeParse(request.body);
          if (!given.success) throw new Refusal('BAD_USER_INPUT', '正文应为 {"search": "?code=…&state=…"}');
          const { search } = given.data;
          const begun = await signIns.take(request.cookies[COOKIE] ?? '', new URLSearchParams(search).get('state') ?? '');
          if (!begun) throw new SignInRefused('IDENTITY', GONE);
          const { claims, expires, signOut } = await identity.finish(search, begun);
          const token = await issue(claims, sessionEnd(clock(), expires));
          const detail = { issuer: identity.issuer, role: claims.role };
          return open(request, reply, { token, until: expires.toISOString(), signOut }, () =>
            trail.begin()([{ actor: claims.subject, action: 'SIGNED_IN', department: 'county', detail }]),
          );
        }),
      ),
    );
  };
}

/** The secret by which a browser is known again when it comes back. */
function browserOf(request: FastifyRequest, reply: FastifyReply): string {
  const secret = request.cookies[COOKIE] ?? randomBytes(32).toString('base64url');
  const attributes = { path: '/session/identity', httpOnly: true, sameSite: 'strict', maxAge: LONGEST_MS / 1000 } as const;
  reply.setCookie(COOKIE, secret, { ...attributes, secure: request.protocol === 'https' });
  return secret;
}
