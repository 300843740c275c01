import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/handover/limits.js';
import { openHandovers } from '../../src/handover/read-handover.js';
import { ReadingTime } from '../../src/intake/reading-time.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { freshDatabase } from '../database/fresh-database.js';
import { datasets, eventCodes } from '../handover/county-datasets.js';
import { makeCreditCode } from '../handover/make-code.js';
import { makeWorkbook, rowsOf } from '../handover/make-workbook.js';

const HEADER = ['统一社会信用代码', '单位名称', '年度', '年平均职工人数', '参保人数'];
const ROW = [makeCreditCode(1), '甲', '2024', '3', '2'];
const csv = Buffer.from(
  [HEADER, ...Array.from({ length: 20_000 }, (_, n) => [makeCreditCode(n), ...ROW.slice(1)])].map((row) => row.join()).join('\n'),
);
const FORMS = [
  ['a text', csv],
  ['a workbook', makeWorkbook([{ name: '表', part: `<worksheet><sheetData>${rowsOf([HEADER, ROW])}</sheetData></worksheet>` }])],
] as const;

it.each(FORMS)('%s that takes too long is refused by the bound that it is beyond, before a line is read', async (_, bytes) => {
  let clock = 0;
  const time = new ReadingTime(2, () => (clock += 1_001));
  const file = { fileName: '用工.csv', bytes: time.within(bytes), datasets, eventCodes, facts: new Map() };
  const { refused, handovers } = await openHandovers(file);
  expect(handovers).toEqual([]);
  expect(refused.flatMap(({ issues }) => issues.map(({ code, message }) => [code, message]))).toEqual([
    ['FILE_TOO_LARGE', expect.stringContaining('读取超过 2 秒')],
  ]);
});

it('the time begins anew where it is taken; beyond it nothing of it is, and that is on record', async () => {
  const { db, pool } = await freshDatabase('empty_hub');
  const declared = { eventCodes, facts: new Map() };
  const take = (seconds: number) =>
    receiveAll({ db, declared, actor: 'test', limits: { ...DEFAULT_LIMITS, seconds } }, ['f'], async () => ({
      fileName: '用工.csv',
      bytes: csv,
    }));
  expect(await take(0)).toMatchObject([{ status: 'refused', accepted: 0, issueCounts: { FILE_TOO_LARGE: 1 } }]);
  const { rows } = await pool.query('select status, (select count(*)::integer from employment) as n from handover');
  expect(rows).toEqual([{ status: 'refused', n: 0 }]);

  let clock = 0;
  const time = new ReadingTime(1, () => clock);
  const timed = time.within(csv);
  clock = 2_000;
  await expect(timed.read(0, 1)).rejects.toThrow('读取超过 1 秒');
  time.begin();
  expect(await timed.read(0, 1)).toHaveLength(1);
});
