import type { BenchmarkUsed, IndicatorResult } from '../assessment.js';
import { extrasSum, extrasTest } from '../extras.js';
import { indicatorResult, pointsFor, type Scored } from '../group-grading.js';
import { indicatorValueOf } from '../indicator.js';
import type { Rational } from '../rational.js';
import { known } from '../refusal.js';
import type { Group, Indicator } from '../scheme.js';
import { totalOf } from '../total.js';
import { columnSum } from './column-sum.js';
import { exactFilling, fillingFigure } from './filling-figure.js';
import type { Kept } from './kept.js';
import { pointsColumn, type PointsColumn } from './points-column.js';
import { Sums, totalColumn, type Part, type TotalColumn } from './total-column.js';
import { stretch, valueColumn, type Source } from './value-columns.js';
import { exactYardstick, yardstickFigures, type Held } from './yardstick-figures.js';

/** The members of a group as scored in it, before ranks; a member is known by its place in `rows`. */
export interface GroupColumns {
  readonly group: Group;
  readonly rows: Int32Array;
  readonly totals: TotalColumn;
  readonly benchmarks: readonly BenchmarkUsed[];
  /** Everything about a member, exactly. */
  readonly exactly: (row: number) => Scored;
}

/** One indicator over the group. */
interface Measured {
  readonly part: Part;
  readonly points: PointsColumn;
  readonly resultOf: (row: number) => IndicatorResult;
  readonly used: BenchmarkUsed | undefined;
}

/**
 * Scores the members of a group that has points (not one that is only ranked), as `gradeGroup` does it plainly.
 *
 * @param from the slot of the first of `rows`
 * @param kept values and yardsticks of an earlier grade with the same members
 * @throws AssessmentRefused where a benchmark cannot be had
 */
export function groupColumns(group: Group, rows: Int32Array, from: number, source: Source, kept: Kept): GroupColumns {
  const sums = new Sums(rows.length);
  const benchmarks: BenchmarkUsed[] = [];
  const results = group.indicators.map((indicator) => {
    const { part, points, resultOf, used } = measure(group, indicator, rows, from, source, kept);
    sums.add(part, points);
    if (used) benchmarks.push(used);
    return resultOf;
  });
  const extrasOf = extrasTest(group, source.facts);
  const exactly = (row: number): Scored => {
    const indicators = results.map((resultOf) => resultOf(row));
    const extras = extrasOf(row);
    const bounded = extrasSum(extras, group.extrasCap);
    return { row, indicators, extras, extrasSum: bounded, ...totalOf(group, indicators, bounded, false) };
  };
  const totals = totalColumn(
    sums,
    group.extras.length > 0 || group.extrasCap ? (at) => extrasSum(extrasOf(rows[at]!), group.extrasCap) : undefined,
    group.total.floor,
    known(group.total.decimals, `groups/${group.id}/total/decimals`),
    (at) => exactly(rows[at]!).total,
    source.climbs,
  );
  return { group, rows, totals, benchmarks, exactly };
}

function measure(group: Group, indicator: Indicator, rows: Int32Array, from: number, source: Source, kept: Kept): Measured {
  const { id, numerator, denominator, growth, decline, zeroIsMissing, valueDecimals } = indicator;
  const name = JSON.stringify([numerator, denominator, growth, decline, zeroIsMissing, valueDecimals]);
  const path = `groups/${group.id}/indicators/${id}`;
  const exactly = indicatorValueOf(indicator, source.facts);
  const values = kept.read(`values ${name}`, () => valueColumn(indicator, source, 0));
  const column = stretch(values, from, from + rows.length);
  const sum = kept.read(`sum ${group.id} ${name}`, () => columnSum(column));
  const held: Held = { column, sum, rows, from, exactly };
  const yardstick = kept.read(`yardstick ${group.id} ${name} ${JSON.stringify(yardstickRule(indicator))}`, () =>
    yardstickFigures(group, indicator, held, source),
  );
  const weight = known(indicator.weight, `${path}/weight`);
  const pointsOf = (value: Rational): Rational => pointsFor(group, indicator, value, exactYardstick(yardstick))!;
  const exactPoints = (at: number): Rational => pointsOf(exactly(rows[at]!).value!);
  const points = pointsColumn(known(indicator.points, `${path}/points`), weight, column, yardstick, exactPoints, source.room, source.climbs);
  const filling = fillingFigure(indicator.missing, points, () => heldPoints(held, pointsOf), source.climbs);
  const resultOf = (row: number): IndicatorResult => {
    const found = exactly(row);
    return indicatorResult(indicator, found, found.value && pointsOf(found.value), exactYardstick(yardstick), exactFilling(filling));
  };
  const used = yardstick.kind === 'benchmark' ? { indicator: id, value: yardstick.value.exact, holders: sum.count } : undefined;
  return { part: { weight, filling }, points, resultOf, used };
}

/** What of the rule the yardstick depends on. */
function yardstickRule({ points }: Indicator): unknown {
  if (points?.family === 'ratio') return points.benchmark;
  return points?.family === 'inverse_mean' ? [points.family, points.decimals] : points?.family;
}

function* heldPoints({ column, rows, exactly }: Held, pointsOf: (value: Rational) => Rational): Generator<Rational> {
  for (const [at, row] of rows.entries()) if (!Number.isNaN(column.values[at])) yield pointsOf(exactly(row).value!);
}
