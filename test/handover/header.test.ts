import { describe, expect, it } from 'vitest';
import { counts, datasets, readFile, readWholly } from './county-datasets.js';
import { makeCreditCode, makeUnitCode } from './make-code.js';

const [firm, tenant] = [makeCreditCode(1), makeCreditCode(2)];
const staff = (header: string): string => `${header}\n${firm},甲厂,2024,3,2\n`;

describe('the header', () => {
  it.each(datasets.map((dataset) => [dataset.id, dataset] as const))('%s is known by its canonical header', async (id, dataset) => {
    const header = dataset.columns.map(({ label, unit }) => (unit && unit.canonical === undefined ? `${label}(亩)` : label));
    const reading = await readFile(`${header.join(',')}\n`);
    expect(reading).toMatchObject({ status: 'read', dataset: id, rows: 0, labels: header });
    expect(counts(reading)).toEqual({});
  });

  it.each(
    datasets.flatMap((dataset) =>
      dataset.columns.flatMap((column) => (column.aliases ?? []).map((alias) => [dataset.id, column.label, alias] as const)),
    ),
  )('%s: %s may be called %s', async (id, label, alias) => {
    const dataset = datasets.find((each) => each.id === id)!;
    const header = dataset.columns.map(
      (column) => `${column.label === label ? alias : column.label}${column.unit && column.unit.canonical === undefined ? '（㎡）' : ''}`,
    );
    const reading = await readFile(`${header.join(',')}\n`);
    expect(reading.dataset).toBe(id);
    expect(counts(reading)).toEqual({});
  });

  it('has the aliases of HANDOVER.md', () => {
    const named = (id: string, label: string): readonly string[] =>
      datasets.find((each) => each.id === id)!.columns.find((column) => column.label === label)!.aliases ?? [];
    expect(named('tax.payments', '统一社会信用代码')).toEqual(['纳税人识别号', '信用代码', '社会信用代码', '统一代码', '税号']);
    expect(named('tax.land_sources', '纳税人识别号')).toEqual(['统一社会信用代码', '信用代码', '社会信用代码', '统一代码', '税号']);
    expect(named('employment.annual', '单位名称')).toEqual(['企业名称', '纳税人名称']);
    expect(named('employment.annual', '年度')).toEqual(['所属年度', '年份']);
    expect(named('land.leases', '不动产单元代码')).toEqual(['不动产单元号']);
    expect(named('land.parcels', '权利人名称')).toEqual(['权利人', '土地使用权人', '使用权人']);
    expect(named('emissions.annual', '化学需氧量')).toEqual(['COD', 'CODcr', '化学需氧量排放量', 'COD排放量', 'CODcr排放量']);
    expect(named('statistics.annual', '规上')).toEqual(['是否规上', '规模以上', '是否规模以上']);
    expect(named('statistics.annual', '综合能耗当量值')).toEqual(['综合能耗(当量值)', '综合能源消费量(当量值)']);
  });

  it('ignores white space, width, order and titles above', async () => {
    const reading = await readFile(
      `2024年用工\n\n年 度, 单位\u3000名称,参保人数（人）,统一社会 信用代码,年平均职工人数( 人 )\n2024,甲厂,2,${firm},3\n`,
    );
    expect(reading.accepted).toMatchObject([
      { line: 4, values: { creditCode: firm, name: '甲厂', year: 2024, averageStaff: '3', insured: '2' } },
    ]);
  });

  it('is sought in the first ten lines', async () => {
    const below = (lines: number): string => '题\n'.repeat(lines) + staff('统一社会信用代码,单位名称,年度,年平均职工人数,参保人数');
    expect((await readFile(below(9))).accepted).toMatchObject([{ line: 11 }]);
    expect(counts(await readFile(below(10)))).toEqual({ HEADER_NOT_RECOGNISED: 1 });
  });

  it('needs every key and two others', async () => {
    expect(counts(await readFile(staff('统一社会信用代码,单位名称,年,年平均职工人数,参保人数')))).toEqual({ HEADER_NOT_RECOGNISED: 1 });
    expect((await readFile(`统一社会信用代码,年度,单位名称\n`)).dataset).toBeUndefined();
    expect((await readFile(`统一社会信用代码,年度,单位名称,参保人数\n`)).dataset).toBe('employment.annual');
    expect(await readFile('')).toMatchObject({ status: 'refused', dataset: undefined, rows: 0, labels: [] });
  });

  it('is of the dataset of which most columns are there, or of the one named', async () => {
    const header = '统一社会信用代码,单位名称,年度,规上,营业收入,年平均职工人数';
    expect((await readFile(`${header}\n`)).dataset).toBe('statistics.annual');
    expect((await readFile(`${header}\n`, { dataset: 'employment.annual' })).dataset).toBe('employment.annual');
    expect(counts(await readFile(`${header}\n`, { dataset: 'events' }))).toEqual({ HEADER_NOT_RECOGNISED: 1 });
    await expect(readFile(`${header}\n`, { dataset: '用工' })).rejects.toThrow(RangeError);
  });

  it('reports unknown columns once each and keeps their cells', async () => {
    const bracketed = await readFile(staff('统一社会信用代码,单位名称,年度,年平均职工人数,参保人数（含退休）'));
    expect(counts(bracketed)).toEqual({ UNKNOWN_COLUMN: 1 });
    expect(bracketed.accepted[0]!.values).toMatchObject({ averageStaff: '3', insured: null });
    const known = await readFile(`统一社会信用代码,单位名称,年度,参保人数,备注,利润（万元）,\n${firm},甲厂,2024,2,好,1,x,y\n`);
    expect(counts(known)).toEqual({ UNKNOWN_COLUMN: 2 });
    expect(known.issues.map(({ column }) => column)).toEqual(['备注', '利润（万元）']);
    expect(known.accepted[0]!.raw).toEqual([firm, '甲厂', '2024', '2', '好', '1', 'x', 'y']);
    expect(known.accepted[0]!.values).toEqual({ creditCode: firm, name: '甲厂', year: 2024, averageStaff: null, insured: '2' });
  });

  it('refuses a column borne twice, under two aliases as well', async () => {
    for (const header of ['统一社会信用代码,单位名称,年度,参保人数,参保人数（人）', '统一社会信用代码,纳税人名称,年度,企业名称,参保人数'])
      expect(await readFile(staff(header))).toMatchObject({
        status: 'refused',
        dataset: 'employment.annual',
        issues: [{ code: 'COLUMN_DOUBLED' }],
        rows: 0,
      });
  });

  it('takes an alias beside the label as declared for an unknown column', async () => {
    const reading = await readFile(staff('统一社会信用代码,单位名称,年度,企业名称,参保人数'));
    expect(counts(reading)).toEqual({ UNKNOWN_COLUMN: 1 });
    expect(reading.issues[0]!.column).toBe('企业名称');
  });

  it('says which columns are not there, but those that may be absent', async () => {
    const { issues } = await readWholly('不动产单元代码,权利人名称,取得日期,宗地面积,坐落,用途\n');
    expect(issues.map(({ code, column }) => [code, column])).toEqual(
      ['权利人证件号', '土地等级', '权利性质', '镇街代码'].map((column) => ['COLUMN_ABSENT', column]),
    );
  });

  it.each([
    ['ＣＯＤ\u200bcr（ｋｇ）', 'cod', '0.001'],
    ['NH₃-N 排放量', 'ammonia', '1'],
    ['SO²(单位：千克)', 'so2', '0.001'],
    ['nox（公\u3000斤）', 'nox', '0.001'],
    ['氮氧化物（克）', 'nox', '0.000001'],
  ])('reads %j', async (label, field, value) => {
    const reading = await readFile(`统一社会信用代码,单位名称,年度,排污许可证编号,${label}\n${firm},甲厂,2024,P1,1\n`);
    expect(counts(reading)).toEqual({});
    expect(reading.accepted[0]!.values[field]).toBe(value);
  });

  it.each([
    ['企业名称（负责人）', 'UNKNOWN_COLUMN'],
    ['年平均职工人数（期末人）', 'UNIT_UNKNOWN'],
    ['年平均职工人数（单位：百人）', 'UNIT_UNKNOWN'],
    ['年平均职工人数（含劳务派遣的人员）', 'UNKNOWN_COLUMN'],
    ['年平均职工人数（万人）', undefined],
  ])('%s: %s', async (label, code) => {
    const reading = await readFile(`统一社会信用代码,年度,单位名称,参保人数,${label}\n${firm},2024,甲厂,2,3\n`);
    expect(counts(reading)).toEqual(code ? { [code]: 1 } : {});
    expect(reading.dataset).toBe('employment.annual');
  });

  it('names the nearest dataset, the keys that are lacking and what was found, where it is none', async () => {
    const [found] = (await readFile('一览表\n单位名称,年度,用电量（度）,用水量\n甲厂,2024,5,6\n')).issues;
    for (const part of ['年度用电用水', '统一社会信用代码', '户号', '用电量', '用水量']) expect(found!.message).toContain(part);
  });

  it('refuses units of another kind and a leased area without one', async () => {
    const mixed = await readFile(staff('统一社会信用代码,单位名称,年度,年平均职工人数(万元),参保人数（吨）'));
    expect(mixed.dataset).toBe('employment.annual');
    expect(counts(mixed)).toEqual({ UNIT_MISMATCH: 2 });
    expect(mixed.issues[0]).toMatchObject({ column: '年平均职工人数(万元)', found: '万元', department: 'employment' });
    const lease = `不动产单元代码,出租方证件号,承租方统一社会信用代码,出租面积,起始日期,终止日期\n${makeUnitCode(1)},${firm},${tenant},2,2020-01-01,\n`;
    expect(counts(await readFile(lease))).toEqual({ UNIT_MISSING: 1 });
    expect((await readFile(lease.replace('出租面积', '出租面积（亩）'))).accepted[0]!.values['area']).toBe('2');
    expect((await readFile(lease.replace('出租面积', '出租面积(㎡)'))).accepted[0]!.values['area']).toBe('0.003');
  });

  it('converts what the header says into what is stored', async () => {
    const header = '统一社会信用代码,年度,户号,用电量（度）,用水量（立方米）';
    const reading = await readFile(`${header}\n${firm},2024,１号,"1,234.5",7\n`);
    expect(reading.accepted[0]!.values).toEqual({ creditCode: firm, account: '1号', year: 2024, electricity: '0.12345', water: '7' });
  });
});
