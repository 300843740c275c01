import { READ, UNIT, approximate, powerOfTen, roundedTo, type Approximate } from '../doubles.js';
import { Rational } from '../rational.js';
import type { PointsRule } from '../scheme.js';
import type { Climbs } from './climbs.js';
import type { NumberColumn } from './number-columns.js';
import type { YardstickFigures } from './yardstick-figures.js';

/** Points as doubles, one for each member; NaN for who has no value. Each is within its error of the exact points. */
export interface PointsColumn extends NumberColumn {
  readonly errors: Float64Array;
}

/** Points before cap and floor: offset + slope × (value − origin), not below 0 where `notNegative`. */
interface Line {
  readonly offset: Approximate;
  readonly slope: Approximate;
  readonly origin: Approximate;
  readonly notNegative: boolean;
}

const NOTHING: Approximate = { value: 0, error: 0 };

/**
 * The points of a group's values: the family's formula, then cap, floor and rounding, as `pointsOf` does it exactly.
 *
 * @param exactPoints the exact points at a place where there is a value
 */
export function pointsColumn(
  rule: PointsRule,
  weight: Rational,
  values: NumberColumn,
  yardstick: YardstickFigures,
  exactPoints: (at: number) => Rational,
  climbs: Climbs,
): PointsColumn {
  const points = { values: new Float64Array(values.values.length), relative: 0, errors: new Float64Array(values.values.length) };
  const exactly = (at: number): void => {
    climbs.count += 1;
    const exact = approximate(exactPoints(at));
    points.values[at] = exact.value;
    points.errors[at] = exact.error;
  };
  if (rule.family === 'bands') inBands(rule.bands ?? [], values, points, exactly);
  else onLine(lineOf(rule, weight, yardstick, climbs), values, points);
  if (rule.cap) bound(points, approximate(rule.cap.times(weight)), 1);
  if (rule.floor) bound(points, approximate(rule.floor.times(weight)), -1);
  if (rule.pointsDecimals !== undefined) round(points, powerOfTen(rule.pointsDecimals), exactly);
  return points;
}

function lineOf(rule: PointsRule, weight: Rational, yardstick: YardstickFigures, climbs: Climbs): Line {
  const w = approximate(weight);
  const flat = (offset: Approximate): Line => ({ offset, slope: NOTHING, origin: NOTHING, notNegative: false });
  switch (yardstick.kind) {
    case 'benchmark':
      return { offset: NOTHING, slope: quotient(w, yardstick.value.about), origin: NOTHING, notNegative: false };
    case 'range': {
      const { least, most } = yardstick;
      if (least.equals(most, climbs)) return flat(w);
      const low = (rule.family === 'min_max' ? rule.low : Rational.ZERO).over(Rational.integer(100));
      const width = { value: most.about.value - least.about.value, error: most.about.error + least.about.error };
      const slope = quotient(approximate(weight.times(Rational.ONE.minus(low))), width);
      return { offset: approximate(weight.times(low)), slope, origin: least.about, notNegative: false };
    }
    case 'most':
      return yardstick.value.isPositive(climbs) ? { ...flat(NOTHING), slope: quotient(w, yardstick.value.about) } : flat(NOTHING);
    case 'mean': {
      if (!yardstick.value.isPositive(climbs)) return flat(w);
      const { value, error } = quotient(w, yardstick.value.about);
      return { offset: w, slope: { value: -value / 2, error: error / 2 }, origin: NOTHING, notNegative: true };
    }
    case 'none':
      return flat(NOTHING);
  }
}

function quotient(a: Approximate, b: Approximate): Approximate {
  const value = a.value / b.value;
  const size = Math.abs(value);
  return { value, error: (a.error + size * b.error) / Math.abs(b.value) + 2 * size * UNIT };
}

function onLine({ offset, slope, origin, notNegative }: Line, column: NumberColumn, points: PointsColumn): void {
  const { values, relative, errors } = column;
  const steep = Math.abs(slope.value);
  const ofSlope = slope.error + steep * READ;
  const ofOffset = offset.error + Math.abs(offset.value) * READ;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at]!;
    const size = Math.abs(value);
    const distance = value - origin.value;
    const found = offset.value + slope.value * distance;
    if (!(Math.abs(found) < Infinity && size < Infinity)) {
      points.values[at] = value !== value ? NaN : 0;
      points.errors[at] = Infinity;
      continue;
    }
    points.values[at] = notNegative && found < 0 ? 0 : found;
    points.errors[at] = steep * ((errors ? errors[at]! : size * relative) + origin.error) + Math.abs(distance) * ofSlope + ofOffset;
  }
}

/** Bands stand from the highest down. */
function inBands(
  bands: readonly { readonly atLeast: Rational; readonly points: Rational }[],
  { values, relative, errors }: NumberColumn,
  points: PointsColumn,
  exactly: (at: number) => void,
): void {
  const steps = bands.map((band) => ({ from: approximate(band.atLeast), points: approximate(band.points) }));
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at]!;
    points.values[at] = NaN;
    if (value !== value) continue;
    const error = errors ? errors[at]! : Math.abs(value) * relative;
    const step = steps.find(({ from }) => !(value - from.value < -2 * (error + from.error)));
    if (step && !(value - step.from.value > 2 * (error + step.from.error))) exactly(at);
    else {
      points.values[at] = step?.points.value ?? 0;
      points.errors[at] = step?.points.error ?? 0;
    }
  }
}

/** Takes points beyond a bound back to it: from above (1) or below (−1). */
function bound({ values, errors }: PointsColumn, at: Approximate, side: 1 | -1): void {
  for (let row = 0; row < values.length; row += 1) {
    const beyond = (values[row]! - at.value) * side;
    const error = errors[row]!;
    if (beyond > 2 * (error + at.error)) {
      values[row] = at.value;
      errors[row] = at.error;
    } else {
      if (beyond > 0) values[row] = at.value;
      if (at.error > error) errors[row] = at.error;
    }
  }
}

function round({ values, errors }: PointsColumn, scale: number, exactly: (at: number) => void): void {
  for (let at = 0; at < values.length; at += 1) {
    if (Number.isNaN(values[at])) continue;
    const scaled = roundedTo(scale, values[at]!, errors[at]!);
    if (Number.isNaN(scaled)) {
      exactly(at);
      continue;
    }
    values[at] = scaled / scale;
    errors[at] = Math.abs(values[at]!) * READ;
  }
}
