import { utils, write, CFB, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/handover/limits.js';
import { readHandovers } from '../../src/handover/read-handover.js';
import { TEMPLATE_NOTES } from '../../src/handover/template.js';
import { counts, datasets, declaredFacts, eventCodes, readFile } from './county-datasets.js';
import { makeCreditCode, makeUnitCode } from './make-code.js';

const [first, second] = [makeCreditCode(1), makeCreditCode(2)];
const HEADER = ['统一社会信用代码', '单位名称', '年度', '年平均职工人数', '参保人数'];

interface Named {
  readonly name: string;
  readonly sheet: WorkSheet;
  readonly hidden?: boolean;
}

function workbook(sheets: readonly Named[], date1904 = false, bookSST = false): Buffer {
  const book: WorkBook = utils.book_new();
  for (const { name, sheet } of sheets) utils.book_append_sheet(book, sheet, name);
  book.Workbook = { WBProps: { date1904 }, Sheets: sheets.map(({ hidden }) => ({ Hidden: hidden ? 1 : 0 })) };
  // Else the library writes with the formats of whatever workbook was read before.
  Object.assign(book, { SSF: { 0: 'General' } });
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true, bookSST }) as Buffer;
}

const table = (...rows: unknown[][]): WorkSheet => utils.aoa_to_sheet(rows);
const one = (sheet: WorkSheet): Buffer => workbook([{ name: '表', sheet }]);

describe('workbooks', () => {
  it('are read below merged titles, with the row numbers of Excel', async () => {
    const sheet = table(
      ['企业用工情况'],
      [],
      HEADER,
      [first, '甲', 2024, 3, 2],
      [],
      [second, '乙', '2024年', '三', 2],
      ['合计', '', '', 3],
    );
    sheet['!merges'] = [utils.decode_range('A1:E1')];
    const reading = await readFile(one(sheet));
    expect(reading.accepted).toMatchObject([{ line: 4, sheet: '表', values: { year: 2024, averageStaff: '3' } }]);
    expect(reading.quarantined).toMatchObject([{ line: 6, sheet: '表', issues: [{ code: 'NUMBER_INVALID', sheet: '表' }] }]);
    expect(counts(reading)).toEqual({ NUMBER_INVALID: 1, TOTALS_ROW: 1 });
  });

  it('give numbers as the shortest decimal of fifteen digits', async () => {
    const reading = await readFile(one(table(HEADER, [first, '甲', 2024, 0.1 + 0.2, 1e-7], [second, '乙', 2024, 1e20, 1.1])));
    expect(reading.accepted.map(({ values }) => [values['averageStaff'], values['insured']])).toEqual([
      ['0.3', '0.0000001'],
      ['100000000000000000000', '1.1'],
    ]);
  });

  it.each([
    [false, 43529],
    [true, 43529 - 1462],
  ])('give date cells as days (1904: %s)', async (date1904, serial) => {
    const sheet = table(
      ['不动产单元代码', '权利人名称', '取得日期', '宗地面积(㎡)', '终止日期'],
      [makeUnitCode(1), '甲', serial, 2000, '2030年1月2日'],
      [makeUnitCode(2), '甲', serial, 2000, null],
    );
    sheet['C2'].z = 'yyyy/m/d';
    sheet['C3'].z = 'General';
    const reading = await readFile(workbook([{ name: '表', sheet }], date1904));
    expect(reading.accepted).toMatchObject([
      {
        values: { acquired: '2019-03-05', ended: '2030-01-02', area: '3' },
        raw: [makeUnitCode(1), '甲', '2019-03-05', '2000', '2030年1月2日'],
      },
    ]);
    expect(counts(reading)).toEqual({ DATE_INVALID: 1 });
  });

  it('know the built-in date formats of a Chinese Excel', async () => {
    const sheet = table(
      ['不动产单元代码', '权利人名称', '取得日期', '宗地面积(㎡)', '坐落'],
      [makeUnitCode(1), '甲', 43529, 2000, '某地'],
      [makeUnitCode(2), '甲', 43529, 2000, '某地'],
    );
    sheet['C2'].z = sheet['C3'].z = 'yyyy/m/d';
    for (const id of [14, 27, 31, 57]) {
      const bytes = replaceInPart(one(sheet), '/xl/styles.xml', /<xf numFmtId="(?!0")\d+"/g, `<xf numFmtId="${id}"`);
      const { accepted, issues } = await readFile(bytes);
      expect([accepted.map(({ values }) => values['acquired']), issues], String(id)).toEqual([['2019-03-05', '2019-03-05'], []]);
    }
  });

  it('give error and boolean cells as Excel shows them', async () => {
    const sheet = table(
      ['统一社会信用代码', '单位名称', '年度', '规上', '营业收入'],
      [first, '甲', 2024, true, 1],
      [second, '乙', 2024, '是', { t: 'e', v: 0x2a }],
    );
    const reading = await readFile(one(sheet));
    expect(reading.quarantined.map(({ issues }) => [issues[0]!.code, issues[0]!.found])).toEqual([['CELL_ERROR', '#N/A']]);
  });

  it('give texts without what no database holds', async () => {
    const sheet = table(HEADER, [first, '甲NUL厂HALF㐂𠀀', 2024, 3, 2]);
    const bytes = replaceInPart(workbook([{ name: '表', sheet }], false, true), '/xl/sharedStrings.xml', /NUL|HALF/g, (found) =>
      found === 'NUL' ? '_x0000_' : '&#xD840;',
    );
    expect((await readFile(bytes)).accepted[0]!.values['name']).toBe('甲厂\uFFFD㐂𠀀');
  });

  it('refuse unit codes that became numbers', async () => {
    const reading = await readFile(
      one(table(['不动产单元代码', '权利人名称', '取得日期', '宗地面积(㎡)', '坐落'], [3.31e27, '甲', '', 1, ''])),
    );
    expect(counts(reading)).toEqual({ UNIT_CODE_INVALID: 1 });
  });
});

