import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPopulation } from '../../src/assessment/population.js';
import { versionAt } from '../../src/db/data-version.js';
import type { Database } from '../../src/db/database.js';
import { departments } from '../../src/departments/index.js';
import { openReaders, type Readers } from '../../src/departments/readers.js';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { grade } from '../../src/grading/grade.js';
import type { Column } from '../../src/grading/population.js';
import { printAssessment } from '../../src/grading/print.js';
import { nextClassFinder } from '../../src/grading/next-class.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { parseScheme } from '../../src/policy/parse-scheme.js';
import { freshDatabase } from '../database/fresh-database.js';
import { taxCorrection } from './tax-correction.js';

type DepartmentName = keyof typeof departments;
const NAMES = Object.keys(departments) as DepartmentName[];

let database: Database;
let version: number;
/** What is kept of a register of any size: records whole, and columns alone. */
let [records, columns] = [] as unknown as [Readers, Readers];

beforeAll(async () => {
  database = await freshDatabase('sample_hub');
  // Numbers that no double holds, that are very small, below 0, with zeros behind, and several rows of an enterprise.
  const { rows } = await database.pool.query<{ code: string }>(
    'select credit_code as code from tax_payment where year = 2024 order by 1 limit 8',
  );
  const odd = [
    '123456789012345678.123456789',
    '0.000000000001',
    '-12.5',
    '0.00',
    '5.0000000000000000',
    '99999999999999.99',
    '1e30',
    '0.0001',
  ];
  for (const [at, { code }] of rows.entries()) {
    await database.pool.query('update tax_payment set vat_net = $1::numeric, other = $2::numeric where credit_code = $3 and year = 2024', [
      odd[at],
      odd[7 - at],
      code,
    ]);
    await database.pool.query(
      `insert into utility_account (credit_code, account, year, electricity, version, superseded, handover_id, line, raw)
       select credit_code, 'more', year, $1::numeric, version, superseded, handover_id, line, raw from utility_account where credit_code = $2 and year = 2024 limit 1`,
      [odd[at], code],
    );
  }
  await database.pool.query(
    'update land_parcel set share_percent = 33.3 where left(unit_code, 19) in (select left(unit_code, 19) from land_parcel order by 1 limit 9)',
  );
  version = await versionAt(database.db);
  [records, columns] = [openReaders(database.db), openReaders(database.db, undefined, 0)];
});

function textOf(column: Column | undefined): readonly (string | undefined)[] {
  return (column?.values ?? []).map((value) => (value === undefined ? undefined : String(value)));
}

async function scheme(method: string) {
  const file = `schemes/example-county/${method}-2024.yaml`;
  const parsed = parseScheme(await readFile(file, 'utf8'), { file, ...departmentVocabulary });
  if (!('scheme' in parsed)) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scheme;
}

describe('columns as PostgreSQL copies them', () => {
  it.each(NAMES)('hold what records hold, to the digit: %s', async (name) => {
    const facts = departments[name].facts.map(({ id }) => id);
    const [known, read] = await Promise.all([records[name].columns(version, 2024, facts), columns[name].columns(version, 2024, facts)]);
    expect([...read.keys()].sort()).toEqual(expect.arrayContaining([...facts].sort()));
    for (const id of facts) expect([id, textOf(read.get(id))]).toEqual([id, textOf(known.get(id))]);
  });

  it.each(['ratio', 'minmax'])('are graded alike, and show the same way up: %s', async (method) => {
    const of = await scheme(method);
    const [known, read] = await Promise.all([records, columns].map((readers) => loadPopulation(readers, version, 2024, of)));
    const [plain, packed] = [grade(of, known!), grade(of, read!)];
    expect(printAssessment(packed)).toEqual(printAssessment(plain));
    const [wayUp, way] = [nextClassFinder(plain, known!), nextClassFinder(packed, read!)];
    for (let row = 0; row < plain.results.length; row += 37)
      expect(JSON.stringify(way(packed.results[row]!))).toBe(JSON.stringify(wayUp(plain.results[row]!)));
  });

  it('leave the lines behind the facts of some enterprises to be read when they are asked for', async () => {
    const codes = (await columns.enterprises.directory(version)).creditCodes.slice(0, 60);
    for (const name of NAMES) {
      const [known, read] = await Promise.all([records, columns].map((readers) => readers[name].sources(version, 2024, codes)));
      const sorted = (lines: typeof known) => codes.map((code) => [...(lines!.get(code) ?? [])].map((line) => JSON.stringify(line)).sort());
      expect(sorted(read)).toEqual(sorted(known));
    }
  });
});

describe('another data version', () => {
  it('shares the columns that no handover touched, and leaves the older one as it was', async () => {
    const { db } = database;
    const before = await columns.tax.columns(version, 2024, ['tax.vat_net']);
    const [statistics, land] = [
      await columns.statistics.columns(version, 2024, ['statistics.revenue']),
      await columns.land.columns(version, 2024, ['land.used_area']),
    ];
    const directory = await columns.enterprises.directory(version);
    const code = directory.creditCodes.at(-1)!;
    const stood = textOf(before.get('tax.vat_net'));
    const declared = { eventCodes: new Set<string>(), facts: new Map() };
    await receiveAll({ db, declared, actor: 'test' }, ['f'], async () => ({
      ...{ fileName: '更正.csv', bytes: Buffer.from(taxCorrection(code, '4321.5')), dataset: 'tax.payments' },
    }));
    const next = await versionAt(db);
    expect(next).toBeGreaterThan(version);
    expect(await columns.enterprises.directory(next)).toBe(directory);
    expect((await columns.statistics.columns(next, 2024, ['statistics.revenue'])).get('statistics.revenue')).toBe(
      statistics.get('statistics.revenue'),
    );
    expect((await columns.land.columns(next, 2024, ['land.used_area'])).get('land.used_area')).toBe(land.get('land.used_area'));
    const after = await columns.tax.columns(next, 2024, ['tax.vat_net']);
    expect(textOf(after.get('tax.vat_net')).at(-1)).toBe('4321.5');
    expect(textOf((await columns.tax.columns(version, 2024, ['tax.vat_net'])).get('tax.vat_net'))).toEqual(stood);
    expect(textOf((await records.tax.columns(next, 2024, ['tax.vat_net'])).get('tax.vat_net'))).toEqual(textOf(after.get('tax.vat_net')));
  });
});
