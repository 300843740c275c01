import { UNIT, type Approximate } from '../doubles.js';
import { BLOCK, CarriedSum, OF_BLOCKS } from './carried-sum.js';
import type { NumberColumn } from './number-columns.js';

/** The sum of what is there, and of how many. */
export interface Summed {
  readonly sum: Approximate;
  readonly count: number;
}

/** What is said of a column as a whole. */
export interface ColumnSum extends Summed {
  /** The places where nothing is there. */
  readonly gone: Int32Array;
  /** The least double of the column; +Infinity where nothing is there. */
  readonly least: number;
  /** The greatest double of the column; −Infinity where nothing is there. */
  readonly most: number;
}

/**
 * The sum of a column, missing entries left out, and between which doubles it lies.
 *
 * @param room for as many places, where those of missing entries are gathered
 */
export function columnSum(
  { values, relative, absolute = 0, errors }: NumberColumn,
  room: Int32Array = new Int32Array(values.length),
): ColumnSum {
  const sum = new CarriedSum();
  let size = 0;
  let gone = 0;
  let least = Infinity;
  let most = -Infinity;
  for (let from = 0; from < values.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, values.length);
    let block = 0;
    for (let at = from; at < to; at += 1) {
      const value = values[at]!;
      if (value !== value) {
        room[gone] = at;
        gone += 1;
        continue;
      }
      block += value;
      size += Math.abs(value);
      if (value < least) least = value;
      if (value > most) most = value;
    }
    sum.add(block);
  }
  const count = values.length - gone;
  const error = errors ? sumOfErrors(errors, values) : 0;
  const whole = { value: sum.value, error: error + count * absolute + size * (relative + OF_BLOCKS) };
  return { sum: whole, count, gone: room.slice(0, gone), least, most };
}

function sumOfErrors(errors: Float64Array, values: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < errors.length; at += 1) if (!Number.isNaN(values[at])) sum += errors[at]!;
  return sum;
}

/** The mean of a sum that has something in it. */
export function meanFrom({ sum, count }: Summed): Approximate {
  const value = sum.value / count;
  return { value, error: sum.error / count + Math.abs(value) * UNIT };
}
