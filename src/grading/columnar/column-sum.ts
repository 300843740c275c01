import { UNIT, type Approximate } from '../doubles.js';
import type { NumberColumn } from './number-columns.js';

/** Within a block plain addition is good enough; across blocks the rounding errors are carried along. */
const BLOCK = 32;

/** The sum of what is there, and of how many. */
export interface ColumnSum {
  readonly sum: Approximate;
  readonly count: number;
}

/** The sum of a column, missing entries left out, with Neumaier's compensation from block to block. */
export function columnSum(column: NumberColumn): ColumnSum {
  const { values, relative, absolute = 0, errors } = column;
  let sum = 0;
  let carried = 0;
  let size = 0;
  let count = 0;
  let error = 0;
  for (let from = 0; from < values.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, values.length);
    let block = 0;
    for (let at = from; at < to; at += 1) {
      const value = values[at]!;
      if (value !== value) continue;
      count += 1;
      block += value;
      size += Math.abs(value);
      if (errors) error += errors[at]!;
    }
    const next = sum + block;
    carried += Math.abs(sum) >= Math.abs(block) ? sum - next + block : block - next + sum;
    sum = next;
  }
  return { sum: { value: sum + carried, error: error + count * absolute + size * (relative + (BLOCK + 8) * UNIT) }, count };
}

/** The mean of a column that has something in it. */
export function meanFrom({ sum, count }: ColumnSum): Approximate {
  const value = sum.value / count;
  return { value, error: sum.error / count + Math.abs(value) * UNIT };
}
