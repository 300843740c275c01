import { UNIT } from '../doubles.js';
import type { Rational } from '../rational.js';
import type { Climbs } from './climbs.js';
import { Figure } from './figure.js';
import type { NumberColumn } from './number-columns.js';
import { errorAt } from './value-columns.js';

/** The exact value of the entry at a place where there is one. */
export type ExactAt = (at: number) => Rational;

/** The least of a column that has something in it. */
export function leastFigure(column: NumberColumn, exactAt: ExactAt, climbs: Climbs): Figure {
  return nthFigure(column, 1, exactAt, climbs);
}

/** The greatest of a column that has something in it. */
export function mostFigure(column: NumberColumn, exactAt: ExactAt, climbs: Climbs): Figure {
  const negated = { ...column, values: column.values.map((value) => -value) };
  const least = nthFigure(negated, 1, (at) => exactAt(at).negated(), climbs);
  return Figure.of({ value: -least.about.value, error: least.about.error }, () => least.exact.negated(), climbs);
}

/**
 * The n-th smallest of a column, counted from 1, missing entries left out. The exact one is among the entries that the
 * error bounds leave in question; only these are compared exactly.
 */
export function nthFigure(column: NumberColumn, n: number, exactAt: ExactAt, climbs: Climbs): Figure {
  const low = nth(boundsOf(column, -1), n);
  const high = nth(boundsOf(column, 1), n);
  const exactly = (): Rational => {
    const candidates: Rational[] = [];
    let below = 0;
    const made = new Map<number, Rational>();
    for (const [at, value] of column.values.entries()) {
      if (Number.isNaN(value)) continue;
      const error = 2 * errorAt(column, at);
      if (value + error < low) below += 1;
      else if (!(value - error > high)) candidates.push(exactOnce(made, error, value, () => exactAt(at)));
    }
    return candidates.sort((a, b) => a.compare(b))[n - 1 - below]!;
  };
  const value = low + (high - low) / 2;
  return Figure.of({ value, error: (high - low) / 2 + Math.abs(value) * 2 * UNIT }, exactly, climbs);
}

/** Entries without error are equal where their doubles are. */
function exactOnce(made: Map<number, Rational>, error: number, value: number, make: () => Rational): Rational {
  if (error !== 0) return make();
  const exact = made.get(value) ?? make();
  made.set(value, exact);
  return exact;
}

/** Each entry less (−1) or plus (1) twice its error. */
function boundsOf(column: NumberColumn, side: -1 | 1): Float64Array {
  return column.values
    .map((value, at) => {
      const error = errorAt(column, at);
      return Number.isNaN(value) ? NaN : error < Infinity ? value + side * 2 * error : side * Infinity;
    })
    .filter((value) => !Number.isNaN(value));
}

function nth(values: Float64Array, n: number): number {
  return n === 1 ? values.reduce((least, value) => (value < least ? value : least), Infinity) : values.sort()[n - 1]!;
}
