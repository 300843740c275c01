import type { BenchmarkUsed, IndicatorResult, Lack } from './assessment.js';
import { yardstick, type Yardstick } from './benchmark.js';
import { initialClass } from './classes.js';
import { extrasSum, extrasTest, type ExtraPoints } from './extras.js';
import type { FactTable } from './fact-table.js';
import { indicatorValues, type IndicatorValue } from './indicator.js';
import { fillingOf, type Filling } from './missing.js';
import { pointsOf } from './points.js';
import { ranking, type Place } from './ranking.js';
import { Rational } from './rational.js';
import { known } from './refusal.js';
import { isRankOnly, type Group, type Indicator, type Value } from './scheme.js';
import { totalOf } from './total.js';

/** A member of a group as scored and ranked in it, before overrides. */
export interface MemberGrading {
  readonly row: number;
  readonly indicators: readonly IndicatorResult[];
  readonly extras: readonly ExtraPoints[];
  readonly extrasSum: Rational;
  readonly reweighting: Rational;
  readonly total: Rational | undefined;
  readonly lacks: readonly Lack[];
  /** Undefined for who is not ranked. */
  readonly place: Place | undefined;
  readonly initial: string | undefined;
}

export interface GroupGrading {
  readonly members: readonly MemberGrading[];
  readonly benchmarks: readonly BenchmarkUsed[];
  readonly ranked: number;
}

/** A member before ranks. */
export type Scored = Omit<MemberGrading, 'place' | 'initial'>;

/**
 * Scores and ranks the members of a group.
 *
 * @param rows the members.
 * @param mayRank whether a row may be ranked, if it lacks nothing.
 * @throws AssessmentRefused where a benchmark cannot be had.
 */
export function gradeGroup(group: Group, facts: FactTable, rows: readonly number[], mayRank: (row: number) => boolean): GroupGrading {
  const measured = group.indicators.map((indicator) => measure(group, indicator, facts, rows));
  const rankOnly = isRankOnly(group);
  const extrasOf = extrasTest(group, facts);
  const scored = rows.map((row, position): Scored => {
    const indicators = measured.map((indicator) => indicator.results[position]!);
    const extras = extrasOf(row);
    const bounded = extrasSum(extras, group.extrasCap);
    return { row, indicators, extras, extrasSum: bounded, ...totalOf(group, indicators, bounded, rankOnly) };
  });
  const ranked = scored.map((member) => member.lacks.length === 0 && mayRank(member.row));
  const members = new Array<MemberGrading>(rows.length);
  for (const positions of subGroups(group, facts, rows)) rankAmong(group, scored, positions, ranked, members);
  return {
    members,
    benchmarks: measured.flatMap(({ indicator, yardstick: used, holders }) =>
      used.kind === 'benchmark' ? [{ indicator: indicator.id, value: used.value, holders }] : [],
    ),
    ranked: ranked.filter(Boolean).length,
  };
}

/** Ranks and classes the members at the given positions and puts them, and those not ranked, into `into`. */
function rankAmong(
  group: Group,
  scored: readonly Scored[],
  positions: readonly number[],
  ranked: readonly boolean[],
  into: MemberGrading[],
): void {
  for (const position of positions) into[position] = { ...scored[position]!, place: undefined, initial: undefined };
  const among = positions.filter((position) => ranked[position]);
  const base = group.classes?.by === 'rank_share' && group.classes.base === 'group' ? positions.length : among.length;
  const places = ranking(among.map((position) => scoreOf(scored[position]!)));
  for (const [index, position] of among.entries()) {
    const member = scored[position]!;
    const place = places[index]!;
    const initial = group.classes && initialClass(group.classes, place, base, member.total);
    into[position] = { ...member, place, initial };
  }
}

/** What a member is ranked by: its total, or its value where the group is only ranked. */
function scoreOf(member: Scored): Rational {
  return member.total ?? member.indicators[0]!.value!;
}

/** What tells the `rank_within` sub-groups of a group apart. */
export function subGroupKey(group: Group, facts: FactTable): (row: number) => string {
  const cells = group.rankWithin.map((fact) => facts.cell(fact, facts.year));
  if (cells.length === 0) return () => '';
  if (cells.length > 1) return (row) => JSON.stringify(cells.map((cell) => cell(row) ?? null));
  // Most are sub-groups of one fact, with few values.
  const known = new Map<Value | undefined, string>();
  return (row) => {
    const value = cells[0]!(row);
    const key = (value instanceof Rational ? undefined : known.get(value)) ?? JSON.stringify([value ?? null]);
    if (!(value instanceof Rational)) known.set(value, key);
    return key;
  };
}

/** The positions of each `rank_within` sub-group; who lacks the fact forms one with its like. */
export function subGroups(group: Group, facts: FactTable, rows: Iterable<number>): Iterable<readonly number[]> {
  const keyOf = subGroupKey(group, facts);
  const positionsByKey = new Map<string, number[]>();
  let position = 0;
  for (const row of rows) {
    const key = keyOf(row);
    const positions = positionsByKey.get(key);
    if (positions) positions.push(position);
    else positionsByKey.set(key, [position]);
    position += 1;
  }
  return positionsByKey.values();
}

interface Measured {
  readonly indicator: Indicator;
  readonly results: readonly IndicatorResult[];
  readonly yardstick: Yardstick;
  readonly holders: number;
}

/** One indicator for all members: values, yardstick, points, fillings. */
function measure(group: Group, indicator: Indicator, facts: FactTable, rows: readonly number[]): Measured {
  const values = indicatorValues(indicator, facts, rows);
  const used = yardstick(group, indicator, values, facts, rows);
  const points = values.map((found) => found.value && pointsFor(group, indicator, found.value, used));
  const holdersPoints = points.flatMap((held) => held ?? []);
  const filling = fillingOf(indicator.missing, holdersPoints);
  const results = values.map((found, position) => indicatorResult(indicator, found, points[position], used, filling));
  return { indicator, results, yardstick: used, holders: values.filter((found) => found.value).length };
}

/** One indicator of one enterprise; `points` are those of its value, where it has one. */
export function indicatorResult(
  indicator: Indicator,
  found: IndicatorValue,
  points: Rational | undefined,
  used: Yardstick,
  filling: Filling,
): IndicatorResult {
  return {
    id: indicator.id,
    title: indicator.title,
    unit: indicator.unit,
    weight: indicator.weight ?? undefined,
    indicator,
    ...found,
    benchmark: used.kind === 'benchmark' ? used.value : undefined,
    yardstick: used,
    points: found.value ? points : filling.kind === 'points' ? filling.points : undefined,
    treatedBy: found.value ? undefined : filling.kind === 'points' ? indicator.missing.rule : filling.kind,
  };
}

/** The points of a value by the indicator's rule; undefined in a group that is only ranked. */
export function pointsFor(group: Group, indicator: Indicator, value: Rational, used: Yardstick): Rational | undefined {
  const path = `groups/${group.id}/indicators/${indicator.id}`;
  const rule = known(indicator.points, `${path}/points`);
  if (rule.family === 'rank_only') return undefined;
  return pointsOf(rule, known(indicator.weight, `${path}/weight`), value, used);
}
