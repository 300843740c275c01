import path from 'node:path';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { FastifyInstance } from 'fastify';
import { buildSchema } from 'graphql';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll } from 'vitest';
import type { GrantFile } from '../../src/access/grant-file.js';
import { sharingRegister } from '../../src/access/sharing.js';
import type { Role } from '../../src/access/viewer.js';
import { openAccountDesk } from '../../src/accounts/account-desk.js';
import { chainKeyOf } from '../../src/audit/chain-key.js';
import { AuditTrail } from '../../src/audit/trail.js';
import { USUAL_LIMITS, type Limits } from '../../src/config/limits.js';
import type { TlsSettings } from '../../src/config/tls.js';
import type { Database } from '../../src/db/database.js';
import { keptInTheHub } from '../../src/db/records.js';
import { declarationsOf } from '../../src/cli/declarations.js';
import type { HandoverLimits } from '../../src/config/handover-files.js';
import { DEFAULT_LIMITS } from '../../src/handover/limits.js';
import { departments } from '../../src/departments/index.js';
import type { OpenRecordKeeping } from '../../src/departments/record-keeping.js';
import { enterpriseFacts } from '../../src/enterprise/datasets.js';
import { builtInEvents } from '../../src/enterprise/events.js';
import { policyStamp } from '../../src/http/export/policy-stamp.js';
import { exportRoutes } from '../../src/http/export/routes.js';
import { intakeRoutes } from '../../src/http/intake/routes.js';
import type { Hub } from '../../src/graphql/hub.js';
import { openHub } from '../../src/graphql/open-hub.js';
import type { Mode } from '../../src/graphql/own-queries.js';
import { readSdl } from '../../src/graphql/sdl.js';
import { grantsInForce, readGrantFiles, SHIPPED_GRANTS } from '../../src/grants/grant-files.js';
import type { IdentityProvider } from '../../src/http/identity/identity-provider.js';
import { createServer } from '../../src/http/server.js';
import { firstEnterprise, sampleTokens } from '../../src/cli/sample-tokens.js';
import { sampleSignIn } from '../../src/http/sessions/sample-sign-in.js';
import type { TrustedDocuments } from '../../src/graphql/trusted-documents.js';
import { openTokenKey, type TokenKey } from '../../src/http/tokens/hub-keys.js';
import type { Revoked } from '../../src/http/tokens/revocations.js';
import { signToken, type TokenClaims } from '../../src/http/tokens/sign.js';
import { openSheetDoor } from '../../src/round/sheets/redeem.js';
import { tokenVerifier } from '../../src/http/tokens/verify.js';
import { loadLandRules } from '../../src/policy/land-rules-folder.js';
import { loadSchemes } from '../../src/policy/registry.js';
import { loadCalendar } from '../../src/policy/calendar.js';
import { loadTreatments } from '../../src/policy/treatment-registry.js';
import { freshDatabase, isOwnDatabase } from '../database/fresh-database.js';
import { chainKeyPlace, keyed } from '../database/keyed.js';

export interface Answer {
  readonly status: number;
  readonly data: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- what a query gives depends on the query
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions: { code: string; errorId?: string } }[];
  readonly extensions?: {
    withheld?: readonly { coordinate: string; department: string; reason: string; tells: string | null; ask: string }[];
  };
}

export interface TestServer {
  readonly url: string;
  readonly server: FastifyInstance;
  readonly hub: Hub;
  readonly database: Database;
  readonly trail: AuditTrail;
  /** Where its anchors are. */
  readonly dataDir: string;
  /** What its tokens are signed with. */
  readonly key: TokenKey;
  /** What the server logged, a line an entry. */
  readonly logged: string[];
  token(claims: Partial<TokenClaims> & { role: string }, lifetime?: string): Promise<string>;
  ask(claims: Partial<TokenClaims> & { role: string }, query: string, variables?: object): Promise<Answer>;
}

const allGrants = once(() => readGrantFiles(SHIPPED_GRANTS, sharingRegister(buildSchema(readSdl().join('\n')))));

/** The grants that ship and hold in a county: in the sample mode, unless told, with the sample's own. */
export function shippedGrants(county = '示例县', mode: Mode = 'sample'): readonly GrantFile[] {
  return grantsInForce(allGrants(), county, mode === 'sample');
}

/** The schemes and treatments that ship: nobody changes them, so that all servers of a process share them. */
const policy = once(async () => {
  const facts = [...Object.values(departments).flatMap((department) => department.facts), ...enterpriseFacts];
  const registry = await loadSchemes(path.resolve('schemes'), { facts, events: builtInEvents });
  return { registry, treatments: await loadTreatments(path.resolve('treatments'), registry.vocabulary) };
});

