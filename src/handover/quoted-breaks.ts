import { breaksIn } from './csv.js';
import type { Header } from './header.js';
import { Refusal } from './refusal.js';
import type { SheetLine } from './sheet.js';

/**
 * Sees that of a line of a text file only texts hold line breaks: anywhere else a quote opened that belongs to no cell, and
 * what was taken for one cell are several lines.
 * @throws Refusal FILE_MALFORMED, naming the line where the quote opened
 */
export function seeBreaks({ dataset, cells: labels }: Header, { line, cells, breaks }: SheetLine): void {
  if (breaks === undefined) return;
  let at = line;
  for (const [i, cell] of cells.entries()) {
    const within = breaksIn(cell);
    const column = labels[i]?.column;
    if (within > 0 && column && column.kind !== 'text') {
      throw new Refusal('FILE_MALFORMED', `本行起“${column.label}”栏的引号跨行，其中不应有换行`, { dataset, line: at });
    }
    at += within;
  }
}
