import { describe, expect, it } from 'vitest';
import { counts, readFile } from './county-datasets.js';
import { makeCreditCode, makeUnitCode } from './make-code.js';

const firm = makeCreditCode(1);
const tax = (...rows: string[]): string => ['统一社会信用代码,纳税人名称,年度,增值税净入库,返还金额', ...rows, ''].join('\n');
const parcels = (...rows: string[]): string =>
  ['不动产单元代码,权利人名称,权利人证件号,宗地面积(㎡),取得日期,坐落', ...rows, ''].join('\n');
const events = (...rows: string[]): string => ['统一社会信用代码,事项代码,发生日期,文书号,说明', ...rows, ''].join('\n');
const leases = (...rows: string[]): string =>
  ['不动产单元代码,出租方证件号,承租方统一社会信用代码,出租面积(亩),起始日期,终止日期', ...rows, ''].join('\n');

describe('cells', () => {
  it('fold codes, numbers and dates, keep texts', async () => {
    const reading = await readFile(
      tax(`　${firm.toLowerCase()} , 甲（厂）　 ,２０２４年度,－１，２３４．５０`.replace('－１，２３４．５０', '"－１，２３４．５０",—')),
    );
    expect(reading.accepted[0]!.values).toMatchObject({
      creditCode: firm,
      name: '甲（厂）',
      year: 2024,
      vatNet: '-1234.5',
      returned: null,
    });
  });

  it.each(['', '-', '—', '/', '无', ' － ', '／'])('take %j for missing, 0 for zero', async (mark) => {
    const reading = await readFile(tax(`${firm},${mark},2024,${mark},0`));
    expect(reading.accepted[0]!.values).toMatchObject({ name: null, vatNet: null, returned: '0' });
    expect(reading.issues).toEqual([]);
  });

  it.each([
    [tax(`${firm.slice(1)},甲,2024,1,1`), 'CREDIT_CODE_INVALID', '统一社会信用代码'],
    [tax('9133990100000000AA,甲,2024,1,1'), 'CREDIT_CODE_INVALID', '统一社会信用代码'],
    [tax(`,甲,2024,1,1`), 'REQUIRED_MISSING', '统一社会信用代码'],
    [tax(`${firm},甲,/,1,1`), 'REQUIRED_MISSING', '年度'],
    [tax(`${firm},甲,二〇二四,1,1`), 'YEAR_INVALID', '年度'],
    [tax(`${firm},甲,2024,30%,1`), 'NUMBER_INVALID', '增值税净入库'],
    [parcels(`${makeUnitCode(1)},甲,,-1,,`), 'NEGATIVE_NOT_ALLOWED', '宗地面积(㎡)'],
    [parcels(`3.31E+27,甲,,1,,`), 'UNIT_CODE_INVALID', '不动产单元代码'],
    [parcels(`,甲,,1,,`), 'REQUIRED_MISSING', '不动产单元代码'],
    [parcels(`${makeUnitCode(1)},无,,1,,`), 'REQUIRED_MISSING', '权利人名称'],
    [parcels(`${makeUnitCode(1)},甲,,1,2010-13-45,`), 'DATE_INVALID', '取得日期'],
    [events(`${firm},alien_landing,2024-05-01,,`), 'EVENT_UNKNOWN', '事项代码'],
    [events(`${firm},high_tech,,,`), 'REQUIRED_MISSING', '发生日期'],
    [leases(`${makeUnitCode(1)},,${firm},1,2020-01-01,`), 'REQUIRED_MISSING', '出租方证件号'],
    [leases(`${makeUnitCode(1)},T123,33990119700101001X,1,2020-01-01,`), 'CREDIT_CODE_INVALID', '承租方统一社会信用代码'],
    ['统一社会信用代码,单位名称,年度,是否规上\n' + `${firm},甲,2024,也许\n`, 'BOOLEAN_INVALID', '是否规上'],
    ['统一社会信用代码,单位名称,年度,数据来源\n' + `${firm},甲,2024,上报\n`, 'VALUE_UNKNOWN', '数据来源'],
  ])('%j: %s', async (text, code, column) => {
    const reading = await readFile(text);
    expect(reading).toMatchObject({ status: 'read', rows: 1, accepted: [], skipped: 0 });
    expect(reading.quarantined).toMatchObject([{ line: 2, issues: [{ code, severity: 'error', line: 2, column, file: '试.csv' }] }]);
    expect(counts(reading)).toEqual({ [code]: 1 });
  });

  it('say whose figures statistics are, and nothing where they do not', async () => {
    const statistics = ['统一社会信用代码,单位名称,年度,数据来源', `${firm},甲,2024,填报`, `${firm},甲,2023, 统计`, `${firm},甲,2022,`];
    const { accepted, issues } = await readFile(statistics.join('\n'));
    expect([accepted.map(({ values }) => values['origin']), issues]).toEqual([['填报', '统计', null], []]);
  });

  it('may be negative where money is, and empty where HANDOVER.md says so', async () => {
    expect((await readFile(tax(`${firm},甲,2024,-1,-0.5`))).accepted).toHaveLength(1);
    expect((await readFile(events(`${firm},high_tech,2024-01-01,,`))).accepted[0]!.values).toMatchObject({ document: null });
    expect((await readFile(parcels(`${makeUnitCode(1)},张某,33990119700101001x,1,,`))).accepted[0]!.values).toMatchObject({
      acquired: null,
      holderId: '33990119700101001X',
    });
  });

  it('accept a doubtful credit code with a warning, and any identity of an owner', async () => {
    const reading = await readFile(leases(`${makeUnitCode(1)},339901001201,91350211M0000XUF46,1,2020-01-01,`));
    expect(reading.accepted).toHaveLength(1);
    expect(reading.issues).toMatchObject([{ code: 'CREDIT_CODE_CHECK_DIGIT', severity: 'warning', found: '91350211M0000XUF46' }]);
  });

  it('leave an empty unit code of a land source missing', async () => {
    const header = '税源编号,纳税人识别号,纳税人名称,不动产单元代码,应税土地面积';
    const reading = await readFile(`${header}\nTD1,T123,甲,,2000\nTD2,T123,甲,12,2000\n`);
    expect(reading.accepted[0]!.values).toMatchObject({ unitCode: null, taxableArea: '3', startDate: null });
    expect(counts(reading)).toEqual({ UNIT_CODE_INVALID: 1 });
  });

  it('tell everything wrong with a line at once', async () => {
    const reading = await readFile(tax('x,甲,y,z,1'));
    expect(reading.quarantined[0]!.issues.map(({ code }) => code)).toEqual(['CREDIT_CODE_INVALID', 'YEAR_INVALID', 'NUMBER_INVALID']);
  });

  it('are spoken of with file, line, column, text and who mends it', async () => {
    const { issues } = await readFile(tax(`${firm},甲,2024,三,1`));
    expect(issues[0]).toMatchObject({ department: 'tax', found: '三' });
    for (const part of ['试.csv', '第 2 行', '增值税净入库', '“三”', '税务局']) expect(issues[0]!.message).toContain(part);
  });
});

