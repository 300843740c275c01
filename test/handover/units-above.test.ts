import { describe, expect, it } from 'vitest';
import { counts, readFile } from './county-datasets.js';
import { makeCreditCode, makeUnitCode } from './make-code.js';

const firm = makeCreditCode(1);
const tax = (above: string, header = '房产税,企业所得税') =>
  `${above}\n统一社会信用代码,纳税人名称,年度,${header}\n${firm},甲厂,2024,1,1\n`;

describe('a note of units above the header', () => {
  it.each([
    ['单位：元', '0.0001'],
    ['税收（金额单位:千元、㎡），面积', '0.1'],
    ['2024年税收　单 位：百万元　制表：某某', '100'],
    ['填报单位：示例县税务局', '1'],
    ['填报单位：元', '1'],
    ['单位：示例县税务局 联系人', '1'],
    ['单位：示例县税务局 元', '0.0001'],
    ['计量单位：元/㎡，万元/亩', '1'],
    ['单位：元/吨', '0.0001'],
    ['面积单位：亩 金额单位：千元', '0.1'],
    ['单位：千元（含滞纳金）', '0.1'],
    ['单位：元,,,单位：元', '0.0001'],
  ])('%s', async (above, value) => {
    const reading = await readFile(tax(above));
    expect(counts(reading)).toEqual({});
    expect(reading.accepted[0]!.values).toMatchObject({ property: value, corporateIncome: value });
  });

  it.each([
    ['单位：十万元', 'UNIT_UNKNOWN', '十万元'],
    ['单位：元、公吨', 'UNIT_UNKNOWN', '公吨'],
    ['（单位：示例县，十元）', 'UNIT_UNKNOWN', '十元'],
    ['金额单位：元,,,单位：万元', 'UNIT_MISMATCH', '元、万元'],
  ])('%s: %s', async (above, code, found) => {
    expect(await readFile(tax(above))).toMatchObject({ status: 'refused', dataset: 'tax.payments', issues: [{ code, found }] });
    const said = await readFile(tax(above, '房产税（元）,企业所得税（单位：千元）'));
    expect(said.accepted[0]!.values).toMatchObject({ property: '0.0001', corporateIncome: '0.1' });
  });

  it('is kept with lines that are put aside, so that they say the same when read again', async () => {
    const { labels, quarantined } = await readFile(tax('单位：千元').replace('1,1\n', 'x,1\n'));
    expect(labels).toEqual(['统一社会信用代码', '纳税人名称', '年度', '房产税（千元）', '企业所得税（千元）']);
    expect(quarantined[0]!.raw).toEqual([firm, '甲厂', '2024', 'x', '1']);
  });

  it('says in what a leased area is', async () => {
    const header = '不动产单元代码,出租方证件号,承租方统一社会信用代码,出租面积,起始日期,终止日期';
    const lease = (above: string) => readFile(`${above}\n${header}\n${makeUnitCode(1)},T1,${firm},2000,2020-01-01,\n`);
    expect((await lease('面积单位：平方米')).accepted[0]!.values['area']).toBe('3');
    expect(counts(await lease('单位：示例镇'))).toEqual({ UNIT_MISSING: 1 });
    expect(counts(await lease('单位：平米'))).toEqual({ UNIT_UNKNOWN: 1 });
  });
});

describe('a header of two lines', () => {
  it.each([
    [['统一社会信用代码,纳税人名称,年度,税收（元）,', ',,,房产税,企业所得税'], '0.0001', '0.0001'],
    [['统一社会信用代码,纳税人名称,年度,税收（元）,', ',,,房产税,企业所得税（千元）'], '0.0001', '0.1'],
    [['统一社会信用代码,纳税人名称,年度,房产税,税收（千元）', ',,,,企业所得税'], '1', '0.1'],
    [['单位：元', '统一社会信用代码,纳税人名称,年度,房产税,税收（千元）', ',,,,企业所得税'], '0.0001', '0.1'],
    [['主体,,,税收（元）,', '统一社会信用代码,纳税人名称,年度,房产税,企业所得税'], '0.0001', '0.0001'],
    [['统一社会信用代码,基本情况,,房产税,企业所得税', ',纳税人名称,年度,,'], '1', '1'],
  ])('%j', async (header, property, corporateIncome) => {
    const reading = await readFile(`${header.join('\n')}\n${firm},甲厂,2024,1,1\n`);
    expect(counts(reading)).toEqual({});
    expect(reading.accepted).toMatchObject([{ line: header.length + 1, values: { year: 2024, property, corporateIncome } }]);
  });

  it('does not take a line of data for a part of it', async () => {
    const reading = await readFile(`统一社会信用代码,单位名称,年度,数据来源,营业收入\n,单位名称,2024,统计,5\n`);
    expect(reading).toMatchObject({ rows: 1, quarantined: [{ line: 2 }] });
  });

  it('refuses a heading of columns of numbers in a unit that is not listed', async () => {
    const reading = await readFile(`统一社会信用代码,纳税人名称,年度,税收（十万元）,\n,,,房产税,企业所得税\n${firm},甲厂,2024,1,1\n`);
    expect(reading).toMatchObject({ dataset: 'tax.payments', issues: [{ code: 'UNIT_UNKNOWN' }] });
    expect(counts(await readFile(tax('企业（法人）')))).toEqual({});
  });
});
