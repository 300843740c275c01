import type { Yardstick } from './benchmark.js';
import { Rational } from './rational.js';
import { known } from './refusal.js';
import type { PointsRule } from './scheme.js';

const TWO = Rational.integer(2);
const HUNDRED = Rational.integer(100);

/** The points of a value: the family's formula, then cap, floor and rounding (SCHEME.md, Points). */
export function pointsOf(rule: PointsRule, weight: Rational, value: Rational, measure: Yardstick): Rational {
  let points = byFamily(rule, weight, value, measure);
  if (rule.cap) points = Rational.min(points, rule.cap.times(weight));
  if (rule.floor) points = Rational.max(points, rule.floor.times(weight));
  return rule.pointsDecimals === undefined ? points : points.round(rule.pointsDecimals);
}

function byFamily(rule: PointsRule, weight: Rational, value: Rational, measure: Yardstick): Rational {
  switch (measure.kind) {
    case 'benchmark':
      return weight.times(value).over(measure.value);
    case 'range': {
      const width = measure.most.minus(measure.least);
      if (width.sign === 0) return weight;
      const low = rule.family === 'min_max' ? rule.low : Rational.ZERO;
      const share = value.minus(measure.least).over(width);
      return weight.times(low.plus(HUNDRED.minus(low).times(share))).over(HUNDRED);
    }
    case 'most':
      return measure.value.sign <= 0 ? Rational.ZERO : weight.times(value).over(measure.value);
    case 'mean':
      return inverseMean(weight, value, measure.value);
    case 'none':
      return rule.family === 'bands' ? ofBands(known(rule.bands, 'points/bands'), value) : Rational.ZERO;
  }
}

function inverseMean(weight: Rational, value: Rational, mean: Rational): Rational {
  if (mean.sign <= 0) return weight;
  if (value.compare(mean.times(TWO)) >= 0) return Rational.ZERO;
  return weight.over(TWO).times(TWO.minus(value.over(mean)));
}

/** Bands stand from the highest down. */
function ofBands(bands: NonNullable<Extract<PointsRule, { family: 'bands' }>['bands']>, value: Rational): Rational {
  return bands.find((band) => value.compare(band.atLeast) >= 0)?.points ?? Rational.ZERO;
}
