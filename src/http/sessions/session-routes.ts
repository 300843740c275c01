import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../access/refusal.js';
import type { Viewer } from '../../access/viewer.js';
import type { Mode } from '../../graphql/own-queries.js';
import type { Foundation } from '../foundation.js';
import { TokenRefused } from '../tokens/token-refused.js';
import { FailedTries } from './failed-tries.js';
import { checkSameOrigin } from './same-origin.js';
import { giveCookie, sessionSecret, takeCookieBack } from './session-cookie.js';
import type { Sessions } from './session-store.js';

const SIGN_IN = z.strictObject({ token: z.string().min(1) });

/** What sessions stand on. */
interface Grounds extends Pick<Foundation, 'viewerOf' | 'vouchedFor' | 'enter'> {
  readonly sessions: Sessions;
  readonly mode: Mode;
  /** The jurisdiction that the hub serves. */
  readonly county: string | undefined;
  readonly clock: () => Date;
}

/** `POST /session` takes a token and gives a cookie, `GET /session` says who is signed in, `DELETE /session` ends it. */
export function sessionRoutes({ sessions, mode, county, clock, viewerOf, vouchedFor, enter }: Grounds): (server: FastifyInstance) => void {
  const failed = new FailedTries(clock);
  const who = (viewer: Viewer) => ({ ...publicly(viewer), county: county ?? null, mode });
  return (server) => {
    server.post('/session', async (request, reply) => {
      checkSameOrigin(request);
      const leave = enter(request);
      try {
        const given = SIGN_IN.safeParse(request.body);
        if (!given.success) throw new Refusal('BAD_USER_INPUT', '登录请求的正文应为 {"token": "<令牌>"}');
        const { token } = given.data;
        const viewer = await vouchedFor(request, token);
        failed.forget(request.ip);
        const before = sessionSecret(request);
        if (before !== undefined) sessions.end(before);
        giveCookie(request, reply, sessions.begin(token));
        return who(viewer);
      } catch (error) {
        if (error instanceof TokenRefused) await delay(failed.note(request.ip));
        throw error;
      } finally {
        leave();
      }
    });
    server.get('/session', async (request) => who(viewerOf(request)));
    server.delete('/session', async (request, reply) => {
      checkSameOrigin(request);
      const secret = sessionSecret(request);
      if (secret !== undefined) sessions.end(secret);
      takeCookieBack(request, reply);
      return reply.code(204).send();
    });
  };
}

/** Who is signed in, as the page is told. */
function publicly({ subject, role, zones, towns, department, creditCode, organisation, purpose }: Viewer) {
  return {
    ...{ subject, role, zones, towns },
    department: department ?? null,
    creditCode: creditCode ?? null,
    organisation: organisation ?? null,
    purpose: purpose ?? null,
  };
}
