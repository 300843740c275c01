import { Rational } from '../grading/rational.js';
import type { Extra, Group, Indicator, PointsRule } from '../grading/scheme.js';

/** The highest total that any enterprise could get in a group, rounded as totals are; undefined: there is no such bound. */
export function mostPoints({ indicators, extras, extrasCap, total }: Group): Rational | undefined {
  const points = indicators.map(mostOf);
  const bonus = mostBonus(extras, extrasCap);
  if (bonus === undefined || points.some((most) => most === undefined)) return undefined;
  const sum = Rational.sum(points.flatMap((most) => most ?? []));
  const scored = indicators.some(({ missing }) => missing.rule === 'reweight') ? reweighted(indicators, points, sum) : sum;
  if (scored === undefined || total.decimals === null) return undefined;
  return atLeast(scored.plus(bonus), total.floor).round(total.decimals);
}

function mostOf({ points, weight, missing }: Indicator): Rational | undefined {
  if (!points || !weight) return undefined;
  const unbounded = mostOfFamily(points, weight);
  const capped = points.cap ? least(points.cap.times(weight), unbounded) : unbounded;
  if (capped === undefined) return undefined;
  const floored = atLeast(capped, points.floor?.times(weight));
  const most = points.pointsDecimals === undefined ? floored : floored.round(points.pointsDecimals);
  if (missing.rule === 'points') return atLeast(most, missing.points);
  const mean = missing.rule === 'group_mean' && missing.decimals !== undefined ? most.round(missing.decimals) : undefined;
  return atLeast(atLeast(most, mean), Rational.ZERO);
}

/** A quotient by a number of the scheme has no bound of its own; a negative value beats the mean without one. */
function mostOfFamily(points: PointsRule, weight: Rational): Rational | undefined {
  switch (points.family) {
    case 'min_max':
    case 'best':
      return weight;
    case 'bands':
      return points.bands ? points.bands.map((band) => band.points).reduce(atLeast, Rational.ZERO) : undefined;
    default:
      return undefined;
  }
}

/** With the weights of some left out, the sum of the others grows: at most to all of the weight at the best rate. */
function reweighted(indicators: readonly Indicator[], points: readonly (Rational | undefined)[], sum: Rational): Rational | undefined {
  const weights = indicators.map(({ weight }) => weight!);
  if (weights.some((weight) => weight.sign <= 0)) return undefined;
  const rate = points.map((most, index) => most!.over(weights[index]!)).reduce(atLeast, Rational.ZERO);
  return atLeast(sum, rate.times(Rational.sum(weights)));
}

function mostBonus(extras: readonly Extra[], cap: Rational | undefined): Rational | undefined {
  const each = extras.map((extra) => (extra.by === 'condition' ? extra.points : mostOfCount(extra)));
  const sum = each.some((points) => points === undefined) ? undefined : Rational.sum(each.map((points) => atLeast(points!, Rational.ZERO)));
  return cap ? least(cap, sum) : sum;
}

function mostOfCount({ first, each, max }: Extract<Extra, { by: 'count' }>): Rational | undefined {
  if (first.sign <= 0 && each.sign <= 0) return Rational.ZERO;
  return max;
}

function atLeast(value: Rational, bound: Rational | undefined): Rational {
  return bound && bound.compare(value) > 0 ? bound : value;
}

function least(value: Rational, other: Rational | undefined): Rational {
  return other && other.compare(value) < 0 ? other : value;
}
