import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../access/refusal.js';
import type { Viewer } from '../../access/viewer.js';
import type { Mode } from '../../graphql/own-queries.js';
import type { Admission } from '../admission.js';
import type { Foundation } from '../foundation.js';
import type { FailedTries } from './failed-tries.js';
import { checkSameOrigin } from './same-origin.js';
import { giveCookie, sessionSecret, takeCookieBack } from './session-cookie.js';
import type { Bearer, Sessions } from './session-store.js';
import { sessionEnd, type SigningIn } from './signing-in.js';
import { slowed } from './slowed.js';

const BY_TOKEN = z.strictObject({ token: z.string().min(1) });
const BY_ACCOUNT = z.strictObject({
  account: z.string().min(1).max(200),
  password: z.string().min(1).max(1_000),
  code: z.string().min(1).max(20).optional(),
});
const BY_SHEET = z.strictObject({ sheet: z.string().min(1).max(100) });
const EXPECTED =
  '登录请求的正文应为 {"token": "<令牌>"}，或 {"account": "<账户>", "password": "<口令>"}，须两步验证的再加 "code"，或 {"sheet": "<一企一单核对码>"}';

/** What sessions stand on. */
export interface SessionGrounds extends Pick<Foundation, 'viewerOf' | 'vouchedFor' | 'enter'>, Pick<Admission, 'noteRefused'> {
  readonly sessions: Sessions;
  readonly mode: Mode;
  /** The jurisdiction that the hub serves. */
  readonly county: string | undefined;
  readonly clock: () => Date;
  readonly failed: FailedTries;
  /** Undefined: people sign in by tokens alone. */
  readonly signingIn: SigningIn | undefined;
}

/**
 * Opens a session for what somebody brought, in the place of the one that they had, and says who they are.
 * @param record puts on record who came in, if what they brought was good; nobody is let in whom it does not record
 */
export type OpenSession = (request: FastifyRequest, reply: FastifyReply, bearer: Bearer, record?: () => Promise<void>) => Promise<object>;

export function sessionOpener({ sessions, mode, county, vouchedFor }: SessionGrounds): OpenSession {
  return async (request, reply, bearer, record) => {
    const viewer = await vouchedFor(request, bearer.token);
    await record?.();
    const before = sessionSecret(request);
    if (before !== undefined) await sessions.end(before);
    giveCookie(request, reply, await sessions.begin(bearer));
    return who(viewer, { mode, county });
  };
}

/** `POST /session` takes a token, account and password, or the code of a sheet, and gives a cookie; `GET /session` says who is signed in; `DELETE /session` ends it; `GET /session/ways` says what people can sign in by. */
export function sessionRoutes(grounds: SessionGrounds): (server: FastifyInstance) => void {
  const { sessions, viewerOf, enter, signingIn } = grounds;
  const open = sessionOpener(grounds);
  return (server) => {
    server.post('/session', async (request, reply) => {
      checkSameOrigin(request);
      const leave = enter(request);
      try {
        return await slowed(request, grounds, async () => open(request, reply, await bearerBy(request, grounds)));
      } finally {
        leave();
      }
    });
    server.get('/session', async (request) => who(viewerOf(request), grounds));
    server.get('/session/ways', async () => ({ account: signingIn !== undefined, identity: signingIn?.identity !== undefined }));
    server.delete('/session', async (request, reply) => {
      checkSameOrigin(request);
      const secret = sessionSecret(request);
      const ended = secret === undefined ? undefined : await sessions.end(secret);
      takeCookieBack(request, reply);
      return ended?.signOut === undefined ? reply.code(204).send() : reply.send({ signOut: ended.signOut });
    });
  };
}

/** What a session would stand for by what a request brings. @throws Refusal where that is nothing good */
async function bearerBy({ body }: FastifyRequest, { signingIn, clock }: SessionGrounds): Promise<Bearer> {
  const byToken = BY_TOKEN.safeParse(body);
  if (byToken.success) return byToken.data;
  const bySheet = BY_SHEET.safeParse(body);
  if (bySheet.success && signingIn) return bearerBySheet(bySheet.data.sheet, signingIn, clock());
  const byAccount = BY_ACCOUNT.safeParse(body);
  if (!byAccount.success || !signingIn) throw new Refusal('BAD_USER_INPUT', EXPECTED);
  const letIn = await signingIn.accounts.signIn(byAccount.data);
  const token = await signingIn.issue(letIn.claims, sessionEnd(clock(), letIn.expires));
  return { token, account: { name: letIn.name, revision: letIn.revision } };
}

/** A session for the enterprise of a sheet, as long as its round is open to objections. */
async function bearerBySheet(code: string, { sheets, issue }: SigningIn, now: Date): Promise<Bearer> {
  const letIn = await sheets.signIn(code);
  return { token: await issue(letIn.claims, sessionEnd(now, null)), round: letIn.round };
}

/** Who is signed in, as the page is told. */
function who(
  { subject, role, zones, towns, department, creditCode, organisation, purpose }: Viewer,
  hub: Pick<SessionGrounds, 'mode' | 'county'>,
) {
  return {
    ...{ subject, role, zones, towns },
    department: department ?? null,
    creditCode: creditCode ?? null,
    organisation: organisation ?? null,
    purpose: purpose ?? null,
    county: hub.county ?? null,
    mode: hub.mode,
  };
}
