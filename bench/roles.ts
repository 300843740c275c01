/**
 * Whether roles pay alike: the same list of 50 with grades and points, asked in turns by committee, evaluation office and tax
 * officer of a synthetic county whose enterprises all lie in the committee's zone. Prints a line a role: the first answer,
 * the median of those after it, and its ratio to the tax officer's.
 *
 *     node run.js roles [enterprises] [rounds]
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { AuditTrail } from '../src/audit/trail.js';
import { USUAL_LIMITS } from '../src/config/limits.js';
import { openDatabase } from '../src/db/database.js';
import { departmentVocabulary } from '../src/departments/vocabulary.js';
import { grantsInForce, readGrantFiles } from '../src/grants/grant-files.js';
import { openHub } from '../src/graphql/open-hub.js';
import { createSchema } from '../src/graphql/schema.js';
import { createServer } from '../src/http/server.js';
import { openTokenKey } from '../src/http/tokens/hub-keys.js';
import { signToken } from '../src/http/tokens/sign.js';
import { tokenVerifier } from '../src/http/tokens/verify.js';
import { loadSchemes } from '../src/policy/registry.js';
import { loadTreatments } from '../src/policy/treatment-registry.js';
import { makeCounty, ZONE } from './county.js';
import { median } from './median.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const QUERY = `{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 50) { totalCount nodes {
  enterprise { creditCode name } state class rank rankedOf total indicators { id value points band } overrides { id } } } } }`;

const n = Number(process.argv[2] ?? 3_000);
const rounds = Number(process.argv[3] ?? 30);
const dataDir = mkdtempSync(path.join(tmpdir(), 'muhub-roles-'));
chmodSync(dataDir, 0o755);
const database = await openDatabase({ databaseUrl: undefined, dataDir }, { say: () => undefined, dropped: () => undefined });

try {
  await makeCounty(database.pool, n);
  const registry = await loadSchemes(path.join(ROOT, 'schemes'), departmentVocabulary);
  const treatments = await loadTreatments(path.join(ROOT, 'treatments'), registry.vocabulary);
  const { register } = createSchema();
  const grantFiles = grantsInForce(readGrantFiles(path.join(ROOT, 'grants'), register), '示例县', true);
  const trail = await AuditTrail.open({ url: database.url, dataDir, onTrouble: (what) => process.stderr.write(`${what}\n`) });
  const key = await openTokenKey(dataDir);
  const server = await createServer({
    hub: openHub(database, registry, treatments, { county: '示例县', grantFiles }),
    trail,
    log: pino({ level: 'silent' }),
    mode: 'sample',
    verify: tokenVerifier({ own: async () => [key] }),
    limits: { ...USUAL_LIMITS, perMinute: 1_000_000 },
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const claims = {
    tax_officer: { role: 'tax_officer' },
    zone_committee: { role: 'zone_committee', zones: [ZONE], purpose: '亩均评价' },
    evaluation_office: { role: 'evaluation_office', purpose: '亩均评价' },
  };
  const ask = async (role: keyof typeof claims): Promise<number> => {
    const token = await signToken(key, { subject: 'bench', ...claims[role] });
    const begun = performance.now();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: QUERY }),
    });
    const { data, errors } = (await response.json()) as {
      data?: { assessment: { grades: { totalCount: number; nodes: unknown[] } } };
      errors?: unknown;
    };
    if (errors || data?.assessment.grades.nodes.length !== 50) throw new Error(`${role}: ${JSON.stringify(errors ?? data).slice(0, 500)}`);
    return performance.now() - begun;
  };
  const roles = Object.keys(claims) as (keyof typeof claims)[];
  const first = new Map<string, number>();
  const took = new Map<string, number[]>(roles.map((role) => [role, []]));
  for (const role of roles) first.set(role, await ask(role));
  for (let round = 0; round < rounds; round += 1)
    for (const role of round % 2 ? roles : [...roles].reverse()) took.get(role)!.push(await ask(role));
  const officers = median(took.get('tax_officer')!);
  for (const role of roles) {
    const its = median(took.get(role)!);
    process.stdout.write(
      `${n} enterprises, ${role}: first ${first.get(role)!.toFixed(0)} ms, then ${its.toFixed(1)} ms, ratio ${(its / officers).toFixed(3)}\n`,
    );
  }
  await server.close();
  await trail.close();
} finally {
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
}
