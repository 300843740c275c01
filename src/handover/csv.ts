import { CsvError, parse } from 'csv-parse/sync';
import { Refusal } from './refusal.js';
import type { SheetLine } from './sheet.js';

const LINE_BREAK = /\r\n|\r|\n/g;

/**
 * The lines of a CSV text in UTF-8 (without BOM): commas, quotes as Excel writes them, lines of any width, ended by
 * CRLF, LF or CR. A line that spans several because of quoted breaks bears the number of its first.
 * @throws Refusal FILE_MALFORMED if a quote is never closed, FILE_TOO_LARGE above `limit` lines.
 */
export function readCsv(text: Uint8Array, limit: number): SheetLine[] {
  const lines: SheetLine[] = [];
  const broken = parseInto(lines, text, limit + 1);
  if (lines.length > limit) throw new Refusal('FILE_TOO_LARGE', `超过 ${limit} 行`);
  if (broken) throw new Refusal('FILE_MALFORMED', `第 ${nextLine(lines)} 行起引号没有闭合`);
  return lines;
}

/** The first `most` lines, as far as they can be read. */
export function readCsvHead(text: Uint8Array, most: number): SheetLine[] {
  const lines: SheetLine[] = [];
  parseInto(lines, text, most);
  return lines;
}

/** Whether the text broke off in an open quote; `lines` then holds what came before. */
function parseInto(lines: SheetLine[], text: Uint8Array, most: number): boolean {
  let next = 1;
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
    return false;
  } catch (error) {
    if (error instanceof CsvError) return true;
    throw error;
  }
}

function nextLine(lines: readonly SheetLine[]): number {
  const last = lines.at(-1);
  return last ? last.line + 1 + breaksIn(last.cells) : 1;
}

function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) if (cell.includes('\n') || cell.includes('\r')) breaks += cell.match(LINE_BREAK)!.length;
  return breaks;
}
