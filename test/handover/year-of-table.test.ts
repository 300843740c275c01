import { describe, expect, it } from 'vitest';
import { yearsIn } from '../../src/handover/year-of-table.js';
import { counts, readFile } from './county-datasets.js';
import { makeCreditCode } from './make-code.js';

const firm = makeCreditCode(1);
const staff = (above = '用工') => `${above}\n统一社会信用代码,单位名称,年平均职工人数,参保人数\n${firm},甲厂,3,2\n`;

describe('the years that a title names', () => {
  it.each([
    ['2024年用工', [2024]],
    ['２０２４ 年度用工', [2024]],
    ['2024年度第三产业用工', [2024]],
    ['2024年末用工', [2024]],
    ['2023-2024年用工', [2023, 2024]],
    ['2023年、2024年对照', [2023, 2024]],
    ['2022、2023至2024年度', [2022, 2023, 2024]],
    ['制表日期：2025年1月15日', []],
    ['2024年1-6月用工', []],
    ['2024年上半年', []],
    ['2024年度上半年', []],
    ['2024年第一季度', []],
    ['2024年前三季度', []],
    ['2024年2季度', []],
    ['2024年Q3', []],
    ['2024年1至11月', []],
    ['2024用工', []],
    ['12024年', []],
    ['1824年', []],
  ])('%s: %j', (text, years) => expect(yearsIn(text)).toEqual(years));
});

describe('a table without a column of years', () => {
  it('is of the year that the first place names: above it, or the name of its file', async () => {
    for (const [above, fileName, year, where] of [
      ['2024年用工', '2023年.csv', 2024, '表头上方'],
      ['用工', '用工2023年度.csv', 2023, '文件名'],
    ] as const) {
      const reading = await readFile(staff(above), { fileName });
      expect(reading.accepted[0]!.values['year']).toBe(year);
      expect(reading.issues).toMatchObject([{ code: 'YEAR_FROM_TITLE', severity: 'notice' }]);
      expect(reading.issues[0]!.message).toContain(where);
    }
  });

  it('is refused where that place names several, and not known where none does', async () => {
    expect(await readFile(staff('2023-2024年'), { fileName: '2024年.csv' })).toMatchObject({
      dataset: 'employment.annual',
      issues: [{ code: 'YEAR_AMBIGUOUS' }],
    });
    const none = await readFile(staff('2024年上半年'));
    expect(counts(none)).toEqual({ HEADER_NOT_RECOGNISED: 1 });
    expect(none.issues[0]!.message).toContain('--year');
  });

  it('is of the year said beside the file, whatever it says itself', async () => {
    const reading = await readFile(staff('2023-2024年'), { year: 2022 });
    expect([counts(reading), reading.accepted[0]!.values['year']]).toEqual([{}, 2022]);
  });

  it('keeps its year with its lines, so that they say the same when read again', async () => {
    const { labels, accepted, quarantined } = await readFile(staff('2024年').replace('3,2\n', `3,2\n${firm},乙,x,1,多\n`));
    expect(labels.at(-1)).toBe('年度');
    expect([accepted[0]!.raw, quarantined[0]!.raw]).toEqual([
      [firm, '甲厂', '3', '2', '2024'],
      [firm, '乙', 'x', '1', '2024', '多'],
    ]);
  });
});

it('rows of another year than the one said beside the file are none of it', async () => {
  const text = `统一社会信用代码,单位名称,年度,参保人数\n${firm},甲厂,2024,3\n${firm},甲厂,2023,3\n`;
  const reading = await readFile(text, { year: 2024 });
  expect(reading).toMatchObject({ accepted: [{ line: 2 }], quarantined: [{ line: 3, issues: [{ code: 'YEAR_INVALID', found: '2023' }] }] });
});
