import { READ, approximate, powerOfTen, roundedTo } from '../doubles.js';
import type { Rational } from '../rational.js';
import type { PointsRule } from '../scheme.js';
import type { Climbs } from './climbs.js';
import type { NumberColumn } from './number-columns.js';
import type { Bounds, PointsLine } from './points-line.js';

/** Points as doubles, one for each member; NaN for who has no value. Each has an error of its own. */
export interface PointsColumn extends NumberColumn {
  readonly errors: Float64Array;
}

/** Room for the points of as many members, used again for every indicator and group. */
export interface PointsRoom {
  readonly values: Float64Array;
  readonly errors: Float64Array;
}

/**
 * The points of a group's values: the family's formula, then cap, floor and rounding, as `pointsOf` does it exactly.
 *
 * @param line of every family but `bands`
 * @param exactPoints the exact points at a place where there is a value
 * @param into where they are put: they stand there until the next points are
 */
export function pointsColumn(
  rule: PointsRule,
  line: PointsLine,
  bounds: Bounds,
  values: NumberColumn,
  exactPoints: (at: number) => Rational,
  into: PointsRoom,
  climbs: Climbs,
): PointsColumn {
  const points = room(into, values.values.length);
  const exactly = (at: number): void => {
    climbs.count += 1;
    const exact = approximate(exactPoints(at));
    points.values[at] = exact.value;
    points.errors[at] = exact.error;
  };
  if (rule.family === 'bands') inBands(rule.bands ?? [], values, points, bounds, exactly);
  else onLine(line, values, points, bounds);
  if (rule.pointsDecimals !== undefined) round(points, powerOfTen(rule.pointsDecimals), exactly);
  return { values: points.values, relative: 0, errors: points.errors };
}

function room({ values, errors }: PointsRoom, size: number): PointsRoom {
  return { values: values.subarray(0, size), errors: errors.subarray(0, size) };
}

function onLine({ offset, slope, origin, notNegative }: PointsLine, column: NumberColumn, points: PointsRoom, bounds: Bounds): void {
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
    const error = steep * ((errors ? errors[at]! : size * relative) + origin.error) + Math.abs(distance) * ofSlope + ofOffset;
    put(points, at, notNegative && found < 0 ? 0 : found, error, bounds);
  }
}

/** Bands stand from the highest down. */
function inBands(
  bands: readonly { readonly atLeast: Rational; readonly points: Rational }[],
  { values, relative, errors }: NumberColumn,
  points: PointsRoom,
  bounds: Bounds,
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
    else put(points, at, step?.points.value ?? 0, step?.points.error ?? 0, bounds);
  }
}

/** Puts points down: those above the cap as the cap, then those below the floor as the floor. */
function put({ values, errors }: PointsRoom, at: number, points: number, error: number, { cap, floor }: Bounds): void {
  let value = points;
  let known = error;
  if (value - cap.value > 2 * (known + cap.error) || cap.error > known) known = cap.error;
  if (value > cap.value) value = cap.value;
  if (floor.value - value > 2 * (known + floor.error) || floor.error > known) known = floor.error;
  if (value < floor.value) value = floor.value;
  values[at] = value;
  errors[at] = known;
}

function round({ values, errors }: PointsRoom, scale: number, exactly: (at: number) => void): void {
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
