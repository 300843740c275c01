import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { AuditTrail } from '../src/audit/trail.js';
import { USUAL_LIMITS } from '../src/config/limits.js';
import type { Database } from '../src/db/database.js';
import { departmentVocabulary } from '../src/departments/vocabulary.js';
import { grantsInForce, readGrantFiles } from '../src/grants/grant-files.js';
import type { Hub } from '../src/graphql/hub.js';
import { openHub } from '../src/graphql/open-hub.js';
import { createSchema } from '../src/graphql/schema.js';
import { createServer } from '../src/http/server.js';
import { openTokenKey } from '../src/http/tokens/hub-keys.js';
import { signToken, type TokenClaims } from '../src/http/tokens/sign.js';
import { tokenVerifier } from '../src/http/tokens/verify.js';
import { loadSchemes } from '../src/policy/registry.js';
import { loadTreatments } from '../src/policy/treatment-registry.js';
import { openBenchDatabase, type BenchDatabase } from './bench-database.js';
import { makeCounty } from './county.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The longest that a bench lets one answer take. */
const REQUEST_SECONDS = 600;

/** A hub that serves a county made up for a bench, on a database of its own. */
export interface BenchHub {
  readonly database: BenchDatabase;
  readonly hub: Hub;
  /** Asks as somebody. @throws Error with what was refused */
  ask(claims: Omit<TokenClaims, 'subject'>, query: string, variables?: object): Promise<{ data: any; ms: number }>; // eslint-disable-line @typescript-eslint/no-explicit-any -- what a query gives depends on the query
  close(): Promise<void>;
}

/** How a bench serves. */
export interface Serving {
  /** The folder of the grants that hold. */
  readonly grants: string;
  readonly keepsAnswers: boolean;
  /** The longest that one answer may take; the usual unless given. */
  readonly seconds?: number;
}

/** Serves a database as `serve` does, with audit and grants on. */
export async function serveHub(database: Database, dataDir: string, { grants, keepsAnswers, seconds = USUAL_LIMITS.seconds }: Serving) {
  const registry = await loadSchemes(path.join(ROOT, 'schemes'), departmentVocabulary);
  const treatments = await loadTreatments(path.join(ROOT, 'treatments'), registry.vocabulary);
  const found = readGrantFiles(grants, createSchema().register);
  if (found.problems.length > 0) throw new Error(found.problems.map(({ message }) => message).join('\n'));
  const trail = await AuditTrail.open({ url: database.url, dataDir, onTrouble: (what) => process.stderr.write(`${what}\n`) });
  const key = await openTokenKey(dataDir);
  const hub = openHub(database, registry, treatments, { county: '示例县', grantFiles: grantsInForce(found, '示例县', true) });
  const server = await createServer({
    ...{ hub, trail, keepsAnswers },
    log: pino({ level: 'silent' }),
    mode: 'sample',
    verify: tokenVerifier({ own: async () => [key] }),
    limits: { ...USUAL_LIMITS, perMinute: 10_000_000, seconds },
  });
  return {
    ...{ hub, url: await server.listen({ host: '127.0.0.1', port: 0 }) },
    token: (claims: Omit<TokenClaims, 'subject'>) => signToken(key, { subject: 'bench', ...claims }),
    close: async () => {
      await server.close();
      await trail.close();
    },
  };
}

/** Opens a hub on a county of so many enterprises in some zones. */
export async function openBenchHub(n: number, zones: readonly string[]): Promise<BenchHub> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'muhub-bench-'));
  chmodSync(dataDir, 0o755);
  const database = await openBenchDatabase(dataDir);
  await makeCounty(database.owner, n, zones);
  // What is measured is the work, not that it was done before.
  const serving = { grants: path.join(ROOT, 'grants'), keepsAnswers: false, seconds: REQUEST_SECONDS };
  const served = await serveHub(database, dataDir, serving);
  return {
    ...{ database, hub: served.hub },
    ask: async (claims, query, variables) => {
      const token = await served.token(claims);
      const begun = performance.now();
      const response = await fetch(`${served.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data?: object; errors?: unknown };
      if (errors || !data) throw new Error(JSON.stringify(errors).slice(0, 500));
      return { data, ms: performance.now() - begun };
    },
    close: async () => {
      await served.close();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
