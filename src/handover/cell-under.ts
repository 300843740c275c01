import { cellReader } from './cell.js';
import type { DatasetDefinition } from './dataset.js';
import { columnsByLabel, labelledCell, withoutBeatenAliases } from './header-line.js';

/** Where the cells of each column stand under a header, and in which unit. */
export interface CellsUnder {
  /**
   * The text of a field's cell in a line, as it was handed over. Undefined where the header does not say that the value came
   * from there: the sheet of the line had another header, or an alias was taken back since.
   * @param value as it was stored
   */
  text(field: string, raw: readonly string[], value: unknown): string | undefined;
}

const ANYTHING = { has: () => true };

/** @param labels the header cells as found */
export function cellsUnder(dataset: DatasetDefinition, labels: readonly string[]): CellsUnder {
  const columns = columnsByLabel(dataset);
  const cells = withoutBeatenAliases(labels.map((label) => labelledCell(label, columns)));
  return {
    text: (field, raw, value) => {
      const at = cells.findIndex(({ column }) => column?.field === field);
      if (at < 0) return undefined;
      const { column, unit } = cells[at]!;
      const read = cellReader(column!, unit, { events: ANYTHING, facts: ANYTHING })(raw[at] ?? '', () => undefined);
      return isSame(read, value) ? (raw[at] ?? '') : undefined;
    },
  };
}

/** Numbers may be written with zeros behind. */
function isSame(read: unknown, stored: unknown): boolean {
  if (typeof read === 'string' && typeof stored === 'string') return read === stored || plain(read) === plain(stored);
  return (read ?? null) === (stored ?? null);
}

function plain(text: string): string {
  return /^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text;
}
