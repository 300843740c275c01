import { READ, UNIT } from '../doubles.js';
import type { ColumnSum } from './column-sum.js';
import type { NumberColumn } from './number-columns.js';
import type { Bounds, PointsLine } from './points-line.js';

/** One error for all is good enough up to here: few totals come so close to where they are rounded. */
const FINE = 2 ** -36;

/** Points on a line between two bounds, all of them within one error: the usual case. They are never written down. */
export interface EvenPoints {
  readonly values: Float64Array;
  /** The places without a value. */
  readonly gone: Int32Array;
  /** As {@link folded} makes it; in a typed array, so that the compiler puts no double on the heap. */
  readonly line: Float64Array;
  /** Bounds the error of any of the points. */
  readonly absolute: number;
  /** None of them is greater in size. */
  readonly most: number;
}

/**
 * The points of a column on a line; undefined where one error for all would be too coarse. Points beyond cap or floor by
 * more than their error are these bounds but for rounding, so that only the values between count for it: 4 × FINE is beyond.
 *
 * @param sum of the column
 */
export function evenPoints(line: PointsLine, column: NumberColumn, sum: ColumnSum, bounds: Bounds): EvenPoints | undefined {
  const { slope, origin, offset } = line;
  const { gone } = sum;
  if (sum.count === 0) return { values: column.values, gone, line: new Float64Array(5), absolute: 0, most: 0 };
  const steep = Math.abs(slope.value);
  const first = pointsAt(sum.least, line);
  const last = pointsAt(sum.most, line);
  const isOrdinary = Math.abs(first) + Math.abs(last) < Infinity && slope.error <= steep / 8;
  if (!isOrdinary || column.errors || column.absolute) return undefined;

  const cap = Math.max(bounds.cap.value, bounds.floor.value);
  const floor = Math.max(bounds.floor.value, line.notNegative ? Math.min(0, cap) : -Infinity);
  const [from, to] = [between(first, floor, cap), between(last, floor, cap)];
  const [high, low] = [Math.max(from, to), Math.min(from, to)];
  const most = Math.max(Math.abs(high), Math.abs(low));

  const ends = steep === 0 ? [-Infinity, Infinity] : [valueAt(floor - 4 * FINE, line), valueAt(cap + 4 * FINE, line)];
  const [left, right] = [Math.min(...ends), Math.max(...ends)];
  const farthest = Math.max(Math.abs(between(sum.least, left, right)), Math.abs(between(sum.most, left, right)));
  const ofValues = farthest * steep * column.relative + (farthest + Math.abs(origin.value)) * (slope.error + steep * READ);
  const ofLine = steep * origin.error + offset.error + Math.abs(offset.value) * 2 * READ;
  const absolute = Math.max(ofValues + ofLine, bounds.cap.error, bounds.floor.error) + 16 * most * UNIT;
  if (!(absolute <= FINE)) return undefined;
  return { values: column.values, gone, line: folded(line, high, low), absolute, most };
}

/**
 * A line between two bounds in the parts of which points are made with the fewest steps: how far the offset
 * lies above `high`, and the slope, both in quarters; the origin; half the way between the bounds; `low`.
 */
function folded({ offset, slope, origin }: PointsLine, high: number, low: number): Float64Array {
  return Float64Array.of((offset.value - high) / 4, slope.value / 4, origin.value, (high - low) / 2, low);
}

function pointsAt(value: number, { offset, slope, origin }: PointsLine): number {
  return offset.value + slope.value * (value - origin.value);
}

function valueAt(points: number, { offset, slope, origin }: PointsLine): number {
  return origin.value + (points - offset.value) / slope.value;
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