const landRules = once(async () => {
  const { schemes, vocabulary } = (await policy()).registry;
  return loadLandRules(path.resolve('land-rules'), undefined, { ...vocabulary, schemes });
});
const calendar = once(() => loadCalendar(path.resolve('calendar')));

/** The real HTTP server on a real PostgreSQL that holds the sample county, for one test file. */
export async function sampleServer(
  options: {
    database?: Database & { readonly keeping?: OpenRecordKeeping };
    mode?: Mode;
    trusted?: TrustedDocuments;
    unusableKeys?: () => Promise<readonly string[]>;
    county?: string;
    grantFiles?: readonly GrantFile[];
    recordsAtHand?: number;
    servesPublic?: boolean;
    hub?: (hub: Hub) => Hub;
    clock?: () => Date;
    keepsAnswers?: boolean;
    limits?: Partial<Limits>;
    fileLimits?: Partial<HandoverLimits>;
    trustedProxies?: readonly string[];
    tls?: TlsSettings;
    revoked?: () => Promise<Revoked>;
    secondFactorRoles?: readonly Role[];
    identity?: IdentityProvider;
  } = {},
): Promise<TestServer> {
  const database = options.database ?? (await freshDatabase('sample_hub'));
  const { registry, treatments } = await policy();
  const county = options.county ?? '示例县';
  const grantFiles = options.grantFiles ?? shippedGrants(county, options.mode);
  const key = await openTokenKey(mkdtempSync(path.join(tmpdir(), 'muhub-keys-')));
  const logged: string[] = [];
  const dataDir = mkdtempSync(path.join(tmpdir(), 'muhub-audit-'));
  const evidenceDir = path.join(dataDir, 'evidence');
  const opened = openHub(database, registry, treatments, {
    ...{ county, grantFiles, evidenceDir },
    landRules: await landRules(),
    recordsAtHand: options.recordsAtHand,
    calendar: await calendar(),
    servesPublic: options.servesPublic,
  });
  const hub = options.hub?.(opened) ?? opened;
  const trail = await AuditTrail.open({ ...chainKeyPlace(), url: database.url, dataDir, onTrouble: () => undefined });
  await chainKeyOf(keyed(database).db);
  const server = await createServer({
    ...{ hub, trail, db: keyed(database).db },
    routes: [
      exportRoutes({ policy: policyStamp(registry, treatments, county, grantFiles), folder: path.join(dataDir, 'exports') }),
      intakeRoutes({
        ...{ db: keyed(database).db, keeping: options.database?.keeping ?? keptInTheHub(database.db, database.readAs) },
        declared: declarationsOf({ all: registry.vocabulary, declared: registry.declared }),
        limits: { ...DEFAULT_LIMITS, ...options.fileLimits },
        folder: path.join(dataDir, 'handed-in'),
      }),
      ...((options.mode ?? 'sample') === 'sample'
        ? [sampleSignIn(async () => sampleTokens(key, 'muhub', await firstEnterprise(keyed(database).db)))]
        : []),
    ],
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    mode: options.mode ?? 'sample',
    verify: tokenVerifier({ own: async () => [key], revoked: options.revoked }),
    signingIn: {
      accounts: openAccountDesk(keyed(database).db, {
        clock: options.clock ?? (() => new Date()),
        secondFactorRoles: new Set(options.secondFactorRoles),
        issuer: '亩均中枢',
      }),
      sheets: openSheetDoor(keyed(database).db),
      identity: options.identity,
      issue: (claims, until) => signToken(key, claims, until),
    },
    trusted: options.trusted,
    unusableKeys: options.unusableKeys,
    clock: options.clock,
    keepsAnswers: options.keepsAnswers,
    trustedProxies: options.trustedProxies,
    tls: options.tls,
    limits: { ...USUAL_LIMITS, ...options.limits },
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  afterAll(async () => {
    await server.close();
    await trail.close();
  });
  const token: TestServer['token'] = (claims, lifetime) => signToken(key, { subject: 'test', ...claims }, lifetime);
  return {
    ...{ url, server, hub, database, trail, dataDir, key, logged, token },
    ask: async (claims, query, variables) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await token(claims)}` },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, ...((await response.json()) as object) } as Answer;
    },
  };
}

function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => (done ??= { value: work() }).value;
}

/** What a trail reads once a minute, and what hubs tell each other once a second, whatever is asked. */
const BY_THE_CLOCK = /from "audit_head" order by|from pg_stat_activity where application_name|"request_count"/;

/** The SQL statements that were sent while some work was done, without what opens and closes a transaction around them. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args;
    if (isOwnDatabase(this.database)) statements.push(typeof first === 'string' ? first : String((first as { text?: string }).text));
    return Reflect.apply(query, this, args) as never;
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return statements.filter((text) => !/^(begin|commit)\b/i.test(text) && !BY_THE_CLOCK.test(text));
}
