import type { Yardstick } from './benchmark.js';
import { pointsOf } from './points.js';
import { Rational } from './rational.js';
import type { PointsRule } from './scheme.js';

const TWO = Rational.integer(2);
const HUNDRED = Rational.integer(100);
/** Values that do not terminate are given with this many places, rounded to the safe side. */
const PLACES = 12;

/**
 * The value nearest to hand that earns at least `points` at today's yardstick; undefined if none does (cap, best
 * value, highest band).
 *
 * @param valueDecimals to how many places values of the indicator are rounded, where they are.
 */
export function valueFor(
  rule: PointsRule,
  weight: Rational,
  points: Rational,
  measure: Yardstick,
  valueDecimals: number | undefined,
): Rational | undefined {
  if (rule.family === 'bands') return bandFor(rule, points, weight, measure);
  const unrounded = rule.pointsDecimals === undefined ? points : leastRoundingTo(points, rule.pointsDecimals);
  const exact = inverted(rule, weight, unrounded, measure);
  if (!exact) return undefined;
  const safe = toSafeSide(exact, rule.family === 'inverse_mean' ? 'down' : 'up', valueDecimals);
  const value = measure.kind === 'range' ? Rational.min(safe, measure.most) : measure.kind === 'most' ? Rational.min(safe, measure.value) : safe;
  return pointsOf(rule, weight, value, measure).compare(points) >= 0 ? value : undefined;
}

/** The value rounded up or down, so that it terminates and still is enough. */
export function toSafeSide(value: Rational, side: 'up' | 'down', decimals: number | undefined): Rational {
  const scale = 10n ** BigInt(decimals ?? PLACES);
  const scaled = value.times(Rational.of(scale));
  return Rational.of(side === 'up' ? scaled.ceil() : scaled.floor(), scale);
}

/** The least number that rounds, half up in magnitude, to at least `target` at that many places. */
export function leastRoundingTo(target: Rational, decimals: number): Rational {
  const scale = Rational.of(10n ** BigInt(decimals));
  const step = Rational.of(target.times(scale).ceil()).over(scale);
  return step.sign > 0 ? step.minus(Rational.ONE.over(scale).over(TWO)) : step;
}

/** The value at which the family's formula gives these points. */
function inverted(rule: PointsRule, weight: Rational, points: Rational, measure: Yardstick): Rational | undefined {
  if (weight.sign <= 0) return undefined;
  switch (measure.kind) {
    case 'benchmark':
      return points.times(measure.value).over(weight);
    case 'range': {
      const low = rule.family === 'min_max' ? rule.low : Rational.ZERO;
      const span = HUNDRED.minus(low);
      const width = measure.most.minus(measure.least);
      if (span.sign === 0 || width.sign === 0) return undefined;
      const share = points.times(HUNDRED).over(weight).minus(low).over(span);
      return measure.least.plus(share.times(width));
    }
    case 'most':
      return measure.value.sign > 0 ? points.times(measure.value).over(weight) : undefined;
    case 'mean': {
      if (measure.value.sign <= 0) return undefined;
      const value = measure.value.times(TWO.minus(points.times(TWO).over(weight)));
      return value.sign < 0 ? undefined : value;
    }
    case 'none':
      return undefined;
  }
}

function bandFor(rule: PointsRule, points: Rational, weight: Rational, measure: Yardstick): Rational | undefined {
  const bands = rule.family === 'bands' ? (rule.bands ?? []) : [];
  const enough = bands.filter((band) => pointsOf(rule, weight, band.atLeast, measure).compare(points) >= 0);
  return enough.at(-1)?.atLeast;
}
