import { noHolder, notPositive, percentileRank, placeOfBenchmark, type ComputedBenchmark, type Yardstick } from '../benchmark.js';
import { indicatorValueOf, type IndicatorValue } from '../indicator.js';
import { Rational } from '../rational.js';
import { known } from '../refusal.js';
import type { Group, Indicator, Operand } from '../scheme.js';
import type { Climbs } from './climbs.js';
import { columnSum, meanFrom, type ColumnSum, type Summed } from './column-sum.js';
import { leastFigure, mostFigure, nthFigure } from './extreme-figure.js';
import { Figure } from './figure.js';
import type { NumberColumn } from './number-columns.js';
import { stretch, valueColumn, type Source } from './value-columns.js';

/** A {@link Yardstick} whose numbers are known up to an error, and exactly for who asks. */
export type YardstickFigures =
  | { readonly kind: 'benchmark'; readonly value: Figure }
  | { readonly kind: 'range'; readonly least: Figure; readonly most: Figure }
  | { readonly kind: 'most'; readonly value: Figure }
  | { readonly kind: 'mean'; readonly value: Figure }
  | { readonly kind: 'none' };

/** The values of an indicator over a group, and what goes with them. */
export interface Held {
  readonly column: NumberColumn;
  readonly sum: ColumnSum;
  readonly rows: Int32Array;
  /** The slot of the first of them. */
  readonly from: number;
  /** How many years before the assessment year. */
  readonly back: number;
  readonly exactly: (row: number) => IndicatorValue;
}

/** What {@link Yardstick} is in the plain engine. @throws AssessmentRefused where a benchmark is not positive or has no holder */
export function yardstickFigures(group: Group, indicator: Indicator, held: Held, source: Source): YardstickFigures {
  const { climbs } = source;
  const rule = known(indicator.points, `groups/${group.id}/indicators/${indicator.id}/points`);
  const exactAt = (at: number): Rational => held.exactly(held.rows[at]!).value!;
  if (rule.family === 'ratio') {
    const where = placeOfBenchmark(group, indicator);
    const benchmark = known(rule.benchmark, where);
    const value =
      benchmark.of === 'fixed'
        ? Figure.exactly(benchmark.value)
        : benchmarkFigure(benchmark, indicator, benchmark.year === 'previous' ? aYearBefore(indicator, held, source) : held, source, where);
    if (!value.isPositive(climbs)) throw notPositive(value.exact, where);
    return { kind: 'benchmark', value };
  }
  if (rule.family === 'bands' || rule.family === 'rank_only' || held.sum.count === 0) return { kind: 'none' };
  switch (rule.family) {
    case 'min_max':
      return { kind: 'range', least: leastFigure(held.column, exactAt, climbs), most: mostFigure(held.column, exactAt, climbs) };
    case 'best':
      return { kind: 'most', value: mostFigure(held.column, exactAt, climbs) };
    case 'inverse_mean':
      return { kind: 'mean', value: meanFigure(held.sum, () => valuesOf(held), climbs).rounded(rule.decimals, climbs) };
  }
}

/** The same numbers, exactly. */
export function exactYardstick(figures: YardstickFigures): Yardstick {
  switch (figures.kind) {
    case 'none':
      return figures;
    case 'range':
      return { kind: 'range', least: figures.least.exact, most: figures.most.exact };
    case 'benchmark':
    case 'most':
    case 'mean':
      return { kind: figures.kind, value: figures.value.exact };
  }
}

/** The mean of a sum that has something in it; `exactly` yields the same numbers. */
export function meanFigure(sum: Summed, exactly: () => Iterable<Rational>, climbs: Climbs): Figure {
  return Figure.of(meanFrom(sum), () => Rational.sumOf(exactly).over(Rational.integer(sum.count)), climbs);
}

function benchmarkFigure(rule: ComputedBenchmark, indicator: Indicator, held: Held, source: Source, where: string): Figure {
  const { climbs } = source;
  const { count } = held.sum;
  if (count === 0) throw noHolder(rule, where);
  const of = (): Figure => {
    switch (rule.of) {
      case 'mean_of_ratios':
        return meanFigure(held.sum, () => valuesOf(held), climbs);
      case 'ratio_of_sums':
        return ratioOfSums(indicator, held, source);
      case 'percentile':
        return nthFigure(held.column, percentileRank(rule.percentile, count), (at) => held.exactly(held.rows[at]!).value!, climbs);
    }
  };
  return of().times(rule.times, climbs).rounded(rule.decimals, climbs);
}

/** Both sums are exact: numerators and denominators are decimals, whose sums stay small. */
function ratioOfSums({ numerator, denominator }: Indicator, held: Held, source: Source): Figure {
  source.climbs.count += 1;
  const found = (): Iterable<IndicatorValue> => foundOf(held);
  const numerators = sumOf(numerator, held, source) ?? Rational.sumOf(() => mapped(found(), (value) => value.numerator!));
  const denominators =
    (denominator ? sumOf(denominator, held, source) : Rational.integer(held.sum.count)) ??
    Rational.sumOf(() => mapped(found(), (value) => value.denominator ?? Rational.ONE));
  return Figure.exactly(numerators.over(denominators));
}

/** The sum of an operand over the holders; undefined where it is not kept as integers. */
function sumOf({ fact, year }: Operand, { rows, column, back }: Held, { facts }: Source): Rational | undefined {
  return facts.scaled(fact, facts.year - back + year)?.sumOf(rows, column.values);
}

function aYearBefore(indicator: Indicator, { rows, from }: Held, source: Source): Held {
  const column = stretch(valueColumn(indicator, source, 1), from, from + rows.length);
  return { column, sum: columnSum(column), rows, from, back: 1, exactly: indicatorValueOf(indicator, source.facts, 1) };
}

function valuesOf(held: Held): Iterable<Rational> {
  return mapped(foundOf(held), (found) => found.value!);
}

/** What the holders have, exactly. */
function* foundOf({ column, rows, exactly }: Held): Generator<IndicatorValue> {
  for (const [at, row] of rows.entries()) if (!Number.isNaN(column.values[at])) yield exactly(row);
}

function* mapped<From, To>(all: Iterable<From>, to: (one: From) => To): Generator<To> {
  for (const one of all) yield to(one);
}
