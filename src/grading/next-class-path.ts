import type { EnterpriseResult, IndicatorResult } from './assessment.js';
import { roundingTo, type From } from './from.js';
import { valueFor } from './needed-value.js';
import { Rational } from './rational.js';
import { isRankOnly, type Group } from './scheme.js';

/**
 * The value of one indicator that brings the total, the others unchanged (SCHEME.md, The way up); undefined where none
 * does. In a group that is only ranked the total is that value itself.
 */
export function valueForTotal(group: Group, found: IndicatorResult, result: EnterpriseResult, total: Rational): Rational | undefined {
  if (isRankOnly(group)) return total;
  if (!found.weight) return undefined;
  const points = pointsForTotal(found, result, roundingTo(total, group.total.decimals ?? 0));
  return points && valueFor(found.indicator, found.weight, points, found.yardstick);
}

/** A value of its own takes the weight of a missing one back from the others, where it was spread over them. */
function pointsForTotal({ id }: IndicatorResult, { indicators, extrasSum }: EnterpriseResult, sum: From): From | undefined {
  const others = indicators.filter((each) => each.id !== id);
  const all = weightOf(indicators);
  const left = all.minus(weightOf(others.filter(({ treatedBy }) => treatedBy === 'reweight')));
  if (left.sign <= 0) return undefined;
  const points = sum.bound.minus(extrasSum).times(left).over(all);
  return { bound: points.minus(Rational.sum(others.flatMap((each) => each.points ?? []))), open: sum.open };
}

function weightOf(indicators: readonly IndicatorResult[]): Rational {
  return Rational.sum(indicators.flatMap(({ weight }) => weight ?? []));
}
