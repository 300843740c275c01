import type { Rational } from './rational.js';

/** The relative error of one rounded operation on doubles. */
export const UNIT = 2 ** -53;
/** Bounds the relative error of an exact number read as a double ({@link Rational.toNumber}). */
export const READ = 2 ** -51;
/** Up to here halves and their distance to the nearest integer are exact. */
const MOST = 2 ** 51;

/**
 * A number known up to an error: it lies within value ± error, to the first order. Whoever decides by it takes twice
 * the error, which covers the products of errors. Not finite is not known at all, and decides nothing.
 */
export interface Approximate {
  readonly value: number;
  readonly error: number;
}

/** 10^n, correctly rounded on every machine. */
export function powerOfTen(n: number): number {
  return Number(`1e${n}`);
}

/** An exact number as a double. */
export function approximate(exact: Rational): Approximate {
  const value = exact.toNumber();
  return { value, error: Math.abs(value) * READ };
}

/** Whether every number of a column that is there (not NaN) is above 0 and no infinity. */
export function arePositive(column: Float64Array): boolean {
  for (let at = 0; at < column.length; at += 1) if (column[at]! <= 0 || column[at] === Infinity) return false;
  return true;
}

/** The sign of a number; undefined where the error leaves it in doubt. */
export function signOf({ value, error }: Approximate): -1 | 0 | 1 | undefined {
  if (value === 0 && error === 0) return 0;
  return Math.abs(value) > 2 * error ? (value < 0 ? -1 : 1) : undefined;
}

/**
 * value × scale rounded half up in magnitude; NaN where the error leaves it in doubt.
 * @param scale a power of ten
 */
export function roundedTo(scale: number, value: number, error: number): number {
  const scaled = Math.abs(value) * scale;
  const nearest = Math.round(scaled);
  if (!(Math.abs(scaled - nearest) < sureWithin(scale, value, error))) return NaN;
  return value < 0 ? 0 - nearest : nearest;
}

/**
 * How far value × scale may lie from an integer and still be surely rounded to it; not positive where nothing is sure.
 * It goes for every value of a smaller size and a smaller error too.
 * @param scale a power of ten
 */
export function sureWithin(scale: number, value: number, error: number): number {
  const scaled = Math.abs(value) * scale;
  return scaled < MOST ? 0.5 - 2 * (error * scale + 2 * scaled * UNIT) : 0;
}
