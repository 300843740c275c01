import { read, utils, type WorkBook } from '@e965/xlsx';
import { setImmediate } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { BeyondXlsx } from '../../src/workbook/beyond-xlsx.js';
import type { Batch, TableColumn, TableSheet } from '../../src/workbook/table-sheet.js';
import { xlsxOf } from '../../src/workbook/workbook.js';

const PROPERTIES = { title: '名录', creator: 'test', description: '试用', created: '2026-11-22T09:00:00+08:00' };
const NAME: TableColumn = { heading: '企业名称' };
const AREA: TableColumn = { heading: '面积（亩）', figures: true };
const STATE: TableColumn = { heading: '状态', words: new Map([['GRADED', '已评价']]) };
const HEADING_FILL = { patternType: 'solid', fgColor: { rgb: 'D9E2F3' } };

type Table = Partial<TableSheet> & Pick<TableSheet, 'columns' | 'rows'>;
const written = (table: Table) => xlsxOf({ table: { name: '数据', ...table }, properties: PROPERTIES });
const readBack = async (table: Table): Promise<WorkBook & { files: Record<string, { content: Uint8Array }> }> =>
  read(await buffer(written(table)), { cellStyles: true, cellNF: true, cellText: true, bookFiles: true }) as never;
const part = (book: { files: Record<string, { content: Uint8Array }> }, path: string) => Buffer.from(book.files[path]!.content).toString();

