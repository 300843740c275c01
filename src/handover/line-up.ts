import { foldName } from './fold.js';
import type { Header, HeaderCell } from './header.js';

/**
 * Where the cells of a further sheet stand under the header of the file's first: for each of its columns the index in the
 * further sheet (-1: not there), then that sheet's unknown columns that the first lacks. Undefined where the cells cannot
 * stand under those labels: a column of the dataset in another unit, or one that the first sheet lacks.
 */
export function lineUp(first: Header, further: Header): readonly number[] | undefined {
  const left = new Set(further.cells.keys());
  const order = first.cells.map((cell) => {
    const found = [...left].find((i) => isSameColumn(cell, further.cells[i]!)) ?? -1;
    left.delete(found);
    return found;
  });
  const rest = [...left];
  return rest.some((i) => further.cells[i]!.column) ? undefined : [...order, ...rest];
}

function isSameColumn(a: HeaderCell, b: HeaderCell): boolean {
  if (a.column !== b.column) return false;
  if (!a.column) return foldName(a.text) === foldName(b.text);
  const canonical = a.column.unit?.canonical;
  return (a.unit ?? canonical) === (b.unit ?? canonical);
}