describe('lines', () => {
  it('that are totals are skipped with a notice, blank ones without', async () => {
    const reading = await readFile(tax(',,合计,1,1', `${firm},甲,2024,1,1`, ',,,,', '', '  ', '小计：,,,1', '总计（户）'));
    expect(reading).toMatchObject({ rows: 1, skipped: 0, quarantined: [] });
    expect(counts(reading)).toEqual({ TOTALS_ROW: 3 });
    expect(reading.issues.map(({ line }) => line)).toEqual([2, 7, 8]);
  });

  it('bear the numbers an editor shows, cells with breaks and any line ends included', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const lines = ['"题\n两行"', '统一社会信用代码,纳税人名称,年度,增值税净入库', `${firm},"甲\r\n厂",2023,1`, '', `${firm},乙,2024,x`];
      const reading = await readFile(lines.join(end));
      expect([reading.accepted[0]!.line, reading.quarantined[0]!.line]).toEqual([4, 7]);
    }
  });

  it('are quarantined verbatim and read again once corrected', async () => {
    const reading = await readFile(
      '税源编号,纳税人识别号,备 注,纳税人名称,年应纳税额(万元)\n T1 ,, "说,""明""",甲,1.x\n'.replace(' "说', '"说'),
    );
    const [row] = reading.quarantined;
    expect(row!.raw).toEqual([' T1 ', '', '说,"明"', '甲', '1.x']);
    const corrected = row!.raw.map((cell) => (cell === '1.x' ? '1.5' : cell));
    const quoted = [reading.labels, corrected].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
    const again = await readFile(quoted.join('\n'), { dataset: reading.dataset });
    expect(again.accepted).toMatchObject([{ values: { sourceId: 'T1', annualTax: '15000' } }]);
  });

  it('are padded to the header', async () => {
    expect((await readFile(tax(`${firm},甲,2024`))).accepted[0]!.raw).toEqual([firm, '甲', '2024', '', '']);
  });
});

