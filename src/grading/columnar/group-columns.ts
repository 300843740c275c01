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
import { namesOf } from './names.js';
import { evenPoints } from './even-points.js';
import { pointsColumn } from './points-column.js';
import { boundsOf, pointsLine } from './points-line.js';
import { Sums } from './sums.js';
import { totalColumn, type TotalColumn } from './total-column.js';
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
  const sums = new Sums(source.totals.subarray(from, from + rows.length));
  const benchmarks: BenchmarkUsed[] = [];
  const results = group.indicators.map((indicator) => {
    const { resultOf, used } = measure(group, indicator, rows, from, source, kept, sums);
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
    (at) => exactly(rows[at]!).total!,
    source.climbs,
  );
  return { group, rows, totals, benchmarks, exactly };
}

/** Measures the members by an indicator and adds its points to their sums. */
function measure(group: Group, indicator: Indicator, rows: Int32Array, from: number, source: Source, kept: Kept, sums: Sums): Measured {
  const { id } = indicator;
  const names = namesOf(group, indicator);
  const path = `groups/${group.id}/indicators/${id}`;
  const exactly = indicatorValueOf(indicator, source.facts);
  const values = kept.read(names.values, () => valueColumn(indicator, source, 0));
  const column = stretch(values, from, from + rows.length);
  const sum = kept.read(names.sum, () => columnSum(column, source.room.gone));
  const held: Held = { column, sum, rows, from, exactly };
  const yardstick = kept.read(names.yardstick, () => yardstickFigures(group, indicator, held, source));
  const weight = known(indicator.weight, `${path}/weight`);
  const pointsOf = (value: Rational): Rational => pointsFor(group, indicator, value, exactYardstick(yardstick))!;
  const exactPoints = (at: number): Rational => pointsOf(exactly(rows[at]!).value!);
  const rule = known(indicator.points, `${path}/points`);
  const line = pointsLine(rule, weight, yardstick, source.climbs);
  const bounds = boundsOf(rule, weight);
  const isEven = rule.family !== 'bands' && rule.pointsDecimals === undefined;
  const even = isEven ? evenPoints(line, column, sum, bounds) : undefined;
  const added = sums.add(even ?? pointsColumn(rule, line, bounds, column, exactPoints, source.room, source.climbs));
  const filling = fillingFigure(indicator.missing, added, () => heldPoints(held, pointsOf), source.climbs);
  sums.fill({ weight, filling }, sum.gone);
  const resultOf = (row: number): IndicatorResult => {
    const found = exactly(row);
    return indicatorResult(indicator, found, found.value && pointsOf(found.value), exactYardstick(yardstick), exactFilling(filling));
  };
  const used = yardstick.kind === 'benchmark' ? { indicator: id, value: yardstick.value.exact, holders: sum.count } : undefined;
  return { resultOf, used };
}

function* heldPoints({ column, rows, exactly }: Held, pointsOf: (value: Rational) => Rational): Generator<Rational> {
  for (const [at, row] of rows.entries()) if (!Number.isNaN(column.values[at])) yield pointsOf(exactly(row).value!);
}
