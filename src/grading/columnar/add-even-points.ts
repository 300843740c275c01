import { UNIT } from '../doubles.js';
import { BLOCK, CarriedSum, OF_BLOCKS } from './carried-sum.js';
import type { Summed } from './column-sum.js';
import type { EvenPoints } from './even-points.js';

/**
 * Adds the points of some indicators to totals, where there is a value. Few values are missing, so that a processor
 * guesses rightly; it could not guess which points are capped. These are bounded by sizes instead of choices: x − |x| is
 * 0 from 0 up, and 2x below.
 *
 * @returns of each the sum and number of the points added
 */
export function addEvenPoints(points: readonly EvenPoints[], totals: Float64Array): readonly Summed[] {
  const sums = new Float64Array(points.length);
  let at = 0;
  // Two at a time read and write the totals half as often.
  for (; at + 1 < points.length; at += 2) {
    const [one, other] = [points[at]!, points[at + 1]!];
    addTwo(one.values, one.line, other.values, other.line, totals, sums.subarray(at));
  }
  if (at < points.length) addOne(points[at]!.values, points[at]!.line, totals, sums.subarray(at));
  return points.map(({ values, gone, absolute, most }, each) => {
    const count = values.length - gone.length;
    return { sum: { value: sums[each]!, error: count * (absolute + most * (OF_BLOCKS + 4 * UNIT)) }, count };
  });
}

/** Puts the sum of what was added into the first of `sums`. */
function addOne(values: Float64Array, line: Float64Array, totals: Float64Array, sums: Float64Array): void {
  const [offset, slope, origin, half, low] = [line[0]!, line[1]!, line[2]!, line[3]!, line[4]!];
  const sum = new CarriedSum();
  for (let from = 0; from < totals.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, totals.length);
    let block = 0;
    for (let at = from; at < to; at += 1) {
      const value = values[at]!;
      if (value !== value) continue;
      const over = offset + slope * (value - origin);
      const above = half + (over - Math.abs(over));
      const points = low + (above + Math.abs(above));
      totals[at]! += points;
      block += points;
    }
    sum.add(block);
  }
  sums[0] = sum.value;
}

/** The same of two indicators at once. */
function addTwo(
  values: Float64Array,
  line: Float64Array,
  values2: Float64Array,
  line2: Float64Array,
  totals: Float64Array,
  sums: Float64Array,
): void {
  const [offset, slope, origin, half, low] = [line[0]!, line[1]!, line[2]!, line[3]!, line[4]!];
  const [offset2, slope2, origin2, half2, low2] = [line2[0]!, line2[1]!, line2[2]!, line2[3]!, line2[4]!];
  const [sum, sum2] = [new CarriedSum(), new CarriedSum()];
  for (let from = 0; from < totals.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, totals.length);
    let block = 0;
    let block2 = 0;
    for (let at = from; at < to; at += 1) {
      const value = values[at]!;
      const value2 = values2[at]!;
      let total = totals[at]!;
      if (value === value) {
        const over = offset + slope * (value - origin);
        const above = half + (over - Math.abs(over));
        const points = low + (above + Math.abs(above));
        total += points;
        block += points;
      }
      if (value2 === value2) {
        const over = offset2 + slope2 * (value2 - origin2);
        const above = half2 + (over - Math.abs(over));
        const points = low2 + (above + Math.abs(above));
        total += points;
        block2 += points;
      }
      totals[at] = total;
    }
    sum.add(block);
    sum2.add(block2);
  }
  sums[0] = sum.value;
  sums[1] = sum2.value;
}
