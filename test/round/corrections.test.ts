import { expect, it } from 'vitest';
import { versionAt } from '../../src/db/data-version.js';
import { writeInTheHub } from '../../src/db/records.js';
import { openReaders } from '../../src/departments/readers.js';
import { applyCorrections, type CorrectionOrder } from '../../src/round/corrections/apply.js';
import type { Round } from '../../src/round/round.js';
import { round } from '../../src/round/table.js';
import { freshDatabase } from '../database/fresh-database.js';

const { db } = await freshDatabase('sample_hub');
const CODE = '9133990100B59GK21U';
const base = await versionAt(db);
const desk = { declared: { eventCodes: new Set<string>(), facts: new Map() }, write: writeInTheHub };

async function opened(trial: boolean): Promise<Round> {
  const plan = {
    schemeId: 'example-ratio-2024',
    digest: 'sm3:0',
    year: 2024,
    groups: ['above'],
    silence: 'CONFIRMED',
    deadlines: {},
  } as const;
  const [its] = await db
    .insert(round)
    .values({ ...plan, groups: ['above'], trial, noticeWorkdays: 5, approvalFirst: false, phase: 'REVIEWING', dataVersion: base })
    .returning();
  return its!;
}

function correct(its: Round, department: 'statistics' | 'tax', corrections: CorrectionOrder['corrections'], taken = 1) {
  const said = { creditCode: CODE, objection: 5, by: 'test', at: new Date(), document: null, reason: '证' } as const;
  return db.transaction((tx) => applyCorrections(tx, desk, { round: its, taken, department, corrections, release: [], ...said }));
}

async function figures(version: number) {
  const record = (await openReaders(db).statistics.some(version, 2024, [CODE])).get(CODE);
  return record && [record.valueAdded?.toString(), record.rdExpense?.toString(), record.energy?.toString()];
}

const cell = (column: string, value: string | null) => ({ dataset: 'statistics.annual', key: [CODE, '2024'], column, value });

it('a round reads V1 and its own corrections, and nothing that is handed over meanwhile', async () => {
  const [one, other, trial] = [await opened(false), await opened(false), await opened(true)];
  expect(await figures(base)).toEqual(['408.89', '33.63', '174.8']);
  const first = (await correct(one, 'statistics', [cell('工业增加值', '500')]))!;
  expect([await figures(first), await figures(await versionAt(db)), await figures(base)]).toEqual([
    ['500', '33.63', '174.8'],
    ['500', '33.63', '174.8'],
    ['408.89', '33.63', '174.8'],
  ]);
  // The other round has V1 still, and what is corrected for it carries over nothing from the first.
  const second = (await correct(other, 'statistics', [cell('研发经费支出', '40')], 2))!;
  expect([await figures(second), await figures(await versionAt(db)), await figures(first)]).toEqual([
    ['408.89', '40', '174.8'],
    ['500', '40', '174.8'],
    ['500', '33.63', '174.8'],
  ]);
  const again = (await correct(one, 'statistics', [cell('综合能耗等价值', null)]))!;
  expect([await figures(again), await figures(first)]).toEqual([
    ['500', '33.63', undefined],
    ['500', '33.63', '174.8'],
  ]);
  // A trial's corrections are read by it alone.
  const now = await versionAt(db);
  const tried = (await correct(trial, 'statistics', [cell('工业增加值', '1')], 3))!;
  expect([await figures(tried), await versionAt(db)]).toEqual([['1', '33.63', '174.8'], now]);
  // Out of force, and on record again.
  const removed = (await correct(one, 'statistics', [{ dataset: 'statistics.annual', key: [CODE, '2024'], remove: true }]))!;
  expect([await figures(removed), await figures(again), await figures(await versionAt(db))]).toEqual([
    undefined,
    ['500', '33.63', undefined],
    undefined,
  ]);
  const back = (await correct(one, 'statistics', [cell('工业增加值', '7')]))!;
  expect([await figures(back), await figures(second)]).toEqual([
    ['7', undefined, undefined],
    ['408.89', '40', '174.8'],
  ]);
});

it('a value that is none, a column that is none and another department’s record are refused, and nothing is left', async () => {
  const its = await opened(false);
  const before = await versionAt(db);
  await expect(correct(its, 'statistics', [cell('工业增加值', '许多')])).rejects.toMatchObject({ issues: [{ code: 'VALUE_INVALID' }] });
  await expect(correct(its, 'statistics', [cell('年度', '2025')])).rejects.toMatchObject({ issues: [{ code: 'VALUE_INVALID' }] });
  await expect(correct(its, 'tax', [cell('工业增加值', '1')])).rejects.toMatchObject({ issues: [{ code: 'NOT_YOURS' }] });
  expect(await versionAt(db)).toBe(before);
});
