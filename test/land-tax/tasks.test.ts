import { expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { FINDING_KINDS } from '../../src/land-tax/finding.js';
import { explain } from '../../src/land-tax/explanation.js';
import { findingOf } from '../../src/land-tax/printed-finding.js';
import { receiveResults } from '../../src/land-tax/receive-results.js';
import { withStatus } from '../../src/land-tax/status.js';
import { batchesOf, overdueTasks, pushTasks, readTasks } from '../../src/land-tax/task.js';
import { freshDatabase } from '../database/fresh-database.js';
import { COLLECTIVE, find, short, source, title } from './records.js';

const UNKNOWN = title({ unitCode: COLLECTIVE, holderName: '某公司', holderId: null, holder: undefined });
const FILES = new Map([[1, '宗地.xlsx']]);
const ALL = new Set(FINDING_KINDS);
const KEY = new Uint8Array(32);
const BY = { actor: 'test', digestKey: KEY };
const NOVEMBER = { version: 5, date: '2026-11-21', due: '2026-12-21', by: 'test', digestKey: KEY };
const DECEMBER = { version: 6, date: '2026-12-21', due: '2027-01-20', by: 'test', digestKey: KEY };

const gone = () => undefined;

function results(...of: object[]): string {
  return JSON.stringify({ results: of });
}

it('pushes a finding once, in the batch of its day, to whom it belongs', async () => {
  const { db } = await freshDatabase('empty_hub');
  const findings = find({ titles: [title(), UNKNOWN] });
  const first = await pushTasks(db, findings, FILES, NOVEMBER);
  expect(first.map(({ recipient, tasks }) => [recipient, tasks.map(({ kind, due, status }) => `${kind} ${due} ${status}`)])).toEqual([
    ['tax', ['NOT_REGISTERED 2026-12-21 PUSHED']],
    ['land', ['UNLINKED_HOLDER 2026-12-21 PUSHED']],
  ]);
  expect(await pushTasks(db, findings, FILES, NOVEMBER)).toEqual(first);
  expect(await pushTasks(db, findings, FILES, DECEMBER)).toEqual([]);
  expect(await batchesOf(db, NOVEMBER.date)).toEqual(first);
});

it('keeps what was decided, whatever is run again', async () => {
  const { db } = await freshDatabase('empty_hub');
  const findings = find({ titles: [title(), UNKNOWN] });
  await pushTasks(db, findings, FILES, NOVEMBER);
  const [registered, unlinked] = [
    findings.find(({ kind }) => kind === 'NOT_REGISTERED')!,
    findings.find(({ kind }) => kind === 'UNLINKED_HOLDER')!,
  ];
  const statuses = async (version: number, found = findings) => {
    const { findings: worked, corrected } = withStatus(found, await readTasks(db, { year: 2024 }), {
      version,
      kinds: ALL,
      sourceVersion: gone,
    });
    return [...worked.map(({ kind, status }) => `${kind} ${status}`), ...corrected.map(({ kind }) => `${kind} CORRECTED`)].sort();
  };
  expect(await statuses(5)).toEqual(['NOT_REGISTERED PUSHED', 'UNLINKED_HOLDER PUSHED']);
  const text = results(
    { id: registered.id, result: 'CONFIRMED', date: '2026-12-01', by: '一分局' },
    { id: unlinked.id, result: 'REJECTED', reason: '已注销', date: '2026-12-02', by: '自然资源局' },
  );
  expect(await receiveResults(db, text, 'results-2026-12-02.json', BY)).toEqual({
    results: 2,
    recorded: 2,
    repeated: 0,
    unknown: [],
    corrections: 0,
  });
  expect(await receiveResults(db, text, 'results-2026-12-02.json', BY)).toEqual({
    results: 2,
    recorded: 0,
    repeated: 2,
    unknown: [],
    corrections: 0,
  });
  await pushTasks(db, findings, FILES, DECEMBER);
  expect(await statuses(5)).toEqual(['NOT_REGISTERED CONFIRMED', 'UNLINKED_HOLDER REJECTED']);
  // Gone at the same version: another rule, not a handover. Gone later: mended; what was rejected stays so.
  expect(await statuses(5, [])).toEqual([]);
  expect(await statuses(6, [])).toEqual(['NOT_REGISTERED CORRECTED']);
  const mended = withStatus([], await readTasks(db, { year: 2024 }), { version: 6, kinds: ALL, sourceVersion: gone }).corrected.map(
    findingOf,
  );
  expect(mended.map(short)).toEqual(['NOT_REGISTERED 1000 / 0 / 1000 10000.00']);
  expect(explain(mended[0]!, FILES)).toBe(explain(registered, FILES));
  const { corrected } = withStatus([], await readTasks(db, { year: 2024 }), {
    version: 6,
    kinds: new Set(['NO_TITLE']),
    sourceVersion: gone,
  });
  expect(corrected).toEqual([]);
});

it('takes the later of two decisions, in whatever order they are read', async () => {
  const { db } = await freshDatabase('empty_hub');
  const findings = find({ titles: [title()] });
  const { id } = findings[0]!;
  await pushTasks(db, findings, FILES, NOVEMBER);
  await receiveResults(db, results({ id, result: 'CONFIRMED', date: '2026-12-05', by: '一分局' }), 'b.json', BY);
  await receiveResults(db, results({ id, result: 'REJECTED', reason: '误报', date: '2026-12-01', by: '一分局' }), 'a.json', BY);
  expect((await readTasks(db, { ids: [id] })).get(id)!.result).toMatchObject({ result: 'CONFIRMED', decidedOn: '2026-12-05' });
});

it('lists what is overdue until an answer is there', async () => {
  const { db } = await freshDatabase('empty_hub');
  const findings = find({ titles: [title()] });
  await pushTasks(db, findings, FILES, NOVEMBER);
  expect(await overdueTasks(db, '2026-12-21')).toEqual([]);
  expect((await overdueTasks(db, '2026-12-22')).map(({ findingId }) => findingId)).toEqual([findings[0]!.id]);
  await receiveResults(db, results({ id: findings[0]!.id, result: 'CONFIRMED', date: '2026-12-23', by: '一分局' }), 'r.json', BY);
  expect(await overdueTasks(db, '2026-12-24')).toEqual([]);
});

it('keeps results for unknown tasks, and says which', async () => {
  const { db, pool } = await freshDatabase('empty_hub');
  const report = await receiveResults(db, results({ id: 'no-such', result: 'CONFIRMED', date: '2026-12-01', by: '一分局' }), 'r.json', BY);
  expect(report).toEqual({ results: 1, recorded: 1, repeated: 0, unknown: ['no-such'], corrections: 0 });
  expect((await pool.query('select finding_id from land_tax_result')).rows).toEqual([{ finding_id: 'no-such' }]);
});

it('asks the land department for what the tax side found out about land, once, with the next push', async () => {
  const { db } = await freshDatabase('empty_hub');
  const findings = find({ titles: [title()], sources: [source({ landClass: '三级' })] });
  await pushTasks(db, findings, FILES, NOVEMBER);
  const answer = {
    id: findings[0]!.id,
    result: 'CONFIRMED',
    date: '2026-12-01',
    by: '一分局',
    land: [{ what: '未批先占', note: '约200㎡' }],
  };
  expect((await receiveResults(db, results(answer), 'r.json', BY)).corrections).toBe(1);
  expect((await receiveResults(db, results(answer), 'r.json', BY)).corrections).toBe(0);
  const [batch] = await pushTasks(db, findings, FILES, DECEMBER);
  expect(batch).toMatchObject({ date: '2026-12-21', recipient: 'land' });
  expect(batch!.tasks).toMatchObject([
    {
      kind: 'LAND_CORRECTION',
      due: '2027-01-20',
      explanation: expect.stringContaining('一分局 2026-12-01 核实时发现：未批先占（约200㎡）'),
    },
  ]);
});

it.each([
  ['{', 'r.json 不是有效的 JSON'],
  [results({ id: 'x', result: 'MAYBE', date: '2026-12-01', by: 'y' }), '第 1 条（x） result'],
  [results({ id: 'x', result: 'CONFIRMED', date: '1 Dec', by: 'y' }), '第 1 条（x） date'],
  [results({ id: 'x', result: 'REJECTED', date: '2026-12-01', by: 'y' }), '不属实（REJECTED）必须写明理由（reason），缺理由的有 x'],
  ['{}', 'results：'],
])('refuses a results file whole: %s', async (text, why) => {
  const { db, pool } = await freshDatabase('empty_hub');
  await expect(receiveResults(db, text, 'r.json', BY)).rejects.toThrow(why);
  expect((await pool.query('select 1 from land_tax_result')).rowCount).toBe(0);
});

it('takes relief for mended only where its source was handed over anew', async () => {
  const { db } = await freshDatabase('empty_hub');
  const relieved = [source({ annualRelief: Rational.integer(9_000) })];
  const findings = find({ titles: [title()], sources: relieved }, { grants: () => ({ granted: Rational.ZERO, why: '没有类别' }) });
  await pushTasks(db, findings, FILES, NOVEMBER);
  const tasks = await readTasks(db, { year: 2024 });
  const corrected = (since: number | undefined) =>
    withStatus([], tasks, { version: 9, kinds: ALL, sourceVersion: () => since }).corrected.length;
  expect([corrected(5), corrected(6), corrected(undefined)]).toEqual([0, 1, 1]);
});
