import { afterEach, expect, it, vi } from 'vitest';
import { receiveAll } from '../../src/intake/receive-all.js';
import { printed } from '../cli/command-line.js';
import { freshDatabase } from '../database/fresh-database.js';

afterEach(() => vi.unstubAllEnvs());

interface Ledger {
  readonly quarters: {
    quarter: number;
    measure: string;
    unit: string;
    due: string | null;
    reported: string | null;
    difference: string | null;
  }[];
  readonly differences: {
    quarter: number;
    measure: string;
    creditCode: string;
    class: string | null;
    due: string;
    reported: string | null;
    difference: string;
  }[];
}

const HEADER = '统一社会信用代码,企业名称,年度,季度,报送单位,减免城镇土地使用税(元),征收差别化电价（万元）,新增供地(㎡)';

it('lays what offices reported next to what the treatments say, by quarter, and lists every difference', async () => {
  const database = await freshDatabase('sample_hub');
  vi.stubEnv('DATABASE_URL', database.url);
  const intake = { db: database.db, declared: { eventCodes: new Set<string>(), facts: new Map() }, actor: 'test' };
  const handIn = async (fileName: string, ...lines: string[]) =>
    (await receiveAll(intake, ['x'], async () => ({ fileName, bytes: Buffer.from([HEADER, ...lines].join('\n')) })))[0]!;
  const ledger = async () =>
    JSON.parse(await printed('landtax', 'ledger', '--year', '2024', '--scheme', 'example-ratio-2024', '--format', 'json')) as Ledger;

  const before = await ledger();
  expect(before.differences).toEqual([]);
  expect(before.quarters).toHaveLength(44);
  expect(before.quarters.every(({ reported, difference }) => reported === null && difference === null)).toBe(true);
  const yearly = (measure: string) =>
    before.quarters.filter((line) => line.measure === measure).reduce((sum, { due }) => sum + Math.round(Number(due) * 100), 0);
  // The year's money of the execution lists.
  expect(yearly('LAND_USE_TAX_RELIEF')).toBe(3_009_069_030);
  expect(yearly('ELECTRICITY_SURCHARGE')).toBe(1_480_976_030);
  expect(yearly('SUBSIDY')).toBe(270_000_000);
  expect(before.quarters.filter(({ measure, due }) => measure === 'LAND_SUPPLIED' && due !== null)).toEqual([]);

  // Every firm that is due relief in the second quarter, as the tax bureau would report it: one too much, one not at all.
  const one = '913399011EFA80BJ4T';
  const report = await handIn(
    '执行.csv',
    `${one},博联,2024,第二季度,税务局,1000.55,,`,
    `${one},博联,2024,2,供电公司,,0.1,`,
    `${one},博联,2024,5季度,税务局,1,,`,
  );
  expect([report.status, report.dataset, report.accepted, report.issues.map(({ code, line }) => `${code} ${line}`)]).toEqual([
    'accepted',
    'policy.effects',
    2,
    ['QUARTER_INVALID 4'],
  ]);
  const after = await ledger();
  const second = (measure: string) => after.quarters.find((line) => line.quarter === 2 && line.measure === measure)!;
  expect(second('LAND_USE_TAX_RELIEF').reported).toBe('1000.55');
  expect(second('ELECTRICITY_SURCHARGE').reported).toBe('1000.00');
  expect(after.quarters.filter(({ quarter, reported }) => quarter !== 2 && reported !== null)).toEqual([]);
  const mine = after.differences.filter(({ creditCode }) => creditCode === one);
  expect(mine.map(({ quarter, measure, class: name, reported }) => [quarter, measure, name, reported])).toEqual([
    [2, 'LAND_USE_TAX_RELIEF', 'B', '1000.55'],
    [2, 'ELECTRICITY_SURCHARGE', 'B', '1000.00'],
  ]);
  expect(mine[1]).toMatchObject({ due: '0.00', difference: '1000.00' });
  // Whoever is due and was not reported is listed too, without an amount.
  expect(
    after.differences.filter(({ measure, reported }) => measure === 'LAND_USE_TAX_RELIEF' && reported === null).length,
  ).toBeGreaterThan(100);
  expect(after.differences.every(({ quarter }) => quarter === 2)).toBe(true);

  // A correction replaces its own office's line alone.
  await handIn('更正.csv', `${one},博联,2024,2,税务局,${mine[0]!.due},,6670`);
  const corrected = await ledger();
  expect(corrected.differences.filter(({ creditCode }) => creditCode === one).map(({ measure }) => measure)).toEqual([
    'ELECTRICITY_SURCHARGE',
  ]);
  expect(corrected.quarters.find(({ quarter, measure }) => quarter === 2 && measure === 'LAND_SUPPLIED')).toMatchObject({
    unit: '亩',
    due: null,
    reported: '10.005',
  });
  const table = await printed('landtax', 'ledger', '--year', '2024', '--scheme', 'example-ratio-2024', '--format', 'csv', '--differences');
  expect(table.split('\r\n')[0]).toBe('季度,措施,统一社会信用代码,企业名称,类别,单位,应执行,已报送,差额');
});
