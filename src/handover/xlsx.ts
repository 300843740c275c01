import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { read, SSF, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { decimalOfDouble } from './decimal.js';
import { Refusal } from './refusal.js';
import { HEAD_LINES, type CellMark, type Merge, type Sheet, type SheetLine } from './sheet.js';

interface DateParts {
  readonly y: number;
  readonly m: number;
  readonly d: number;
}

/** The part of the library's number formats used here, which it types as `any`. */
interface NumberFormats {
  is_date(format: string): boolean;
  parse_date_code(serial: number, options: { date1904: boolean }): DateParts | null;
}

const FORMATS = SSF as NumberFormats;
const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};
const HALF_CHARACTER = /\p{Surrogate}/u;
const HALF_CHARACTERS = /\p{Surrogate}/gu;
const SHOWN_DATE = /^\d{1,2}\/\d{1,2}\/\d{2}$/;
const SHOWN_DATE_FORMAT = 'm/d/yy';
/** Cells further right belong to no table that a department hands over. */
const WIDEST = 1000;
const LINES_A_BLOCK = 1000;

/**
 * The sheets of an XLSX workbook, already seen to unpack to a bearable size. Texts are without their formatting, numbers
 * the shortest decimal of at most 15 digits, date cells YYYY-MM-DD (1900 and 1904), formulas their last value, of merged
 * cells only the first is filled.
 * @throws Refusal FILE_MALFORMED if it is no workbook, FILE_TOO_LARGE above `limit` lines in a sheet.
 */
export function readXlsx(bytes: Uint8Array, limit: number): Sheet[] {
  const workbook = openWorkbook(bytes);
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true;
  return workbook.SheetNames.map((name, i) => {
    const lines = sheetLines(workbook.Sheets[name], date1904, limit);
    const hidden = (workbook.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0;
    return { name, hidden, head: lines.slice(0, HEAD_LINES), merges: mergesOf(workbook.Sheets[name]), blocks: () => inBlocks(lines) };
  });
}

/** Other work gets its turn in between. */
async function* inBlocks(lines: readonly SheetLine[]): AsyncGenerator<readonly SheetLine[], void> {
  for (let from = 0; from < lines.length; from += LINES_A_BLOCK) {
    yield lines.slice(from, from + LINES_A_BLOCK);
    await turnOfOthers();
  }
}

function openWorkbook(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, { type: 'array', dense: true, cellNF: true, cellHTML: false, cellFormula: true, sheetStubs: true });
  } catch {
    throw new Refusal('FILE_MALFORMED', '不能作为 XLSX 打开');
  }
}

function sheetLines(sheet: WorkSheet | undefined, date1904: boolean, limit: number): SheetLine[] {
  const lines: SheetLine[] = [];
  const rows = (sheet?.['!data'] ?? []) as (CellObject | undefined)[][];
  rows.forEach((row, index) => {
    if (lines.length === limit) throw new Refusal('FILE_TOO_LARGE', `超过 ${limit} 行`);
    const cells = Array.from(row.slice(0, WIDEST), (cell) => cellText(cell, date1904));
    lines.push({ line: index + 1, cells, marks: marksOf(row, cells) });
  });
  return lines;
}

function mergesOf(sheet: WorkSheet | undefined): Merge[] {
  const merges = (sheet?.['!merges'] ?? []).map(({ s, e }): Merge => ({ lines: [s.r + 1, e.r + 1], columns: [s.c, e.c] }));
  return merges.sort((a, b) => a.lines[0] - b.lines[0]);
}

function marksOf(row: readonly (CellObject | undefined)[], cells: readonly string[]): ReadonlyMap<number, CellMark> | undefined {
  const marks = new Map<number, CellMark>();
  row.forEach((cell, i) => {
    if (!cell || i >= cells.length) return;
    if (cell.f !== undefined && (cell.v === undefined || cell.t === 'z')) marks.set(i, { kind: 'not calculated' });
    if (typeof cell.v !== 'number' || cell.t !== 'n') return;
    const zeros = /^0+$/.exec(String(cell.z ?? ''))?.[0];
    marks.set(i, { kind: 'number', ...(zeros && /^\d+$/.test(cells[i]!) && { shown: cells[i]!.padStart(zeros.length, '0') }) });
  });
  return marks.size > 0 ? marks : undefined;
}

function cellText(cell: CellObject | undefined, date1904: boolean): string {
  if (cell?.t === 'e') return ERRORS[Number(cell.v)] ?? cell.w ?? '#ERROR!';
  if (!cell || cell.t === 'z' || cell.v === undefined) return '';
  if (typeof cell.v === 'boolean') return cell.v ? 'TRUE' : 'FALSE';
  if (typeof cell.v !== 'number') return storable(String(cell.v));
  const format = formatOf(cell);
  if (format?.includes('%')) return `${decimalOfDouble(cell.v * 100)}%`;
  return dateText(cell.v, format, date1904) ?? decimalOfDouble(cell.v);
}

/** Excel can escape what no text of a database holds: NULs, which show as nothing, and halves of characters. */
function storable(text: string): string {
  const shown = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return HALF_CHARACTER.test(shown) ? shown.replaceAll(HALF_CHARACTERS, '\uFFFD') : shown;
}

/**
 * A cell's number format. The built-in date formats of a Chinese Excel (27–36, 50–58) are not written in the file, and the
 * library tells the format of the first such cell only by what it shows.
 */
function formatOf({ z, w }: CellObject): string | undefined {
  if (z !== undefined) return String(z);
  return w !== undefined && SHOWN_DATE.test(w) ? SHOWN_DATE_FORMAT : undefined;
}

function dateText(serial: number, format: string | undefined, date1904: boolean): string | undefined {
  if (format === undefined || !FORMATS.is_date(format)) return undefined;
  const date = FORMATS.parse_date_code(serial, { date1904 });
  if (!date || date.d === 0) return undefined;
  return [String(date.y).padStart(4, '0'), String(date.m).padStart(2, '0'), String(date.d).padStart(2, '0')].join('-');
}
