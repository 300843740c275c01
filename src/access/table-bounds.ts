import { DISCLOSURE_THRESHOLD } from './grants.js';
import type { CountTable } from './disclosed-tables.js';

/** A table as it is told; undefined is left out. */
export interface Told {
  readonly counts: (number | undefined)[][];
  readonly sums: (number | undefined)[];
}

/** In place of a column: the sum of a row. */
export const SUM = -1;
/** In place of a table and a row: the sums over the county. */
const COUNTY = -1;

/** Between what a number that was left out lies, as far as sums and what else was told say. */
export interface Bound {
  readonly table: number;
  readonly row: number;
  readonly column: number;
  low: number;
  high: number;
}

/**
 * What the tables give back of the numbers left out, each line a sum of which the parts bound each other. Sums over the
 * county are taken as known, as other answers tell them: all but those of a class of one or two.
 */
export function boundsOf(told: readonly Told[], tables: readonly CountTable[]): readonly Bound[] {
  const every: Bound[] = [];
  const lines: { readonly whole: Bound; readonly parts: readonly Bound[] }[] = [];
  const all = (tables[0] ?? []).flat().reduce((sum, count) => sum + count, 0);
  const bound = (table: number, row: number, column: number, known: number | undefined): Bound => {
    const made = { table, row, column, low: known ?? 0, high: known ?? all };
    if (known === undefined) every.push(made);
    return made;
  };
  const county = columnSums(tables[0] ?? []).map((sum, column) => bound(COUNTY, COUNTY, column, isFew(sum) ? undefined : sum));
  const whole = bound(COUNTY, COUNTY, SUM, all);
  lines.push({ whole, parts: county });
  told.forEach(({ counts, sums }, table) => {
    const cells = counts.map((row, at) => row.map((count, column) => bound(table, at, column, count)));
    const rows = sums.map((sum, at) => bound(table, at, SUM, sum));
    cells.forEach((parts, at) => lines.push({ whole: rows[at]!, parts }));
    county.forEach((of, column) => lines.push({ whole: of, parts: cells.map((row) => row[column]!) }));
    lines.push({ whole, parts: rows });
  });
  for (let moved = true; moved; ) {
    moved = false;
    for (const line of lines) if (tighten(line.whole, line.parts)) moved = true;
  }
  return every;
}

/** A sum lies between those of its parts' ends, and a part between what the other parts leave of the sum. */
function tighten(whole: Bound, parts: readonly Bound[]): boolean {
  const [low, high] = [parts.reduce((sum, part) => sum + part.low, 0), parts.reduce((sum, part) => sum + part.high, 0)];
  const moves = [narrow(whole, low, high), ...parts.map((part) => narrow(part, whole.low - (high - part.high), whole.high - (low - part.low)))];
  return moves.includes(true);
}

function narrow(bound: Bound, low: number, high: number): boolean {
  const moved = low > bound.low || high < bound.high;
  bound.low = Math.max(bound.low, low);
  bound.high = Math.min(bound.high, high);
  return moved;
}

function columnSums(rows: CountTable): readonly number[] {
  return (rows[0] ?? []).map((_, column) => rows.reduce((sum, row) => sum + row[column]!, 0));
}

function isFew(count: number): boolean {
  return count > 0 && count < DISCLOSURE_THRESHOLD;
}
