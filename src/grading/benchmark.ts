import { indicatorValues, type IndicatorValue } from './indicator.js';
import type { FactTable } from './fact-table.js';
import { Rational } from './rational.js';
import { AssessmentRefused, known } from './refusal.js';
import type { BenchmarkRule, Group, Indicator } from './scheme.js';

/** A benchmark that is computed from the holders. */
export type ComputedBenchmark = Exclude<BenchmarkRule, { of: 'fixed' }>;

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
  const rule = known(indicator.points, `groups/${group.id}/indicators/${indicator.id}/points`);
  if (rule.family === 'ratio') {
    const where = placeOfBenchmark(group, indicator);
    const benchmark = known(rule.benchmark, where);
    const held = benchmark.of !== 'fixed' && benchmark.year === 'previous' ? indicatorValues(indicator, facts, rows, 1) : values;
    return { kind: 'benchmark', value: benchmarkValue(benchmark, held, where) };
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
  if (value.sign <= 0) throw notPositive(value, where);
  return value;
}

/** What the assessment is refused with where a benchmark is 0 or less. */
export function notPositive(value: Rational, where: string): AssessmentRefused {
  return new AssessmentRefused('BENCHMARK_NOT_POSITIVE', `${where}的基准值为 ${value.toString()}，不大于 0，不能评价；请核对数据或办法`);
}

/** What the assessment is refused with where there is nothing to compute a benchmark from. */
export function noHolder(rule: ComputedBenchmark, where: string): AssessmentRefused {
  const year = rule.year === 'previous' ? '上一年' : '本年';
  return new AssessmentRefused('NO_HOLDER', `${where}的基准值无从计算：组内没有一家企业有${year}的值；请先报送数据`);
}

/** A benchmark as a refusal names it. */
export function placeOfBenchmark(group: Group, indicator: Indicator): string {
  return `${group.title}“${indicator.title}”（groups/${group.id}/indicators/${indicator.id}/points/benchmark）`;
}

/** The place, counted from 1, of the smallest of `count` values with at least `percentile` % of them at or below it. */
export function percentileRank(percentile: Rational, count: number): number {
  return Math.max(Number(percentile.times(Rational.integer(count)).over(Rational.integer(100)).ceil()), 1);
}

function computed(rule: ComputedBenchmark, values: readonly IndicatorValue[], where: string): Rational {
  const holders = values.filter((found) => found.value);
  if (holders.length === 0) throw noHolder(rule, where);
  const times = ofHolders(rule, holders, where).times(rule.times);
  return rule.decimals === undefined ? times : times.round(rule.decimals);
}

function ofHolders(rule: ComputedBenchmark, holders: readonly IndicatorValue[], where: string): Rational {
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
  return ascending[percentileRank(percentile, ascending.length) - 1]!;
}

function heldValues(values: readonly IndicatorValue[]): readonly Rational[] {
  return values.flatMap((found) => found.value ?? []);
}
