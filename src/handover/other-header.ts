import { foldName } from './fold.js';
import { columnsByLabel, labelledCell } from './header-line.js';
import { handedCells, type Header } from './header.js';

/**
 * Tells a line below a header that is the header of another table, whose lines would be read under the wrong columns, or for the wrong
 * year: it holds the labels of all keys, and other words than the header where that has its own; or the year stood above the
 * first table alone. The same header again, as it is printed on each page, is none.
 */
export function otherHeaders(header: Header): (cells: readonly string[]) => boolean {
  const columns = columnsByLabel(header.dataset);
  const own = handedCells(header);
  const keys = header.dataset.columns.filter(({ key, kind }) => key && !(header.year && kind === 'year'));
  const begins = new RegExp(
    [keys[0]!.label, ...(keys[0]!.aliases ?? [])].map((label) => label.slice(0, 2).replace(/[^\p{L}\p{N}]/gu, '\\$&')).join('|'),
  );
  return (cells) => {
    // Most lines that are put aside hold no label at all: to look at each cell for one would cost as much as reading it.
    if (!cells.some((cell) => begins.test(cell))) return false;
    const found = new Set(cells.map((cell) => labelledCell(cell, columns).column));
    if (!keys.every((key) => found.has(key))) return false;
    if (header.year?.where !== undefined) return true;
    // Of a header of two lines the upper one says other words again.
    return header.height === 1 && cells.some((cell, i) => foldName(cell) !== '' && foldName(cell) !== foldName(own[i]?.text ?? ''));
  };
}
