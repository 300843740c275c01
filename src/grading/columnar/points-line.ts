import { UNIT, approximate, type Approximate } from '../doubles.js';
import { Rational } from '../rational.js';
import type { PointsRule } from '../scheme.js';
import type { Climbs } from './climbs.js';
import type { YardstickFigures } from './yardstick-figures.js';

/** Points before cap and floor: offset + slope × (value − origin), not below 0 where `notNegative`. */
export interface PointsLine {
  readonly offset: Approximate;
  readonly slope: Approximate;
  readonly origin: Approximate;
  readonly notNegative: boolean;
}

/** Cap and floor, infinite where there is none. */
export interface Bounds {
  readonly cap: Approximate;
  readonly floor: Approximate;
}

const NOTHING: Approximate = { value: 0, error: 0 };

/** The line of every family but `bands`. */
export function pointsLine(rule: PointsRule, weight: Rational, yardstick: YardstickFigures, climbs: Climbs): PointsLine {
  const w = approximate(weight);
  const flat = (offset: Approximate): PointsLine => ({ offset, slope: NOTHING, origin: NOTHING, notNegative: false });
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

export function boundsOf({ cap, floor }: PointsRule, weight: Rational): Bounds {
  return {
    cap: cap ? approximate(cap.times(weight)) : { value: Infinity, error: 0 },
    floor: floor ? approximate(floor.times(weight)) : { value: -Infinity, error: 0 },
  };
}

function quotient(a: Approximate, b: Approximate): Approximate {
  const value = a.value / b.value;
  const size = Math.abs(value);
  return { value, error: (a.error + size * b.error) / Math.abs(b.value) + 2 * size * UNIT };
}
