import { disclosedMatrix } from './disclosed-matrix.js';
import { boundsOf, SUM, type Told } from './table-bounds.js';
import { DISCLOSURE_THRESHOLD } from './grants.js';

/** Counts of the same enterprises by class, apart for each row; the classes of all tables are the same, in the same order. */
export type CountTable = readonly (readonly number[])[];

/**
 * Tables of the same enterprises, as they may be told side by side to who sees no single one: counts and sums of rows of
 * one or two are left out, and as many more, the smallest first, as it takes for all the tables together, with the sums
 * over the county, not to give them back.
 */
export function disclosedTables(tables: readonly CountTable[]): readonly Told[] {
  const told = tables.map(withinTable);
  for (;;) {
    const given = boundsOf(told, tables).find(({ low, high }) => low === high && isFew(low));
    if (!given) return told;
    if (!leaveOut(told, given.table, given.row, given.column)) return told;
  }
}

/** What a table alone, with its sums, would give back is left out of it first. */
function withinTable(rows: CountTable): Told {
  const cells = rows.flatMap((counts, row) => counts.map((count, column) => ({ from: String(row), to: String(column), count })));
  const sums = rows.map((counts, row) => ({ from: String(row), to: 'sum', count: total(counts) }));
  const toldCells = disclosedMatrix(cells);
  const width = rows[0]?.length ?? 0;
  return {
    counts: rows.map((_, row) => toldCells.slice(row * width, (row + 1) * width).map(({ count }) => count)),
    sums: disclosedMatrix(sums).map(({ count }) => count),
  };
}

interface Place {
  readonly size: number;
  readonly far: number;
  readonly forget: () => void;
}

/** Leaves out one more number: of the same row, else of the same column, else of any; the smallest. */
function leaveOut(told: readonly Told[], table: number, row: number, column: number): boolean {
  const places = told.flatMap(({ counts, sums }, at): Place[] => {
    const away = (of: number, to: number) => (at !== table ? Number(to !== column) + 2 : of === row ? 0 : to === column ? 1 : 2);
    return [
      ...counts.flatMap((line, of) => line.flatMap((count, to) => (count === undefined ? [] : [{ size: count || Infinity, far: away(of, to), forget: () => void (line[to] = undefined) }]))),
      ...sums.flatMap((sum, of) => (sum === undefined ? [] : [{ size: sum || Infinity, far: away(of, SUM), forget: () => void (sums[of] = undefined) }])),
    ];
  });
  const [next] = places.sort((a, b) => a.far - b.far || Math.sign(a.size - b.size || 0));
  next?.forget();
  return next !== undefined;
}

function isFew(count: number): boolean {
  return count > 0 && count < DISCLOSURE_THRESHOLD;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