describe('duplicates', () => {
  it('are taken once if they say the same', async () => {
    const reading = await readFile(tax(`${firm},甲,2024,1,`, `${firm.toLowerCase()}, 甲,2024年,1.00,-`, `${firm},甲,2024,"001",/`));
    expect(reading).toMatchObject({ rows: 3, skipped: 2, accepted: [{ line: 2 }], quarantined: [] });
    expect(reading.issues).toMatchObject([{ code: 'DUPLICATE_SAME', severity: 'notice', line: 3 }, { line: 4 }]);
  });

  it('are all quarantined if any says otherwise', async () => {
    const reading = await readFile(tax(`${firm},甲,2024,1,1`, `${firm},甲,2024,1,1`, `${firm},甲,2023,1,1`, `${firm},甲,2024,2,1`));
    expect(reading).toMatchObject({ rows: 4, skipped: 0, accepted: [{ line: 4 }], quarantined: [{ line: 2 }, { line: 3 }, { line: 5 }] });
    expect(counts(reading)).toEqual({ DUPLICATE_CONFLICT: 3 });
    expect(reading.issues[0]!.message).toContain('第 5 行');
  });

  it('are sought among rows without an error, not in unknown columns', async () => {
    const reading = await readFile(tax(`${firm},甲,2024,1,x`, `${firm},甲,2024,1,1`));
    expect(reading).toMatchObject({ accepted: [{ line: 3 }], quarantined: [{ line: 2 }] });
    const unknown = await readFile(`统一社会信用代码,纳税人名称,年度,返还金额,备注\n${firm},甲,2024,1,a\n${firm},甲,2024,1,b\n`);
    expect(unknown).toMatchObject({ skipped: 1, accepted: [{ raw: [firm, '甲', '2024', '1', 'a'] }] });
  });

  it('may share an empty part of the key', async () => {
    const reading = await readFile(
      parcels(`${makeUnitCode(1)},甲,,1,,`, `${makeUnitCode(1)},甲,,2,,`, `${makeUnitCode(1)},甲,,2,2020-01-01,`),
    );
    expect(reading).toMatchObject({ accepted: [{ line: 4 }], quarantined: [{ line: 2 }, { line: 3 }] });
  });
});

describe('facts that a county declares', () => {
  const supplement = (...rows: string[]): string =>
    ['统一社会信用代码,年度,指标代码,数值,计量单位', ...rows].map((row, i) => (i ? `${firm},2024,${row}` : row)).join('\n');

  it('are put into the declared unit', async () => {
    const reading = await readFile(supplement('local.investment,5000,元', 'local.wage,9,元/人', 'local.floor,3,亩', 'local.score,8,'));
    expect(reading.accepted.map(({ values }) => [values['value'], values['unit']])).toEqual([
      ['0.5', '万元'],
      ['9', '元/人'],
      ['2000', '㎡'],
      ['8', null],
    ]);
  });

  it('stay as handed over where the conversion does not end', async () => {
    const reading = await readFile(supplement('local.floor,1.67,亩', 'local.investment,1, '));
    expect(reading.accepted.map(({ values }) => [values['value'], values['unit']])).toEqual([
      ['1.67', '亩'],
      ['1', '万元'],
    ]);
  });

  it('are quarantined under another unit or an unknown code', async () => {
    const reading = await readFile(supplement('local.investment,1,人', 'local.investment,1,箱', 'local.nothing,1,元', 'local.wage,x,'));
    expect(reading.accepted).toEqual([]);
    expect(counts(reading)).toEqual({ UNIT_MISMATCH: 2, FACT_UNKNOWN: 1, NUMBER_INVALID: 1 });
    expect(reading.issues[0]).toMatchObject({ line: 2, column: '计量单位', found: '人' });
  });
});
