import { CsvError, parse } from 'csv-parse/sync';
import { Refusal } from './refusal.js';
import type { SheetLine } from './sheet.js';

const LINE_BREAK = /\r\n|\r|\n/;
const LINE_BREAKS = /\r\n|\r|\n/g;
/** A cell with quotes around it, each within it doubled, or without any; then the comma behind it or the end of the line. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;

/**
 * The lines of a CSV text in UTF-8 (without BOM): commas, quotes as Excel writes them, lines of any width, ended by
 * CRLF, LF or CR. A line that spans several because of quoted breaks bears the number of its first.
 * @param from the number of the first
 * @throws Refusal FILE_MALFORMED if a quote is never closed, FILE_TOO_LARGE above `limit` lines.
 */
export function readCsv(text: Uint8Array, limit: number, from = 1): SheetLine[] {
  const plain = cutPlainly(Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8'), from);
  const [lines, broken] = plain ? [plain, false] : parseLines(text, limit + 1, from);
  if (lines.length > limit) throw tooManyLines(limit);
  if (broken) throw new Refusal('FILE_MALFORMED', `第 ${lineAfter(lines, from)} 行起引号没有闭合`);
  return lines;
}

/** Why a text of more lines is not taken. */
export function tooManyLines(limit: number): Refusal {
  return new Refusal('FILE_TOO_LARGE', `超过 ${limit} 行`);
}

/** The number of the line that comes after these. @param from where there are none */
export function lineAfter(lines: readonly SheetLine[], from: number): number {
  const last = lines.at(-1);
  return last ? last.line + 1 + breaksIn(last.cells) : from;
}

/** The first lines, `most` of them, as far as they can be read. */
export function readCsvHead(text: Uint8Array, most: number): SheetLine[] {
  return parseLines(text, most, 1)[0];
}

/**
 * The lines cut at their commas, several times as fast as the library reads them; undefined if a quote in them does anything
 * but open or close a cell of its own line.
 */
function cutPlainly(text: string, from: number): SheetLine[] | undefined {
  const lines: SheetLine[] = [];
  const texts = text.split(LINE_BREAK);
  if (texts.at(-1) === '') texts.pop();
  for (const [i, each] of texts.entries()) {
    const cells = cutLine(each);
    if (!cells) return undefined;
    lines.push({ line: from + i, cells });
  }
  return lines;
}

function cutLine(line: string): string[] | undefined {
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  CELL.lastIndex = 0;
  for (;;) {
    const match = CELL.exec(line);
    if (!match) return undefined;
    const [, quoted, plain, separator] = match;
    cells.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (separator === '') return cells;
  }
}

/** The lines, and whether the text broke off in an open quote; the lines are then what came before. */
function parseLines(text: Uint8Array, most: number, from: number): [SheetLine[], boolean] {
  const lines: SheetLine[] = [];
  let next = from;
  const take = (cells: string[]): null => {
    lines.push({ line: next, cells });
    next += 1 + breaksIn(cells);
    return null;
  };
  try {
    parse(text, {
      on_record: take,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      to: most,
    });
    return [lines, false];
  } catch (error) {
    if (error instanceof CsvError) return [lines, true];
    throw error;
  }
}

function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) if (cell.includes('\n') || cell.includes('\r')) breaks += cell.match(LINE_BREAKS)!.length;
  return breaks;
}
