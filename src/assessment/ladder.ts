import { ANYWHERE, type Span } from '../access/span.js';

/** The rows of a group in the order of their totals, the lowest first; those that stand equal together. */
export type Ladder = readonly (readonly number[])[];

/** @param totals of the rows */
export function ladderOf(totals: ReadonlyMap<number, number>): Ladder {
  const steps = new Map<number, number[]>();
  for (const [row, total] of totals) {
    const step = steps.get(total);
    if (step) step.push(row);
    else steps.set(total, [row]);
  }
  return [...steps].sort(([a], [b]) => a - b).map(([, rows]) => rows);
}

/**
 * Between what the order says that each total lies: no lower than any below it or equal with it, no higher than any above
 * it or equal with it.
 * @param of between what a total lies in any case
 */
export function spansByOrder(ladder: Ladder, of: (row: number) => Span): ReadonlyMap<number, Span> {
  const lows = passed(ladder, (row) => of(row).low, Math.max, ANYWHERE.low);
  const highs = passed([...ladder].reverse(), (row) => of(row).high, Math.min, ANYWHERE.high);
  return new Map([...lows].map(([row, low]) => [row, { low, high: highs.get(row)! }]));
}

/** Of each row the furthest end of those before it, and of the others on its own step. */
function passed(ladder: Ladder, end: (row: number) => number, further: (a: number, b: number) => number, first: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let so = first;
  for (const step of ladder) {
    for (const row of step) found.set(row, step.reduce((best, other) => (other === row ? best : further(best, end(other))), so));
    so = step.reduce((best, row) => further(best, end(row)), so);
  }
  return found;
}
