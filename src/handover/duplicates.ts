import type { DatasetDefinition } from './dataset.js';
import type { Row } from './row.js';

/** What a row's key is worth among its file's: the row to take, a repetition of it, or one of several that disagree. */
export type Standing =
  { readonly kind: 'single' } | { readonly kind: 'same'; readonly as: Row } | { readonly kind: 'conflict'; readonly with: Row };

const SINGLE: Standing = { kind: 'single' };
const SEPARATOR = '\u0001';

/**
 * How rows without an error stand to one another, in their order, by the parsed values of known columns: repetitions
 * after the first are `same`; where any row of a key says otherwise, every row of that key is in `conflict`.
 */
export function duplicates(rows: readonly Row[], dataset: DatasetDefinition): Standing[] {
  const keys = dataset.columns.filter((column) => column.key).map((column) => column.field);
  const others = dataset.columns.filter((column) => !column.key).map((column) => column.field);
  const firsts = new Map<string, Row>();
  const disagreeing = new Map<Row, Row>();
  const firstOf = rows.map((row) => {
    const key = keys.map((field) => row.values[field] ?? '').join(SEPARATOR);
    const first = firsts.get(key);
    if (!first) {
      firsts.set(key, row);
      return row;
    }
    const same = others.every((field) => first.values[field] === row.values[field]);
    if (!same && !disagreeing.has(first)) disagreeing.set(first, row);
    return first;
  });
  return rows.map((row, i) => {
    const first = firstOf[i]!;
    const other = disagreeing.get(first);
    if (other) return { kind: 'conflict', with: row === first ? other : first };
    return row === first ? SINGLE : { kind: 'same', as: first };
  });
}
