import { READ, UNIT, approximate, powerOfTen, roundedTo, type Approximate } from '../doubles.js';
import { Rational } from '../rational.js';
import type { PointsRule } from '../scheme.js';
import type { Climbs } from './climbs.js';
import type { NumberColumn } from './number-columns.js';
import type { YardstickFigures } from './yardstick-figures.js';

/** Points as doubles, one for each member; NaN for who has no value. */
export interface PointsColumn extends NumberColumn {
  /** One error bounds all of them, or else each has its own in `errors`. */
  readonly absolute: number;
  /** The greatest size of points that `absolute` goes for. */
  readonly most: number;
}

/** Room for the points of as many members, used again for every indicator and group. */
export interface PointsRoom {
  readonly values: Float64Array;
  readonly errors: Float64Array;
}

/** One error for all is good enough up to here: few totals come so close to where they are rounded. */
const FINE = 2 ** -36;

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
 * @param into where they are put: they stand there until the next points are
 */
export function pointsColumn(
  rule: PointsRule,
  weight: Rational,
  values: NumberColumn,
  yardstick: YardstickFigures,
  exactPoints: (at: number) => Rational,
  into: PointsRoom,
  climbs: Climbs,
): PointsColumn {
  const points = room(into, values.values.length);
  const bounds = boundsOf(rule, weight);
  const line = rule.family === 'bands' ? undefined : lineOf(rule, weight, yardstick, climbs);
  const even = line && rule.pointsDecimals === undefined && onLineEvenly(line, values, points.values, bounds);
  if (even) return { values: points.values, relative: 0, errors: undefined, ...even };
  const exactly = (at: number): void => {
    climbs.count += 1;
    const exact = approximate(exactPoints(at));
    points.values[at] = exact.value;
    points.errors[at] = exact.error;
  };
  if (line) onLine(line, values, points, bounds);
  else inBands(rule.family === 'bands' ? (rule.bands ?? []) : [], values, points, bounds, exactly);
  if (rule.pointsDecimals !== undefined) round(points, powerOfTen(rule.pointsDecimals), exactly);
  return { values: points.values, relative: 0, errors: points.errors, absolute: 0, most: 0 };
}

export function pointsRoom(size: number): PointsRoom {
  return { values: new Float64Array(size), errors: new Float64Array(size) };
}

function room({ values, errors }: PointsRoom, size: number): PointsRoom {
  return { values: values.subarray(0, size), errors: errors.subarray(0, size) };
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

/** As {@link onLine} with one error for all, the usual case; undefined where that would be too coarse. */
function onLineEvenly(
  { offset, slope, origin, notNegative }: Line,
  { values, relative, errors }: NumberColumn,
  into: Float64Array,
  { cap, ofCap, floor, ofFloor }: Bounds,
): { readonly absolute: number; readonly most: number } | undefined {
  const steep = Math.abs(slope.value);
  const ofSlope = slope.error + steep * READ;
  const fixed = steep * origin.error + offset.error + Math.abs(offset.value) * READ;
  const ofSize = steep * relative;
  if (errors || !(steep + ofSlope + fixed + Math.abs(offset.value) + Math.abs(origin.value) < Infinity)) return undefined;
  const [from, by, start] = [offset.value, slope.value, origin.value];
  const least = notNegative && floor < 0 ? 0 : floor;
  let worst = Math.max(cap < Infinity ? ofCap : 0, floor > -Infinity ? ofFloor : 0);
  let most = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at]!;
    const extent = Math.abs(value);
    if (!(extent < Infinity)) {
      if (value === value) return undefined;
      into[at] = NaN;
      continue;
    }
    const distance = value - start;
    const error = extent * ofSize + Math.abs(distance) * ofSlope + fixed;
    let points = from + by * distance;
    if (points - cap > 2 * (error + ofCap)) points = cap;
    else {
      if (error > worst) worst = error;
      if (points > cap) points = cap;
    }
    if (points < least) points = least;
    into[at] = points;
    const size = Math.abs(points);
    if (size > most) most = size;
  }
  return worst <= FINE && most < Infinity ? { absolute: worst, most } : undefined;
}

function onLine({ offset, slope, origin, notNegative }: Line, column: NumberColumn, points: PointsRoom, bounds: Bounds): void {
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

/** Cap and floor, infinite where there is none. */
interface Bounds {
  readonly cap: number;
  readonly ofCap: number;
  readonly floor: number;
  readonly ofFloor: number;
}

function boundsOf({ cap, floor }: PointsRule, weight: Rational): Bounds {
  const most = cap ? approximate(cap.times(weight)) : { value: Infinity, error: 0 };
  const least = floor ? approximate(floor.times(weight)) : { value: -Infinity, error: 0 };
  return { cap: most.value, ofCap: most.error, floor: least.value, ofFloor: least.error };
}

/** Puts points down: those above the cap as the cap, then those below the floor as the floor. */
function put({ values, errors }: PointsRoom, at: number, points: number, error: number, { cap, ofCap, floor, ofFloor }: Bounds): void {
  let value = points;
  let known = error;
  if (value - cap > 2 * (known + ofCap) || ofCap > known) known = ofCap;
  if (value > cap) value = cap;
  if (floor - value > 2 * (known + ofFloor) || ofFloor > known) known = ofFloor;
  if (value < floor) value = floor;
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
