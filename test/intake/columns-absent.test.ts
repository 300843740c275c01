import { beforeAll, describe, expect, it } from 'vitest';
import { factOrigins } from '../../src/assessment/provenance.js';
import { versionAt } from '../../src/db/data-version.js';
import type { Database } from '../../src/db/database.js';
import { linesOf } from '../../src/db/versioned.js';
import { openReaders } from '../../src/departments/readers.js';
import type { FactBehind } from '../../src/assessment/fact-behind.js';
import type { EnterpriseResult } from '../../src/grading/assessment.js';
import { receiveAll, type Intake } from '../../src/intake/receive-all.js';
import { freshDatabase } from '../database/fresh-database.js';

// Codes of a fictional county; both check digits hold.
const VALVES = '91339907J73ACCLF3C';
const PLASTICS = '913399074BHJ8MC919';

const FIRST = `统一社会信用代码,单位名称,年度,规上,营业收入,工业增加值,研发经费支出,综合能耗等价值,综合能耗当量值
${VALVES},三江阀门厂,2024,是,9100,2050,300,410,220
${PLASTICS},柳岸塑料厂,2024,否,800,90,7,30,15
`;
const CORRECTED = `统一社会信用代码,单位名称,年度,研发经费支出,综合能耗等价值
${VALVES},三江阀门厂,2024,345.6,
${PLASTICS},柳岸塑料厂,2024,8,31
`;

let database: Database;
let intake: Intake;

beforeAll(async () => {
  database = await freshDatabase('empty_hub');
  intake = { db: database.db, declared: { eventCodes: new Set(), facts: new Map() }, actor: 'test' };
});

async function receive(text: string, fileName: string) {
  const [report] = await receiveAll(intake, [fileName], async () => ({ fileName, bytes: Buffer.from(text) }));
  return report!;
}

/** The files and lines that a fact of an enterprise came from. */
async function origins(id: string, creditCode: string) {
  const fact: FactBehind = { id, title: id, unit: undefined, department: 'statistics', year: 2024, event: undefined };
  const behind = { ofGrade: () => [fact], ofNumerator: () => [], ofDenominator: () => [] };
  const version = await versionAt(database.db);
  const result = { creditCode } as EnterpriseResult;
  const [origin] = await factOrigins(openReaders(database.db), database.db, version, behind, result);
  return origin!.lines.map(({ file, line }) => [file, line]);
}

describe('a file that lacks columns', () => {
  it('leaves what was handed over under them as it was, and takes its own cells, empty ones too', async () => {
    await receive(FIRST, 'first.csv');
    const first = await versionAt(database.db);
    expect(await receive(CORRECTED, 'corrected.csv')).toMatchObject({ status: 'accepted', accepted: 2 });
    const readers = openReaders(database.db);
    const records = await readers.statistics.year(await versionAt(database.db), 2024);
    const { revenue, rdExpense, energy, energyCalorific, aboveScale } = records.get(VALVES)!;
    expect([revenue, rdExpense, energy, energyCalorific].map((each) => each?.toString())).toEqual(['9100', '345.6', undefined, '220']);
    expect(aboveScale).toBe(true);
    expect(records.get(PLASTICS)!.valueAdded?.toString()).toBe('90');
    expect((await readers.statistics.year(first, 2024)).get(VALVES)!.energy?.toString()).toBe('410');
  });

  it('names of each value the line that it came from', async () => {
    expect(await origins('statistics.revenue', VALVES)).toEqual([['first.csv', 2]]);
    expect(await origins('statistics.rd_expense', VALVES)).toEqual([['corrected.csv', 2]]);
    expect(await origins('statistics.energy', PLASTICS)).toEqual([['corrected.csv', 3]]);
    const record = (await openReaders(database.db).statistics.year(await versionAt(database.db), 2024)).get(VALVES)!;
    expect(record.sources.flatMap(linesOf).map(({ version, line }) => [version, line])).toEqual([
      [2, 2],
      [1, 2],
    ]);
  });

  it('carries on what was carried before, from where it first came', async () => {
    await receive(`统一社会信用代码,年度,营业收入,工业增加值\n${VALVES},2024,9200,2100\n`, 'revenue.csv');
    expect(await origins('statistics.revenue', VALVES)).toEqual([['revenue.csv', 2]]);
    expect(await origins('statistics.rd_expense', VALVES)).toEqual([['corrected.csv', 2]]);
    expect(await origins('statistics.energy_calorific', VALVES)).toEqual([['first.csv', 2]]);
    expect(await origins('statistics.energy_calorific', PLASTICS)).toEqual([['first.csv', 3]]);
  });

  it('costs a complete file nothing: its rows carry nothing', async () => {
    const { rows } = await database.pool.query<{ handover_id: number; carries: boolean }>(
      'select distinct handover_id::int, carried is not null as carries from statistic order by 1',
    );
    expect(rows.map(({ carries }) => carries)).toEqual([false, true, true]);
  });

  it('keeps a name, folded, that the register lacks this time', async () => {
    await receive(`统一社会信用代码,企业名称,园区代码,镇街代码\n${VALVES},三江阀门（集团）厂,1,2\n`, 'register.csv');
    await receive(`统一社会信用代码,园区代码,镇街代码\n${VALVES},3,\n`, 'zones.csv');
    const { enterprises } = openReaders(database.db);
    const valves = (await enterprises.directory(await versionAt(database.db))).get(VALVES)!;
    expect(valves).toMatchObject({ name: '三江阀门（集团）厂', foldedName: '三江阀门(集团)厂', zone: '3', town: null, registered: true });
    expect(linesOf(valves.source)).toHaveLength(2);
  });
});
