import type { Column, Sorting } from './column.js';

/** Rows in the order of a column, those of equal value as they were; a missing value comes last, whichever way is sorted. */
export function inOrder<T>(rows: readonly T[], sorting: Sorting | undefined, columns: readonly Column<T>[]): readonly T[] {
  const column = columns.find(({ id }) => id === sorting?.id);
  if (!sorting || !column) return rows;
  const { valueOf, compare = byCharacters } = column;
  const sign = sorting.desc ? -1 : 1;
  const valued = rows.map((row) => ({ row, value: valueOf(row) }));
  valued.sort(({ value: a }, { value: b }) => {
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b)));
  });
  return valued.map(({ row }) => row);
}

function byCharacters(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