describe('sheets', () => {
  const rows = (code: string): WorkSheet => table(HEADER, [code, '甲', 2024, 3, 2]);

  it('that match are read as one file, others reported', async () => {
    const reading = await readFile(
      workbook([
        { name: '说明', sheet: table(['填表说明']) },
        { name: '一', sheet: rows(first) },
        { name: '藏', sheet: rows(makeCreditCode(3)), hidden: true },
        { name: '二', sheet: rows(second) },
        { name: '重', sheet: rows(first) },
      ]),
    );
    expect(reading.accepted.map(({ sheet, values }) => [sheet, values['creditCode']])).toEqual([
      ['一', first],
      ['二', second],
    ]);
    expect(reading).toMatchObject({ rows: 3, skipped: 1 });
    expect(counts(reading)).toEqual({ SHEET_IGNORED: 2, DUPLICATE_SAME: 1 });
    expect(reading.issues.slice(0, 2).map(({ sheet }) => sheet)).toEqual(['说明', '藏']);
  });

  it('of several datasets are as many handovers, the register first, which is told of what belongs to the file', async () => {
    const tax = table(['统一社会信用代码', '年度', '返还金额', '增值税净入库', '其他税费'], [first, 2024, 1, 1, 1]);
    const register = table(['统一社会信用代码', '企业名称', '园区代码'], [first, '甲', 1]);
    const notes = table(TEMPLATE_NOTES.labels as unknown as string[], ['x']);
    const bytes = workbook([
      { name: '一', sheet: rows(first) },
      { name: '税', sheet: tax },
      { name: '空', sheet: table([]) },
      { name: '说明', sheet: notes },
      { name: '名录', sheet: register },
      { name: '缺', sheet: table(['单位名称', '年度', '参保人数'], ['甲', 2024, 2]) },
      { name: '藏', sheet: rows(second), hidden: true },
      { name: '二', sheet: rows(second) },
    ]);
    const readings = await readHandovers({ fileName: '试.xlsx', bytes, datasets, eventCodes, facts: declaredFacts });
    expect(readings.map((each) => [each.dataset, each.rows, counts(each)])).toEqual([
      ['enterprise.register', 1, { COLUMN_ABSENT: 5, SHEET_IGNORED: 2 }],
      ['employment.annual', 2, {}],
      ['tax.payments', 1, { COLUMN_ABSENT: 6 }],
    ]);
    const [lacking, hidden] = readings[0]!.issues;
    expect(lacking).toMatchObject({
      sheet: '缺',
      severity: 'warning',
      message: expect.stringContaining('缺主键列 统一社会信用代码') as string,
    });
    expect(hidden).toMatchObject({ sheet: '藏', severity: 'notice', message: expect.stringContaining('已隐藏') as string });
  });

  it('may differ in columns: their cells are put under the labels of the first', async () => {
    const other = table(['年份', '备注', '统一社会信用代码', '参保人数（人）', '企业名称'], [2024, '好', second, 2, '乙']);
    const reading = await readFile(
      workbook([
        { name: '一', sheet: rows(first) },
        { name: '二', sheet: other },
      ]),
    );
    expect(reading.labels).toEqual(HEADER);
    expect(reading.accepted[1]).toMatchObject({
      raw: [second, '乙', '2024', '', '2', '好'],
      values: { creditCode: second, insured: '2', averageStaff: null },
    });
    expect(reading.accepted.map(({ labels }) => labels)).toEqual([undefined, undefined]);
  });

  it('may differ in units: such rows bear their own labels', async () => {
    const meters = (unit: string, code: string): WorkSheet =>
      table(['统一社会信用代码', '年度', '户号', `用电量(${unit})`, '用水量'], [code, 2024, 1, 5, 1]);
    const reading = await readFile(
      workbook([
        { name: '一', sheet: meters('万kWh', first) },
        { name: '二', sheet: meters('度', second) },
      ]),
    );
    expect(reading.accepted.map(({ values }) => values['electricity'])).toEqual(['5', '0.0005']);
    expect(reading.accepted.map(({ labels }) => labels?.[3])).toEqual([undefined, '用电量(度)']);
  });

  it('refuse the file where a further one is wrong', async () => {
    const doubled = table([...HEADER, '参保人数']);
    expect(
      await readFile(
        workbook([
          { name: '一', sheet: rows(first) },
          { name: '二', sheet: doubled },
        ]),
      ),
    ).toMatchObject({ status: 'refused', dataset: 'employment.annual', accepted: [] });
  });
});

