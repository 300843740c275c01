import { describe, expect, it } from 'vitest';
import { fileBytes } from '../../src/handover/file-bytes.js';
import { DEFAULT_LIMITS } from '../../src/handover/limits.js';
import { LineBounds } from '../../src/handover/line-bounds.js';
import type { Sheet, SheetLine } from '../../src/handover/sheet.js';
import { readXlsx } from '../../src/handover/xlsx.js';
import { openPackage } from '../../src/handover/xlsx/zip-file.js';
import { counts, readFile } from './county-datasets.js';
import { makeCreditCode } from './make-code.js';
import { makeWorkbook, makeZip, rowsOf, workbookParts, type ZipEntry } from './make-workbook.js';

const open = async (bytes: Uint8Array): Promise<Sheet[]> =>
  readXlsx(await openPackage(fileBytes(bytes), DEFAULT_LIMITS), DEFAULT_LIMITS, new LineBounds(DEFAULT_LIMITS));

async function linesOf(sheet: Sheet): Promise<SheetLine[]> {
  const lines: SheetLine[] = [];
  for await (const block of sheet.blocks()) lines.push(...block);
  return lines;
}

async function only(bytes: Uint8Array): Promise<SheetLine[]> {
  const [sheet] = await open(bytes);
  return linesOf(sheet!);
}

const HEADER = ['统一社会信用代码', '单位名称', '年度', '年平均职工人数', '参保人数'];
const rows = rowsOf([HEADER, [makeCreditCode(1), '甲', 2024, 3, 2]]);
const good = [{ name: '表', rows }];
const number = { kind: 'number' };

describe('a cell', () => {
  it('stands where its reference says, or behind the last one', async () => {
    const written =
      '<row r="3"><c r="C3" t="str"><v>丙</v></c><c r="A3" t="str"><v>甲</v></c><c t="str"><v>乙</v></c></row><row><c><v>1</v></c></row><row r="9"/>';
    expect(await only(makeWorkbook([{ name: '表', rows: written }]))).toEqual([
      { line: 3, cells: ['甲', '乙', '丙'] },
      { line: 4, cells: ['1'], marks: new Map([[0, number]]) },
    ]);
  });

  it('is what is stored, with what else its sheet says of it', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="170" formatCode="000000"/><numFmt numFmtId="171" formatCode="0&quot;%&quot;"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="170"/><xf numFmtId="10"/><xf numFmtId="171"/><xf numFmtId="57"/></cellXfs>';
    const cells =
      '<c><f>A9</f></c><c><f>A9</f><v/></c><c t="str"><f>A9</f><v></v></c><c><f>A9</f><v>5</v></c><c t="e"><f>A9</f><v>#SPILL!</v></c>' +
      '<c t="b"><v>1</v></c><c s="1"><v>620</v></c><c s="2"><v>0.07</v></c><c s="3"><v>7</v></c><c s="4"><v>43529</v></c>' +
      '<c t="d"><v>2019-03-05T00:00:00</v></c><c><v>1,5</v></c><c><v>1.10</v></c><c><v>0x10</v></c>';
    const [line] = await only(makeWorkbook([{ name: '表', rows: `<row>${cells}</row>` }], { styles }));
    expect(line!.cells).toEqual(['', '', '', '5', '#SPILL!', 'TRUE', '620', '7%', '7', '2019-03-05', '2019-03-05', '1,5', '1.1', '0x10']);
    const none = { kind: 'not calculated' };
    const shown = { kind: 'number', shown: '000620' };
    expect([...line!.marks!]).toEqual([
      ...[
        [0, none],
        [1, none],
        [3, number],
      ],
      ...[
        [6, shown],
        [8, number],
        [12, number],
      ],
    ]);
  });

  it('holds its text without formatting and without how to pronounce it', async () => {
    const shared =
      '<si><r><t>亩均</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 效益</t></r><rPh><t>mǔ</t></rPh></si><si/><si><t>a_x000D_&#10;b</t></si>';
    const cells =
      '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="inlineStr"><is><r><t>一</t></r><rPh><t>yī</t></rPh><r><t>二</t></r></is></c>';
    const [line] = await only(makeWorkbook([{ name: '表', rows: `<row>${cells}</row>` }], { shared }));
    expect(line!.cells).toEqual(['亩均 效益', '', 'a\r\nb', '一二']);
  });

  it('is found under any prefix, and in UTF-16', async () => {
    const part =
      '<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c t="str"><x:v>甲</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>';
    const parts = workbookParts([{ name: '表', part }]);
    const wide = parts.map((each) => (each.content === part ? { ...each, content: Buffer.from(`\uFEFF${part}`, 'utf16le') } : each));
    for (const bytes of [makeZip(parts), makeZip(wide)]) {
      const [sheet] = await open(bytes);
      expect(await linesOf(sheet!)).toMatchObject([{ cells: ['甲'] }]);
      expect(sheet!.merges).toEqual([{ lines: [1, 2], columns: [0, 1] }]);
    }
  });

  it('may hold what looks like the end of the lines', async () => {
    const row = '<row><c t="str"><v><![CDATA[</sheetData>]]></v></c></row>';
    const [sheet] = await open(makeWorkbook([{ name: '表', rows: row, behind: '<mergeCells><mergeCell ref="C3:C1"/></mergeCells>' }]));
    expect(await linesOf(sheet!)).toMatchObject([{ cells: ['</sheetData>'] }]);
    expect(sheet!.merges).toEqual([{ lines: [1, 3], columns: [2, 2] }]);
  });
});