describe('a table in a workbook, read back,', () => {
  const rows = [
    [
      ['甲机械有限公司', '12.50', 'GRADED'],
      ['乙厂', '', 'HELD'],
    ],
    [['丙厂', '7', 'GRADED']],
  ];
  const book = readBack({ columns: [NAME, AREA, STATE], rows });

  it('has bold headings on a fill, which stay in view', async () => {
    const sheet = (await book).Sheets['数据']!;
    for (const at of ['A1', 'B1', 'C1']) expect(sheet[at]).toMatchObject({ t: 's', s: HEADING_FILL });
    for (const at of ['A2', 'B2', 'C2']) expect(sheet[at]).toMatchObject({ s: { patternType: 'none' } });
    const styles = part(await book, 'xl/styles.xml');
    const [, , heading] = /<cellXfs.*<\/cellXfs>/.exec(styles)![0].match(/<xf [^>]*>/g)!;
    const fonts = /<fonts.*<\/fonts>/.exec(styles)![0].match(/<font>.*?<\/font>/g)!;
    expect(fonts[Number(/fontId="(\d+)"/.exec(heading!)![1])]).toContain('<b/>');
    const xml = part(await book, 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toMatch(/<c r="A1" t="inlineStr" s="2">/);
  });

  it('has a filter over all its rows, and columns as wide as what is in them', async () => {
    const sheet = (await book).Sheets['数据']!;
    expect(sheet['!autofilter']).toEqual({ ref: 'A1:C4' });
    expect((await book).Workbook!.Names).toMatchObject([
      { Name: '_xlnm._FilterDatabase', Sheet: 0, Hidden: true, Ref: "'数据'!$A$1:$C$4" },
    ]);
    expect(sheet['!cols']!.map((column) => column?.width)).toEqual([16, 15, 9]);
  });

  it('has numbers for figures, with their decimals, and words for the codes that have one', async () => {
    const sheet = (await book).Sheets['数据']!;
    expect([sheet['B2'], sheet['B4']]).toMatchObject([
      { t: 'n', v: 12.5, w: '12.50' },
      { t: 'n', v: 7, w: '7' },
    ]);
    expect(sheet['B3']).toBeUndefined();
    expect([sheet['C2'], sheet['C3'], sheet['C4']].map(({ v }) => v)).toEqual(['已评价', 'HELD', '已评价']);
  });
});

describe('a figure in a workbook', () => {
  it.each([
    ['999999999999999', 'n'],
    ['1000000000000000', 's'],
    ['-999999999999.999', 'n'],
    ['-9999999999999.999', 's'],
    ['0.001234567890123', 'n'],
    ['0.00123456789012345', 'n'],
    ['0.001234567890123456', 's'],
    ['0', 'n'],
    ['-0.50', 'n'],
    ['0012', 's'],
    ['1e5', 's'],
    ['12,5', 's'],
    ['待定', 's'],
    ['=1+1', 's'],
  ])('is a number where a spreadsheet holds all its digits: %s', async (digits, type) => {
    const { Sheets: sheets } = await readBack({ columns: [AREA], rows: [[[digits]]] });
    const cell = sheets['数据']!['A2'] as { t: string; v: unknown; w: string; f?: string };
    expect([cell.t, cell.v, cell.f]).toEqual([type, type === 'n' ? Number(digits) : digits, undefined]);
    // Beyond 15 decimals a spreadsheet shows as many as it likes; it still holds them all.
    if ((digits.split('.')[1] ?? '').length <= 15) expect(cell.w).toBe(digits);
  });

  it('is a text where the column holds codes', async () => {
    const sheet = (await readBack({ columns: [NAME], rows: [[['0012'], ['339901001']]] })).Sheets['数据']!;
    expect([sheet['A2'], sheet['A3']]).toMatchObject([
      { t: 's', v: '0012' },
      { t: 's', v: '339901001' },
    ]);
  });
});

describe('a workbook', () => {
  it('has notes beside the table, their headings filled, made when the rows are through', async () => {
    let through = false;
    const rows = async function* (): AsyncGenerator<Batch> {
      yield [['甲']];
      through = true;
    };
    const sections = () => [{ lines: [['内容', String(through)]] }, { headings: ['列', '说明'], lines: [['企业名称', '=1+1']] }];
    const table = { name: '数据', columns: [NAME], rows: rows() };
    const bytes = await buffer(xlsxOf({ table, notes: { name: '说明', sections }, properties: PROPERTIES }));
    const notes = read(bytes, { cellStyles: true }).Sheets['说明']!;
    expect(utils.sheet_to_json(notes, { header: 1, blankrows: true })).toEqual([
      ['内容', 'true'],
      [],
      ['列', '说明'],
      ['企业名称', '=1+1'],
    ]);
    expect([notes['A1'], notes['A3'], notes['B4']]).toMatchObject([{ s: { patternType: 'none' } }, { s: HEADING_FILL }, { t: 's' }]);
  });

  it('calls its sheet what a spreadsheet lets it be called', async () => {
    const name = `甲/乙[2024]'s: ${'长'.repeat(40)}`;
    const book = await readBack({ name, columns: [NAME], rows: [] });
    expect(book.SheetNames).toEqual([`甲 乙 2024 's  ${'长'.repeat(18)}`]);
    expect(book.Sheets[book.SheetNames[0]!]!['!autofilter']).toEqual({ ref: 'A1:A1' });
  });

  it('of 100,000 rows holds them all, measured by the first', async () => {
    const rows = function* (): Generator<Batch> {
      for (let batch = 0; batch < 200; batch++) yield Array.from({ length: 500 }, (_, row) => [`企业${batch * 500 + row}`, `${batch}.25`]);
    };
    const sheet = (await readBack({ columns: [NAME, AREA], rows: rows() })).Sheets['数据']!;
    expect(sheet['!ref']).toBe('A1:B100001');
    expect([sheet['A100001'], sheet['B100001']]).toMatchObject([{ v: '企业99999' }, { v: 199.25 }]);
    expect(sheet['!autofilter']).toEqual({ ref: 'A1:B100001' });
  });

  it('takes rows only as it is read, and lets go of them when it is not', async () => {
    let taken = 0;
    let letGo = false;
    const endless = async function* (): AsyncGenerator<Batch> {
      try {
        for (;;) yield Array.from({ length: 500 }, () => [`${Math.random()}`, String(++taken)]);
      } finally {
        letGo = true;
      }
    };
    const stream = written({ columns: [NAME, AREA], rows: endless() });
    await new Promise((resolve) => stream.once('readable', resolve));
    let before = -1;
    // What stands before the rows is packed first, and rows that nobody began to read are not there to be let go of.
    while (taken === 0 || before !== taken) {
      before = taken;
      for (let turn = 0; turn < 200; turn++) await setImmediate();
    }
    expect(taken).toBeLessThan(100_000);
    stream.destroy();
    while (!letGo) await setImmediate();
  });

  it('fails as a whole where its rows fail, its notes do, or something does not fit', async () => {
    const failing = async function* (): AsyncGenerator<Batch> {
      yield [['甲']];
      throw new Error('the rows went away');
    };
    await expect(buffer(written({ columns: [NAME], rows: failing() }))).rejects.toThrow('the rows went away');
    const overlong = '长'.repeat(32_768);
    const longest = written({ columns: [NAME], rows: [[[overlong]]] });
    await expect(buffer(longest)).rejects.toThrow(BeyondXlsx);
    const notes = { name: '说明', sections: () => [{ lines: [[overlong]] }] };
    const table = { name: '数据', columns: [NAME], rows: [] };
    await expect(buffer(xlsxOf({ table, notes, properties: PROPERTIES }))).rejects.toThrow(BeyondXlsx);
    const many = Array.from({ length: 1_048_576 }, () => [] as string[]);
    await expect(buffer(written({ columns: [NAME], rows: [many] }))).rejects.toThrow('XLSX 的一张表最多 1048576 行');
  });
});
