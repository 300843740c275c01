import type { Group, Indicator } from '../scheme.js';

/** What is kept of an indicator is called by everything that it is made of. */
export interface Names {
  readonly values: string;
  readonly sum: string;
  readonly yardstick: string;
}

const made = new WeakMap<Indicator, Names>();

/** The names of an indicator of a group; made once, since they are asked for by every grade. */
export function namesOf(group: Group, indicator: Indicator): Names {
  const known = made.get(indicator);
  if (known) return known;
  const { numerator, denominator, growth, decline, zeroIsMissing, valueDecimals } = indicator;
  const value = JSON.stringify([numerator, denominator, growth, decline, zeroIsMissing, valueDecimals]);
  const names = {
    values: `values ${value}`,
    sum: `sum ${group.id} ${value}`,
    yardstick: `yardstick ${group.id} ${value} ${JSON.stringify(yardstickRule(indicator))}`,
  };
  made.set(indicator, names);
  return names;
}

/** What of the rule the yardstick depends on. */
function yardstickRule({ points }: Indicator): unknown {
  if (points?.family === 'ratio') return points.benchmark;
  return points?.family === 'inverse_mean' ? [points.family, points.decimals] : points?.family;
}
