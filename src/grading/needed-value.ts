import type { Yardstick } from './benchmark.js';
import { leastOnGrid, meets, mostOnGrid, roundingTo, type From } from './from.js';
import { pointsOf } from './points.js';
import { Rational } from './rational.js';
import type { Indicator, PointsRule } from './scheme.js';

const TWO = Rational.integer(2);
const HUNDRED = Rational.integer(100);
/** Values are given with this many places, rounded to the safe side (SCHEME.md, The way up). */
export const PLACES = 12;

/**
 * The least value of an indicator that earns the points at today's yardstick, of `inverse_mean` the greatest; undefined
 * if none does (cap, best value, highest band). Where every value does (a floor), the least at which the formula holds.
 */
export function valueFor(indicator: Indicator, weight: Rational, points: From, measure: Yardstick): Rational | undefined {
  const rule = indicator.points;
  if (!rule) return undefined;
  const decimals = indicator.valueDecimals ?? PLACES;
  if (rule.family === 'bands') return bandFor(rule, points, weight, measure, decimals);
  const unrounded = withinBounds(rule, weight, beforeRounding(rule, points));
  const exact = unrounded && inverted(rule, weight, unrounded.bound, measure);
  if (!exact) return undefined;
  const falling = rule.family === 'inverse_mean';
  const grid = falling ? mostOnGrid({ ...unrounded, bound: exact }, decimals) : leastOnGrid({ ...unrounded, bound: exact }, decimals);
  const value = indicator.zeroIsMissing && !indicator.growth && grid.sign === 0 ? nextToZero(falling, decimals) : grid;
  if (!value || (falling && value.compare(leastPossible(indicator) ?? value) < 0)) return undefined;
  return meets(pointsOf(rule, weight, upToMost(value, measure), measure), points) ? value : undefined;
}

/** Which points, before `points_decimals` rounds them, are enough. */
function beforeRounding({ pointsDecimals }: PointsRule, points: From): From {
  return pointsDecimals === undefined ? points : roundingTo(leastOnGrid(points, pointsDecimals), pointsDecimals);
}

/** Which points of the family's formula, before cap and floor, are enough; undefined if the cap is not. */
function withinBounds({ cap, floor }: PointsRule, weight: Rational, points: From): From | undefined {
  if (cap && !meets(cap.times(weight), points)) return undefined;
  const least = floor?.times(weight);
  return least && meets(least, points) ? { bound: least, open: false } : points;
}

/** A reported 0 counts as missing: the value next to it. */
function nextToZero(falling: boolean, decimals: number): Rational | undefined {
  return falling ? undefined : Rational.of(1n, 10n ** BigInt(decimals));
}

/** Where less is better, what is asked for is still something that can be: energy and the like are not negative. */
function leastPossible({ growth, decline }: Indicator): Rational | undefined {
  if (decline) return undefined;
  return growth ? Rational.integer(-1) : Rational.ZERO;
}

/** Who passes the best value becomes the best itself: its points are those of the best today. */
function upToMost(value: Rational, measure: Yardstick): Rational {
  if (measure.kind === 'range') return Rational.min(value, measure.most);
  return measure.kind === 'most' ? Rational.min(value, measure.value) : value;
}

/** The value at which the family's formula gives these points; any value where it gives all the same. */
function inverted(rule: PointsRule, weight: Rational, points: Rational, measure: Yardstick): Rational | undefined {
  if (weight.sign <= 0) return undefined;
  switch (measure.kind) {
    case 'benchmark':
      return points.times(measure.value).over(weight);
    case 'range': {
      const low = rule.family === 'min_max' ? rule.low : Rational.ZERO;
      const span = HUNDRED.minus(low);
      const width = measure.most.minus(measure.least);
      if (span.sign === 0 || width.sign === 0) return measure.least;
      const share = points.times(HUNDRED).over(weight).minus(low).over(span);
      return measure.least.plus(share.times(width));
    }
    case 'most':
      return measure.value.sign > 0 ? points.times(measure.value).over(weight) : measure.value;
    case 'mean':
      return measure.value.sign > 0 ? measure.value.times(TWO.minus(points.times(TWO).over(weight))) : measure.value;
    case 'none':
      return undefined;
  }
}

/** Bands stand from the highest down; their points need not fall. */
function bandFor(rule: PointsRule, points: From, weight: Rational, measure: Yardstick, decimals: number): Rational | undefined {
  const bands = rule.family === 'bands' ? (rule.bands ?? []) : [];
  const begins = bands.map((band) => leastOnGrid({ bound: band.atLeast, open: false }, decimals)).reverse();
  return begins.find((value) => meets(pointsOf(rule, weight, value, measure), points));
}
