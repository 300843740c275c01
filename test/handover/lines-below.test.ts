import { utils, write, type WorkSheet } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { counts, readFile } from './county-datasets.js';
import { makeCreditCode, makeUnitCode } from './make-code.js';

const [firm, other] = [makeCreditCode(1), makeCreditCode(2)];
const staff = (...rows: string[]) => ['统一社会信用代码,单位名称,年度,年平均职工人数,参保人数', ...rows, ''].join('\n');

describe('lines below the data', () => {
  it.each(['合计', '总　计', '小计：', '累计', '共计3户', '本 页 合 计'])('%s is a line of totals', async (first) => {
    for (const cells of [`${first},,,1,1`, `,${first},,1,1`]) {
      const reading = await readFile(staff(`${firm},甲,2024,1,1`, cells));
      expect([reading.rows, counts(reading)]).toEqual([1, { TOTALS_ROW: 1 }]);
    }
  });

  it.each([
    '注',
    '注：截至年底',
    '注1：某',
    '说　明:某',
    '填表人：某某,,审核人：某某',
    '联系电话,,0000-0000',
    '数据来源：某局',
    '备注三：某',
  ])('%s is a footer', async (first) => {
    const reading = await readFile(staff(`${firm},甲,2024,1,1`, first));
    expect([reading.rows, counts(reading)]).toEqual([1, { FOOTER_ROW: 1 }]);
  });

  it.each([`,注：新设,2024,,`, `,说明,,5,`, '注册企业甲,,,,', '制表人某某'])('%s is data at fault', async (line) => {
    expect(await readFile(staff(`${firm},甲,2024,1,1`, line))).toMatchObject({ rows: 2, quarantined: [{ line: 3 }] });
  });

  it('with a code of their own are data, whatever they begin with', async () => {
    const reading = await readFile(`单位名称,统一社会信用代码,年度,年平均职工人数,参保人数\n注：甲,${firm},2024,1,1\n`);
    expect(reading.accepted).toHaveLength(1);
  });
});

/** A workbook of one sheet with these cells merged. */
function workbook(rows: readonly (readonly (string | number)[])[], ...merged: string[]): Buffer {
  const sheet: WorkSheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  sheet['!merges'] = merged.map((range) => utils.decode_range(range));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '表');
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

describe('cells merged downwards', () => {
  const header = ['不动产单元代码', '出租方证件号', '承租方统一社会信用代码', '出租面积（亩）', '起始日期', '备考', '终止日期'];
  const unit = makeUnitCode(1);

  it('hold for each of their lines', async () => {
    const rows = [
      header,
      [unit, 'T1', firm, 2, '2020-01-01', '同'],
      ['', '', other, 3, '', ''],
      [makeUnitCode(2), 'T1', firm, 1, '2020-01-01'],
    ];
    const reading = await readFile(workbook(rows, 'A2:A3', 'B2:B3', 'E2:E3', 'F2:F3'));
    expect(reading.accepted.map(({ values }) => [values['unitCode'], values['startDate'], values['area']])).toEqual([
      [unit, '2020-01-01', '2'],
      [unit, '2020-01-01', '3'],
      [makeUnitCode(2), '2020-01-01', '1'],
    ]);
    expect(counts(reading)).toEqual({ UNKNOWN_COLUMN: 1, MERGED_FILLED: 4 });
    expect(reading.issues.find(({ code }) => code === 'MERGED_FILLED')!.message).toContain('第 2 至 3 行，共 2 行');
  });

  it('are one figure of several lines in a column of amounts: none of them is taken', async () => {
    const rows = [header, [unit, 'T1', firm, 2, '2020-01-01', ''], [unit, 'T1', other, '', '2020-01-01', '']];
    const reading = await readFile(workbook(rows, 'D2:D3'));
    expect(reading.quarantined).toMatchObject([
      { line: 2, raw: [unit, 'T1', firm, '2', '2020-01-01', '', ''], issues: [{ code: 'NUMBER_INVALID', found: '2' }] },
      { line: 3, raw: [unit, 'T1', other, '', '2020-01-01', '', ''], issues: [{ code: 'NUMBER_INVALID', found: '2' }] },
    ]);
    expect(counts(reading)).toEqual({ UNKNOWN_COLUMN: 1, NUMBER_INVALID: 2 });
  });

  it('of shares hold, as what is missing does', async () => {
    const parcels = ['不动产单元代码', '权利人名称', '取得日期', '宗地面积', '共有份额'];
    const rows = [parcels, [unit, '甲', '2020-01-01', '/', 50], [unit, '乙', '2020-01-01', '', '']];
    const reading = await readFile(workbook(rows, 'D2:D3', 'E2:E3'));
    expect(reading.accepted.map(({ values }) => [values['area'], values['share']])).toEqual([
      [null, '50'],
      [null, '50'],
    ]);
    expect(counts(reading)).toEqual({ MERGED_FILLED: 2 });
  });

  it('below the table fill no line', async () => {
    const rows = [header, [unit, 'T1', firm, 2, '2020-01-01', ''], ['注：某'], [''], ['合计', '', '', 2], ['', '', '', 3]];
    const reading = await readFile(workbook(rows, 'A3:F4', 'A5:A6'));
    expect([reading.rows, counts(reading)]).toEqual([1, { UNKNOWN_COLUMN: 1, FOOTER_ROW: 1, TOTALS_ROW: 2 }]);
  });
});
