import { describe, expect, it } from 'vitest';
import { counts, readFile, readWholly } from './county-datasets.js';
import { makeCreditCode } from './make-code.js';
import { makeWorkbook, rowsOf } from './make-workbook.js';

const [FIRST, SECOND] = [makeCreditCode(1), makeCreditCode(2)];
const HEADER = ['统一社会信用代码', '纳税人名称', '年度', '增值税净入库', '房产税'];
const ROW = [FIRST!, '甲', '2024', '1', '2'];
const NEXT = [SECOND!, '乙', '2024', '3', '4'];
const csv = (...rows: string[][]) => rows.map((row) => row.join()).join('\n');

describe('several tables on one sheet', () => {
  it.each([
    ['with its columns in another order', ['统一社会信用代码', '纳税人名称', '年度', '房产税', '增值税净入库']],
    ['of another dataset', ['统一社会信用代码', '单位名称', '年度', '化学需氧量', '氨氮']],
    ['in another unit', ['统一社会信用代码', '纳税人名称', '年度', '增值税净入库（元）', '房产税']],
  ])('%s: the file is refused, naming the line', async (_, other) => {
    const reading = await readWholly(csv(HEADER, ROW, ['', '', '', '', ''], other, NEXT));
    expect(reading).toMatchObject({ status: 'refused', dataset: 'tax.payments', rows: 0 });
    expect(reading.issues).toMatchObject([{ code: 'FILE_MALFORMED', line: 4, message: expect.stringContaining('另一张表的表头') }]);
  });

  it('of which the title alone tells the year: the second one has another', async () => {
    const header = HEADER.filter((label) => label !== '年度');
    const without = (row: string[]) => row.filter((_, i) => i !== 2);
    const reading = await readWholly(
      csv(['2024年税收', '', '', ''], header, without(ROW), ['2023年税收', '', '', ''], header, without(NEXT)),
    );
    expect(counts(reading)).toEqual({ FILE_MALFORMED: 1 });
  });

  it('of which the second is the same header again, as it is printed on each page: only that line is put aside', async () => {
    const reading = await readWholly(csv(HEADER, ROW, HEADER, NEXT));
    expect(reading).toMatchObject({ status: 'read', rows: 3 });
    expect(reading.accepted.map(({ values }) => values['vatNet'])).toEqual(['1', '3']);
    expect(reading.quarantined.map(({ line }) => line)).toEqual([3]);
  });

  it('a bad line that names a label is a bad line', async () => {
    const reading = await readWholly(csv(HEADER, ROW, ['统一社会信用代码错', '年度', '增值税净入库', 'x', 'y']));
    expect(reading).toMatchObject({ status: 'read', rows: 2 });
    expect(reading.quarantined).toHaveLength(1);
  });
});

describe('units in a line of their own below the header', () => {
  it.each([['元'], ['（元）'], ['(万元)']])('%s: the file is refused, with where they belong', async (unit) => {
    for (const content of [
      csv(HEADER, ['', '', '', unit, unit], ROW),
      makeWorkbook([{ name: '表', rows: rowsOf([HEADER, ['', '', '', unit, unit], ROW]) }]),
    ]) {
      const reading = await readFile(content);
      expect(counts(reading)).toEqual({ UNIT_MISSING: 1 });
      expect(reading.issues[0]!.message).toContain('写在了表头下面一行，请写进表头');
      expect(reading.issues[0]!.line).toBe(2);
    }
  });

  it('are no matter where the header says the same, nor is a line of data that ends in one', async () => {
    const said = ['统一社会信用代码', '纳税人名称', '年度', '增值税净入库（元）', '房产税（元）'];
    expect(await readWholly(csv(said, ['', '', '', '元', '元'], ['', '', '', '', '']))).toMatchObject({ status: 'read' });
    expect(await readWholly(csv(HEADER, [FIRST!, '甲', '2024', '1', '元'], NEXT))).toMatchObject({ status: 'read', rows: 2 });
  });
});