describe('sheets', () => {
  it('that are hidden, even from who shows hidden ones, are not read', async () => {
    const states = ['hidden', 'veryHidden'].map((state) => ({ name: state, state, part: '<cut' }));
    expect((await open(makeWorkbook([...good, ...states]))).map(({ hidden }) => hidden)).toEqual([false, true, true]);
  });

  it.each<[string, readonly ZipEntry[]]>([
    ['its part is missing', workbookParts([...good, { name: '乙表' }]).slice(0, -1)],
    ['its part is cut', workbookParts([...good, { name: '乙表', part: `<worksheet><sheetData>${rows}<row><c><v>5` }])],
    ['a shared text is not there', workbookParts([...good, { name: '乙表', rows: '<row><c t="s"><v>7</v></c></row>' }])],
    ['a cell is nowhere', workbookParts([...good, { name: '乙表', rows: '<row><c r="7A"/></row>' }])],
  ])('refuse the file, named, where %s', async (_why, parts) => {
    const reading = await readFile(makeZip(parts));
    expect(counts(reading)).toEqual({ FILE_MALFORMED: 1 });
    expect(reading.issues[0]!.message).toContain('工作表“乙表”');
  });
});

describe('a zip', () => {
  const parts = workbookParts(good);
  const changed = (change: Partial<ZipEntry>): Buffer =>
    makeZip(parts.map((each, i) => (i === parts.length - 1 ? { ...each, ...change } : each)));

  it('is read where sizes and checksums stand behind what they are of', async () => {
    expect(await readFile(makeZip(parts.map((part) => ({ ...part, streamed: true }))))).toMatchObject({ status: 'read', rows: 1 });
  });

  it.each<[string, Partial<ZipEntry>]>([
    ['another name', { local: { name: 'xl/worksheets/sheet2.xml' } }],
    ['another method', { local: { method: 0 } }],
    ['another size', { local: { size: 1 } }],
    ['another checksum', { local: { checksum: 1 } }],
    ['another checksum, behind it too', { local: { checksum: 1 }, streamed: true }],
    ['a checksum that is none of it', { local: { checksum: 1 }, listed: { checksum: 1 } }],
    ['a size that it exceeds', { local: { size: 9 }, listed: { size: 9 } }],
    ['a name that is there already', { name: 'xl/workbook.xml' }],
  ])('with %s is refused', async (_what, change) => {
    expect(counts(await readFile(changed(change)))).toEqual({ FILE_MALFORMED: 1 });
  });
});
