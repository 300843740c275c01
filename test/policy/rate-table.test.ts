import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { landClassKey } from '../../src/policy/rate-class.js';
import { parseRateTable, ratesOn } from '../../src/policy/rate-table.js';

const HEAD = `land_tax_rates: somewhere
title: 某县税额标准
jurisdiction: 某县
status: complete
sources: [{ document: 某政发〔2019〕1号 }]
unit: 元/㎡
`;

function problemsOf(text: string) {
  const parsed = parseRateTable(text, 'rates.yaml');
  return 'problems' in parsed ? parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`) : [];
}

describe('land-tax rates', () => {
  it('ship for the sample county', async () => {
    const file = 'treatments/example-county/land-tax-rates.yaml';
    const parsed = parseRateTable(await readFile(file, 'utf8'), file);
    if (!('table' in parsed)) throw new Error(JSON.stringify(parsed.problems));
    const rates = ratesOn(parsed.table, '2024-12-31')!.rates;
    expect(['一级', '二级', '三级', '四级', '五级'].map((name) => rates.get(landClassKey(name))?.toString())).toEqual([
      '15',
      '10',
      '6',
      '3',
      '1.5',
    ]);
    expect(ratesOn(parsed.table, '2006-12-31')).toBeUndefined();
  });

  it('change with time, each from its first day to its last', () => {
    const parsed = parseRateTable(
      `${HEAD}periods:\n  - { from: 2019-01-01, to: 2021-12-31, rates: { 1级: 5 } }\n  - { from: 2022-01-01, rates: { 1级: 4 } }\n`,
      'rates.yaml',
    );
    if (!('table' in parsed)) throw new Error(JSON.stringify(parsed.problems));
    const on = (day: string) => ratesOn(parsed.table, day)?.rates.get('1级')?.toString();
    expect([on('2018-12-31'), on('2019-01-01'), on('2021-12-31'), on('2022-01-01')]).toEqual([undefined, '5', '5', '4']);
  });

  it('may not leave a gap in time', () => {
    const text = `${HEAD}periods:\n  - { from: 2019-01-01, to: 2021-12-30, rates: { 1级: 5 } }\n  - { from: 2022-01-01, rates: { 1级: 4 } }\n`;
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^9:5 2021-12-30 之后、2022-01-01 之前没有税额标准/)]);
  });

  it('may not overlap in time', () => {
    const text = `${HEAD}periods:\n  - { from: 2019-01-01, rates: { 1级: 5 } }\n  - { from: 2022-01-01, rates: { 1级: 4 } }\n`;
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^9:5 自 2022-01-01 起的一段与前一段（至 （未写））时间重叠/)]);
  });

  it('name a class once, however it is written, and no negative rate', () => {
    const text = `${HEAD}periods:\n  - from: 2019-01-01\n    rates:\n      一级: 5\n      1级: 6\n      二级: -1\n`;
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^11:11 土地等级“1级”与前面的一项相同/),
      expect.stringMatching(/^12:11 土地等级“二级”的税额标准不能为负/),
    ]);
  });

  it('name their document', () => {
    const text = `${HEAD.replace(/sources.*\n/, '')}periods: [{ rates: { 1级: 5 } }]\n`;
    expect(problemsOf(text)).toEqual([expect.stringContaining('没有列出文件依据')]);
  });
});

it.each([
  ['一级', '1级'],
  ['１级', '1级'],
  [' 1 级', '1级'],
  ['Ⅱ级', '2级'],
  ['第十级', '10级'],
  ['十一级', '11级'],
  ['二十级', '20级'],
  ['3', '3级'],
  ['一等', '一等'],
  ['城区', '城区'],
])('the land class %s is %s', (written, key) => expect(landClassKey(written)).toBe(key));
