import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { LimitExceeded } from '../graphql/limits/exceeded.js';
import type { Cell, Column, Row } from './column.js';
import { PARTS, sheetHead, sheetTail, propertiesPart } from './xlsx-parts.js';
import { numberCell, textCell } from './xlsx-cell.js';
import { cellText } from './table-rows.js';
import type { Table, TableFormat } from './table-file.js';

/** Rows of a sheet, its header among them. */
const MOST_ROWS = 1_048_576;
/** Digits that a spreadsheet's number holds exactly. */
const EXACT_DIGITS = 15;
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A workbook with the rows and a sheet that says what they are (说明), made part by part while the rows are read. Codes
 * and texts are texts, and no formula; a number is one only where a spreadsheet holds all its digits.
 */
export const xlsxFormat: TableFormat = {
  mediaType: () => 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  write: (table) => {
    const zip = new ZipFile();
    const output = zip.outputStream as Readable;
    zip.on('error', (error) => output.destroy(error instanceof Error ? error : undefined));
    for (const [name, text] of Object.entries(PARTS)) zip.addBuffer(Buffer.from(text), name);
    zip.addBuffer(Buffer.from(propertiesPart(table)), 'docProps/core.xml');
    const rows = Readable.from(dataSheet(table), { objectMode: false });
    rows.once('error', (error) => output.destroy(error));
    zip.addReadStream(rows, 'xl/worksheets/sheet1.xml');
    // Begun when the rows are through, and what was left out of them is known.
    zip.addReadStreamLazy('xl/worksheets/sheet2.xml', (take) => take(null, Readable.from([notesSheet(table)], { objectMode: false })));
    zip.end();
    return output;
  },
};

async function* dataSheet({ columns, headers, rows }: Table): AsyncGenerator<Buffer> {
  let line = 1;
  yield Buffer.from(`${sheetHead()}${row(line, headers.map((header) => textCell(header)))}`);
  for await (const batch of rows) {
    if (line + batch.length > MOST_ROWS) throw new LimitExceeded(`XLSX 的一张表最多 ${MOST_ROWS} 行，这里更多：请改用 csv 或缩小范围`, 413);
    yield Buffer.from(batch.map((cells) => row(++line, cellsOf(cells, columns))).join(''));
  }
  yield Buffer.from(sheetTail());
}

/** What the data are, who took them, and what was left out. */
function notesSheet({ title, name, columns, headers, watermark, withheld }: Table): Buffer {
  const { subject, role, purpose, at, dataVersion } = watermark;
  const lines = [
    ['内容', title],
    ['查询文档', name],
    ['导出人', `${subject}（${role}）`],
    ['用途', purpose ?? '未写明'],
    ['导出时间', at],
    ['数据版本', dataVersion],
    [],
    ['列', '说明', '类型'],
    ...columns.map(({ description, type }, index) => [headers[index]!, description ?? '', type]),
    [],
    ['未授权的列', '归属部门', '原因', '坐标'],
    ...withheld().map((each) => [each.columns.join('、'), each.department, each.reason, each.coordinate]),
  ];
  return Buffer.from(`${sheetHead()}${lines.map((cells, index) => row(index + 1, cells.map((text) => textCell(text)))).join('')}${sheetTail()}`);
}

function cellsOf(cells: Row, columns: readonly Column[]): string[] {
  return cells.map((cell, index) => cellOf(cell, columns[index]!.type));
}

function cellOf(cell: Cell, type: string): string {
  const text = cellText(cell);
  if (text === '') return '';
  const isNumber = (type === 'Int' || type === 'Decimal') && NUMBER.test(text);
  return isNumber && text.replace(/^-?0*\.?0*|\D/g, '').length <= EXACT_DIGITS ? numberCell(text) : textCell(text);
}

function row(line: number, cells: readonly string[]): string {
  return `<row r="${line}">${cells.map((cell, index) => cell.replace('<c', `<c r="${letters(index)}${line}"`)).join('')}</row>`;
}

/** A, B, …, Z, AA, … */
function letters(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest > 0 ? letters(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}