describe('files that are no workbook', () => {
  const good = one(table(HEADER, [first, '甲', 2024, 3, 2]));

  it.each([
    ['cut short', good.subarray(0, good.length - 100)],
    ['a zip of something else', zipOf('a.txt', 'x')],
    ['an old or encrypted workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
    ['parts that are no workbook', zipOf('[Content_Types].xml', 'x')],
  ])('%s: refused as malformed', async (_name, bytes) => {
    expect(counts(await readFile(bytes, { fileName: '试.xlsx' }))).toEqual({ FILE_MALFORMED: 1 });
  });

  it('unpacking to more than the limit are refused before they are parsed', async () => {
    const bomb = zipOf('[Content_Types].xml', ' '.repeat(5_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    const limits = { ...DEFAULT_LIMITS, unpackedBytes: 1_000_000 };
    expect(counts(await readFile(bomb, { limits }))).toEqual({ FILE_TOO_LARGE: 1 });
    expect(counts(await readFile(good, { limits: { ...limits, lines: 1 } }))).toEqual({ FILE_TOO_LARGE: 1 });
  });
});

function zipOf(name: string, content: string): Buffer {
  const zip = CFB.utils.cfb_new();
  CFB.utils.cfb_add(zip, name, Buffer.from(content));
  return Buffer.from(CFB.write(zip, { fileType: 'zip', type: 'buffer', compression: true }) as Uint8Array);
}

function replaceInPart(bytes: Buffer, part: string, pattern: RegExp, by: string | ((found: string) => string)): Buffer {
  const zip = CFB.read(bytes, { type: 'buffer' });
  const found = CFB.find(zip, part)!;
  const text = Buffer.from(found.content as Uint8Array).toString();
  const changed = text.replace(pattern, (matched) => (typeof by === 'string' ? by : by(matched)));
  found.content = Buffer.from(changed);
  found.size = found.content.length;
  return Buffer.from(CFB.write(zip, { fileType: 'zip', type: 'buffer', compression: true }) as Uint8Array);
}
