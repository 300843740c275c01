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
import { buildSchema } from 'graphql';
import { pino } from 'pino';
import { sharingRegister } from '../src/access/sharing.js';
import { AuditTrail } from '../src/audit/trail.js';
import { USUAL_LIMITS } from '../src/config/limits.js';
import { openDatabase } from '../src/db/database.js';
import { departmentVocabulary } from '../src/departments/vocabulary.js';
import { grantsInForce, readGrantFiles } from '../src/grants/grant-files.js';
import { openHub } from '../src/graphql/open-hub.js';
import { readSdl } from '../src/graphql/sdl.js';
import { createServer } from '../src/http/server.js';
import { openTokenKey } from '../src/http/tokens/hub-keys.js';
import { signToken } from '../src/http/tokens/sign.js';
import { tokenVerifier } from '../src/http/tokens/verify.js';
import { loadSchemes } from '../src/policy/registry.js';
import { loadTreatments } from '../src/policy/treatment-registry.js';
import { median } from './median.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ZONE = '339901001';
const QUERY = `{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 50) { totalCount nodes {
  enterprise { creditCode name } state class rank rankedOf total indicators { id value points band } overrides { id } } } } }`;

const n = Number(process.argv[2] ?? 3_000);
const rounds = Number(process.argv[3] ?? 30);
const dataDir = mkdtempSync(path.join(tmpdir(), 'muhub-roles-'));
chmodSync(dataDir, 0o755);
const database = await openDatabase({ databaseUrl: undefined, dataDir }, { say: () => undefined, dropped: () => undefined });

/** A county made in the database itself: the same enterprises for the same n. */
async function makeCounty(): Promise<void> {
  const of = (table: string, columns: string, values: string) =>
    database.pool.query(
      `insert into ${table} (${columns}, version, handover_id, line, raw) select ${values}, 1, 1, i, '[]'::jsonb from generate_series(1, $1::int) i`,
      [n],
    );
  const code = `'9133990' || lpad(i::text, 11, '0')`;
  const random = (seed: number, size: number) =>
    `round((0.05 + 3 * ((i * ${seed}) % 9973) / 9973.0 * ((i * ${seed + 7}) % 997) / 997.0) * ${size}, 2)`;
  await database.pool.query(`insert into data_version (version, at) values (1, now())`);
  await of(
    'enterprise',
    'credit_code, name, folded_name, industry, industry_group, zone, town',
    `${code}, '企业' || i, '企业' || i, '3' || (i % 9), '组' || (i % 9), '${ZONE}', '${ZONE}001'`,
  );
  await of(
    'tax_payment',
    'credit_code, year, vat_net, export_credit, refund_on_levy, corporate_income, property, land_use, other, returned',
    `${code}, 2024, ${random(31, 120)}, 0, 0, ${random(37, 60)}, 1, 1, 0, 0`,
  );
  await of(
    'statistic',
    'credit_code, year, above_scale, revenue, value_added, rd_expense, energy, energy_calorific',
    `${code}, 2024, i % 3 = 0, ${random(41, 2400)}, ${random(43, 600)}, ${random(47, 60)}, ${random(53, 300)}, ${random(59, 200)}`,
  );
  await of(
    'emission',
    'credit_code, year, cod, ammonia, so2, nox',
    `${code}, 2024, ${random(61, 2)}, ${random(67, 1)}, ${random(71, 1)}, ${random(73, 1)}`,
  );
  await of('employment', 'credit_code, year, average_staff, insured', `${code}, 2024, 10 + i % 300, 8 + i % 250`);
  await of(
    'utility_account',
    'credit_code, account, year, electricity, water',
    `${code}, 'A' || i, 2024, ${random(79, 90000)}, ${random(83, 9000)}`,
  );
  await of(
    'land_parcel',
    'unit_code, holder_name, folded_holder_name, holder_id, area_mu, acquired',
    `'339901001001GB' || lpad(i::text, 5, '0') || 'W' || lpad((i / 100000)::text, 8, '0'), '企业' || i, '企业' || i, ${code}, 3 + ${random(89, 15)}, '2010-01-01'`,
  );
  await database.pool.query('analyze');
}

try {
  await makeCounty();
  const registry = await loadSchemes(path.join(ROOT, 'schemes'), departmentVocabulary);
  const treatments = await loadTreatments(path.join(ROOT, 'treatments'), registry.vocabulary);
  const register = sharingRegister(buildSchema(readSdl().join('\n')));
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
