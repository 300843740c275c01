import type { Column } from './population.js';
import type { Value } from './scheme.js';

/** What a row has of a column, without making the whole of one that is kept packed; undefined: missing. */
export function valueAt(column: Column, row: number): Value | undefined {
  if (!column.packed) return column.values[row];
  if (column.kind === 'number') return column.packed.exact(row);
  const { texts, codes } = column.packed;
  return texts[codes[row]!];
}
