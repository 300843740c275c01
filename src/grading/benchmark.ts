import { indicatorValues, type IndicatorValue } from './indicator.js';
import type { FactTable } from './fact-table.js';
import { Rational } from './rational.js';
import { AssessmentRefused, known } from './refusal.js';
import type { BenchmarkRule, Group, Indicator } from './scheme.js';

/** What the values of a group are measured by: the benchmark, or what the other families take from the holders. */
export type Yardstick =
  | { readonly kind: 'benchmark'; readonly value: Rational }
  | { readonly kind: 'range'; readonly least: Rational; readonly most: Rational }
  | { readonly kind: 'most'; readonly value: Rational }
  | { readonly kind: 'mean'; readonly value: Rational }
  | { readonly kind: 'none' };

/**
 * The yardstick of an indicator from the values of all members of its group (SCHEME.md, Points).
 *
 * @throws AssessmentRefused where a benchmark is not positive or has no holder.
 */
export function yardstick(
  group: Group,
  indicator: Indicator,
  values: readonly IndicatorValue[],
  facts: FactTable,
  rows: readonly number[],
): Yardstick {
  const path = `groups/${group.id}/indicators/${indicator.id}/points`;
  const rule = known(indicator.points, path);
  if (rule.family === 'ratio') {
    const benchmark = known(rule.benchmark, `${path}/benchmark`);
    const held = benchmark.of !== 'fixed' && benchmark.year === 'previous' ? indicatorValues(indicator, facts, rows, 1) : values;
    return { kind: 'benchmark', value: benchmarkValue(benchmark, held, `${group.title}“${indicator.title}”（${path}/benchmark）`) };
  }
  const held = heldValues(values);
  if (held.length === 0) return { kind: 'none' };
  switch (rule.family) {
    case 'min_max':
      return { kind: 'range', least: held.reduce(Rational.min), most: held.reduce(Rational.max) };
    case 'best':
      return { kind: 'most', value: held.reduce(Rational.max) };
    case 'inverse_mean': {
      const mean = meanOf(held);
      return { kind: 'mean', value: rule.decimals === undefined ? mean : mean.round(rule.decimals) };
    }
    case 'bands':
    case 'rank_only':
      return { kind: 'none' };
  }
}

/** The exact mean. @throws RangeError if there is none to take it of. */
export function meanOf(values: readonly Rational[]): Rational {
  return Rational.sum(values).over(Rational.integer(values.length));
}

function benchmarkValue(rule: BenchmarkRule, values: readonly IndicatorValue[], where: string): Rational {
  const value = rule.of === 'fixed' ? rule.value : computed(rule, values, where);
  if (value.sign <= 0) {
    throw new AssessmentRefused('BENCHMARK_NOT_POSITIVE', `${where}的基准值为 ${value.toString()}，不大于 0，不能评价；请核对数据或办法`);
  }
  return value;
}

function computed(rule: Exclude<BenchmarkRule, { of: 'fixed' }>, values: readonly IndicatorValue[], where: string): Rational {
  const holders = values.filter((found) => found.value);
  if (holders.length === 0) {
    const year = rule.year === 'previous' ? '上一年' : '本年';
    throw new AssessmentRefused('NO_HOLDER', `${where}的基准值无从计算：组内没有一家企业有${year}的值；请先报送数据`);
  }
  const times = ofHolders(rule, holders, where).times(rule.times);
  return rule.decimals === undefined ? times : times.round(rule.decimals);
}

function ofHolders(
  rule: Exclude<BenchmarkRule, { of: 'fixed' }>,
  holders: readonly IndicatorValue[],
  where: string,
): Rational {
  switch (rule.of) {
    case 'mean_of_ratios':
      return meanOf(heldValues(holders));
    case 'ratio_of_sums': {
      const numerators = Rational.sum(holders.map((holder) => holder.numerator!));
      const denominators = Rational.sum(holders.map((holder) => holder.denominator ?? Rational.ONE));
      if (denominators.sign <= 0) throw new AssessmentRefused('BENCHMARK_NOT_POSITIVE', `${where}的分母合计不大于 0`);
      return numerators.over(denominators);
    }
    case 'percentile':
      return nearestRank(heldValues(holders), rule.percentile);
  }
}

/** The smallest value with at least `percentile` % of the values at or below it. */
function nearestRank(values: readonly Rational[], percentile: Rational): Rational {
  const ascending = [...values].sort((a, b) => a.compare(b));
  const rank = Number(percentile.times(Rational.integer(ascending.length)).over(Rational.integer(100)).ceil());
  return ascending[Math.max(rank, 1) - 1]!;
}

function heldValues(values: readonly IndicatorValue[]): readonly Rational[] {
  return values.flatMap((found) => found.value ?? []);
}
