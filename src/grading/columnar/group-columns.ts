import type { BenchmarkUsed, IndicatorResult } from '../assessment.js';
import { extrasSum, extrasTest } from '../extras.js';
import { indicatorResult, pointsFor, type Scored } from '../group-grading.js';
import { indicatorValueOf } from '../indicator.js';
import type { Rational } from '../rational.js';
import { known } from '../refusal.js';
import type { Group, Indicator } from '../scheme.js';
import type { Steps } from '../steps.js';
import { totalOf } from '../total.js';
import { columnSum } from './column-sum.js';
import type { Climbs } from './climbs.js';
import { exactFilling, fillingFigure, type FillingFigure } from './filling-figure.js';
import type { Kept } from './kept.js';
import { namesOf } from './names.js';
import { approximateExtras } from './approximate-extras.js';
import { evenPoints, type EvenPoints } from './even-points.js';
import { pointsColumn, type PointsColumn } from './points-column.js';
import { boundsOf, pointsLine } from './points-line.js';
import { Sums } from './sums.js';
import { totalColumn, type TotalColumn } from './total-column.js';
import { stretch, valueColumn, type Source } from './value-columns.js';
import { exactYardstick, yardstickFigures, type Held, type YardstickFigures } from './yardstick-figures.js';

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
  readonly indicator: Indicator;
  readonly held: Held;
  readonly weight: Rational;
  readonly yardstick: YardstickFigures;
  readonly exactPoints: (value: Rational) => Rational;
  readonly even: EvenPoints | undefined;
  /** Its points, where they are not even: they stand until the next are made. */
  readonly uneven: () => PointsColumn;
}

/**
 * Scores the members of a group that has points (not one that is only ranked), as `gradeGroup` does it plainly.
 *
 * @param from the slot of the first of `rows`
 * @param kept values and yardsticks of an earlier grade with the same members
 * @throws AssessmentRefused where a benchmark cannot be had
 */
export function* groupColumns(group: Group, rows: Int32Array, from: number, source: Source, kept: Kept): Steps<GroupColumns> {
  const sums = new Sums(source.totals.subarray(from, from + rows.length));
  const measured: Measured[] = [];
  for (const indicator of group.indicators) {
    measured.push(measure(group, indicator, rows, from, source, kept));
    yield;
  }
  const fillings = addPoints(measured, sums, source.climbs);
  yield;
  const extrasOf = extrasTest(group, source.facts);
  const exactly = (row: number): Scored => {
    const indicators = measured.map((each, at) => resultOf(each, fillings[at]!, row));
    const extras = extrasOf(row);
    const bounded = extrasSum(extras, group.extrasCap);
    return { row, indicators, extras, extrasSum: bounded, ...totalOf(group, indicators, bounded, false) };
  };
  const totals = totalColumn(
    sums,
    group.extras.length > 0 || group.extrasCap ? approximateExtras(group, source.facts, rows) : undefined,
    group.total.floor,
    known(group.total.decimals, `groups/${group.id}/total/decimals`),
    (at) => exactly(rows[at]!).total!,
    source.climbs,
  );
  yield;
  const benchmarks = measured.flatMap(({ indicator, yardstick, held }): BenchmarkUsed[] =>
    yardstick.kind === 'benchmark' ? [{ indicator: indicator.id, value: yardstick.value.exact, holders: held.sum.count }] : [],
  );
  return { group, rows, totals, benchmarks, exactly };
}

/** Measures the members by an indicator. */
function measure(group: Group, indicator: Indicator, rows: Int32Array, from: number, source: Source, kept: Kept): Measured {
  const names = namesOf(group, indicator);
  const path = `groups/${group.id}/indicators/${indicator.id}`;
  const exactly = indicatorValueOf(indicator, source.facts);
  const values = kept.read(names.values, () => valueColumn(indicator, source, 0));
  const column = stretch(values, from, from + rows.length);
  const sum = kept.read(names.sum, () => columnSum(column, source.room.gone));
  const held: Held = { column, sum, rows, from, back: 0, exactly };
  const yardstick = kept.read(names.yardstick, () => yardstickFigures(group, indicator, held, source));
  const weight = known(indicator.weight, `${path}/weight`);
  const exactPoints = (value: Rational): Rational => pointsFor(group, indicator, value, exactYardstick(yardstick))!;
  const rule = known(indicator.points, `${path}/points`);
  const line = pointsLine(rule, weight, yardstick, source.climbs);
  const bounds = boundsOf(rule, weight);
  const isEven = rule.family !== 'bands' && rule.pointsDecimals === undefined;
  const even = isEven ? evenPoints(line, column, sum, bounds) : undefined;
  const uneven = (): PointsColumn =>
    pointsColumn(rule, line, bounds, column, (at) => exactPoints(exactly(rows[at]!).value!), source.room, source.climbs);
  return { indicator, held, weight, yardstick, exactPoints, even, uneven };
}

/** Adds all points to the sums of the members, and what stands in for missing ones, which is what it returns. */
function addPoints(measured: readonly Measured[], sums: Sums, climbs: Climbs): readonly FillingFigure[] {
  const evenly = sums.addEvenly(measured.flatMap(({ even }) => even ?? [])).values();
  const added = measured.map(({ even, uneven }) => (even ? evenly.next().value! : sums.addUnevenly(uneven())));
  return measured.map(({ indicator, held, weight, exactPoints }, at) => {
    const filling = fillingFigure(indicator.missing, added[at]!, () => heldPoints(held, exactPoints), climbs);
    sums.fill({ weight, filling }, held.sum.gone);
    return filling;
  });
}

function resultOf({ indicator, held, yardstick, exactPoints }: Measured, filling: FillingFigure, row: number): IndicatorResult {
  const found = held.exactly(row);
  return indicatorResult(indicator, found, found.value && exactPoints(found.value), exactYardstick(yardstick), exactFilling(filling));
}

function* heldPoints({ column, rows, exactly }: Held, pointsOf: (value: Rational) => Rational): Generator<Rational> {
  for (const [at, row] of rows.entries()) if (!Number.isNaN(column.values[at])) yield pointsOf(exactly(row).value!);
}
