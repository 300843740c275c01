import type { EnterpriseResult, IndicatorResult } from './assessment.js';
import { pointsOf } from './points.js';
import { Rational } from './rational.js';
import type { Band, Group } from './scheme.js';

/**
 * The highest total that an enterprise could get with its extras as they are, the most points of each of its indicators
 * and today's yardsticks; undefined: there is no such bound, as with a ratio that has no cap.
 */
export function mostTotal({ total: { decimals, floor } }: Group, { indicators, extrasSum }: EnterpriseResult): Rational | undefined {
  const most = indicators.flatMap((found) => mostOf(found) ?? []);
  if (decimals === null || most.length < indicators.length) return undefined;
  const sum = mostWeighted(
    most.filter((_, at) => indicators[at]!.treatedBy !== 'reweight'),
    most.filter((_, at) => indicators[at]!.treatedBy === 'reweight'),
  ).plus(extrasSum);
  return (floor ? Rational.max(sum, floor) : sum).round(decimals);
}

interface Most {
  readonly points: Rational;
  readonly weight: Rational;
}

/** The most points of an indicator; of a missing value also what stands in for it. */
function mostOf(found: IndicatorResult): Most | undefined {
  const { indicator, weight, value, points: today } = found;
  if (!indicator.points || !weight) return undefined;
  const most = mostOfValue(found, weight);
  return most && { weight, points: value || !today ? most : Rational.max(most, today) };
}

function mostOfValue({ indicator, yardstick }: IndicatorResult, weight: Rational): Rational | undefined {
  const rule = indicator.points!;
  const at = (value: Rational): Rational => pointsOf(rule, weight, value, yardstick);
  switch (yardstick.kind) {
    case 'range':
      return at(yardstick.most);
    case 'most':
      return at(yardstick.value);
    case 'benchmark':
    case 'mean': {
      if (weight.sign === 0 || (yardstick.kind === 'mean' && yardstick.value.sign <= 0)) return at(Rational.ZERO);
      const capped = rule.cap?.times(weight);
      return rule.pointsDecimals === undefined ? capped : capped?.round(rule.pointsDecimals);
    }
    case 'none':
      return rule.family === 'bands'
        ? stepsOf(rule.bands ?? [])
            .map(at)
            .reduce(Rational.max)
        : at(Rational.ZERO);
  }
}

/** A value of each band, and one below all. */
function stepsOf(bands: readonly Band[]): readonly Rational[] {
  const lowest = bands.at(-1)?.atLeast ?? Rational.ZERO;
  return [...bands.map(({ atLeast }) => atLeast), lowest.minus(Rational.ONE)];
}

/**
 * The most that the points come to where the weight of missing values is spread over the others: each value that is
 * handed in brings its points and takes its weight back, those with the most points for their weight first.
 */
function mostWeighted(held: readonly Most[], missing: readonly Most[]): Rational {
  const falling = [...missing].sort((a, b) => b.points.times(a.weight).compare(a.points.times(b.weight)));
  const whole = weightOf([...held, ...missing]);
  const sums = [...falling.keys(), falling.length].flatMap((handedIn) => {
    const counted = [...held, ...falling.slice(0, handedIn)];
    const points = Rational.sum(counted.map((each) => each.points));
    if (handedIn === falling.length) return points;
    const left = weightOf(counted);
    return left.sign > 0 ? points.times(whole).over(left) : [];
  });
  return sums.reduce(Rational.max);
}

function weightOf(all: readonly Most[]): Rational {
  return Rational.sum(all.map(({ weight }) => weight));
}
