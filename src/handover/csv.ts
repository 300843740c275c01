import { CsvError, parse } from 'csv-parse/sync';
import { Refusal } from './refusal.js';
import type { SheetLine } from './sheet.js';

const LINE_BREAK = /\r\n|\r|\n/g;

/**
 * The lines of a CSV text in UTF-8 (without BOM): commas, quotes as Excel writes them, lines of any width, ended by
 * CRLF, LF or CR. A line that spans several because of quoted breaks bears the number of its first.
 * @param most the first so many records only.
 * @throws Refusal FILE_MALFORMED if a quote is never closed, FILE_TOO_LARGE above `limit` records.
 */
export function readCsv(text: Uint8Array, limit: number, most = -1): SheetLine[] {
  const lines: SheetLine[] = [];
  let next = 1;
  const take = (cells: string[]): null => {
    if (lines.length === limit) throw new Refusal('FILE_TOO_LARGE', `超过 ${limit} 行`);
    lines.push({ line: next, cells });
    next += 1;
    for (const cell of cells) if (cell.includes('\n') || cell.includes('\r')) next += cell.match(LINE_BREAK)!.length;
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
  } catch (error) {
    if (error instanceof CsvError) throw new Refusal('FILE_MALFORMED', `第 ${next} 行起引号没有闭合`);
    throw error;
  }
  return lines;
}
