import type { Assessment, EnterpriseResult, IndicatorResult } from './assessment.js';
import { rankLimits } from './classes.js';
import { subGroupKey } from './group-grading.js';
import type { Units } from './merge.js';
import { neededNumerator } from './needed-numerator.js';
import { leastRoundingTo, toSafeSide, valueFor } from './needed-value.js';
import { overriding } from './override.js';
import type { Population } from './population.js';
import { Rational } from './rational.js';
import { classesOf, isRankOnly, type Group } from './scheme.js';
import { evaluationUnits } from './units.js';

/** What separates an enterprise from the next better class, the others and the yardsticks as they are today. */
export interface NextClass {
  readonly class: string;
  /** The total at the cut less the enterprise's; undefined where no total brings the class (an override, no place). */
  readonly pointsNeeded: Rational | undefined;
  /** One for each indicator. */
  readonly paths: readonly NextClassPath[];
}

/** What one indicator alone would have to be; undefined where it cannot bring the class (cap, best value, override). */
export interface NextClassPath {
  readonly indicator: string;
  readonly valueNeeded: Rational | undefined;
  /** With the denominator as it is. */
  readonly numeratorNeeded: Rational | undefined;
}

/**
 * Finds the way up for enterprises of an assessment: undefined for who is not ranked or already in the best class.
 * Where a rounded total must reach the cut, the least exact total that rounds to it is asked for; values that do not
 * terminate are given with 12 places, rounded to the safe side.
 *
 * @param population the one that was assessed.
 */
export function nextClassFinder(assessment: Assessment, population: Population): (result: EnterpriseResult) => NextClass | undefined {
  const units = evaluationUnits(assessment.scheme, population);
  const override = overriding(assessment.scheme.overrides, units.facts);
  const standingsOf = new Map(assessment.scheme.groups.map((group) => [group, fieldsOf(assessment, units, group)]));
  return (result) => {
    const { group, initial, final } = result;
    if (!group || result.rank === undefined || initial === undefined || final === undefined) return undefined;
    const ladder = classesOf(group);
    const target = ladder[ladder.indexOf(final) - 1];
    if (target === undefined) return undefined;
    const unit = units.unitOf[result.row]!;
    const reaches: Reaches = (from, value) => ladder.indexOf(override(unit, from, ladder, value).final) <= ladder.indexOf(target);
    const better = ladder.slice(0, ladder.indexOf(initial)).reverse();
    const cuts = better.map((name) => ({ class: name, score: scoreNeeded(group, name, standingsOf.get(group)!(unit), result) }));
    const needed = cuts.find((cut) => reaches(cut.class, valuesOf(result)))?.score;
    return {
      class: target,
      pointsNeeded: needed && result.total && needed.minus(result.total),
      paths: result.indicators.map((indicator) => pathOf(group, indicator, result, cuts, reaches, (found, value) => neededNumerator(units.facts, unit, found, value))),
    };
  };
}

/** Whether the overrides, with the given values, make of an initial class the one that is wanted, or a better one. */
type Reaches = (initial: string, value: (id: string) => Rational | undefined) => boolean;

/** What it takes to get into a class initially; undefined where there is no place in it. */
interface Cut {
  readonly class: string;
  readonly score: Rational | undefined;
}

/** The scores of the others that a unit is ranked among, highest first, and of how many the shares are taken. */
interface Field {
  readonly others: readonly Rational[];
  readonly base: number;
}

function fieldsOf(assessment: Assessment, units: Units, group: Group): (unit: number) => Field {
  const keyOf = subGroupKey(group, units.facts);
  const byKey = new Map<string, { readonly scores: Map<number, Rational>; readonly members: Set<number> }>();
  for (const result of assessment.results) {
    if (result.group !== group) continue;
    const unit = units.unitOf[result.row]!;
    const found = byKey.get(keyOf(unit)) ?? { scores: new Map<number, Rational>(), members: new Set<number>() };
    byKey.set(keyOf(unit), found);
    found.members.add(unit);
    if (result.rank !== undefined) found.scores.set(unit, scoreOf(result));
  }
  const onGroup = group.classes?.by === 'rank_share' && group.classes.base === 'group';
  const falling = new Map([...byKey].map(([key, { scores }]) => [key, [...scores].sort((a, b) => b[1].compare(a[1]))]));
  return (unit) => {
    const ranked = falling.get(keyOf(unit)) ?? [];
    const members = byKey.get(keyOf(unit))?.members.size ?? 0;
    return { others: ranked.filter(([other]) => other !== unit).map(([, score]) => score), base: onGroup ? members : ranked.length };
  };
}

function scoreOf(result: EnterpriseResult): Rational {
  return result.total ?? result.indicators[0]!.value!;
}

/** The least score (rounded total, or value of a group that is only ranked) with which the class is reached. */
function scoreNeeded(group: Group, wanted: string, field: Field, result: EnterpriseResult): Rational | undefined {
  const rule = group.classes;
  if (!rule) return undefined;
  if (rule.by === 'score') {
    const least = rule.atLeast?.find((cut) => cut.class === wanted)?.score;
    return least ? toSafeSide(least, 'up', decimalsOf(group, result)) : undefined;
  }
  const limit = Number(rankLimits(rule, field.base).find((cut) => cut.class === wanted)?.upto ?? 0n);
  if (limit < 1) return undefined;
  const rival = field.others[limit - 1];
  if (!rival) return scoreOf(result);
  if (rule.ties === 'better') return rival;
  return rival.plus(Rational.of(1n, 10n ** BigInt(decimalsOf(group, result) ?? 12)));
}

function decimalsOf(group: Group, result: EnterpriseResult): number | undefined {
  return isRankOnly(group) ? result.indicators[0]?.indicator.valueDecimals : (group.total.decimals ?? undefined);
}

/** An indicator may enter an override's condition too: each better class is tried with the value that it takes. */
function pathOf(
  group: Group,
  found: IndicatorResult,
  result: EnterpriseResult,
  cuts: readonly Cut[],
  reaches: Reaches,
  numeratorFor: (found: IndicatorResult, value: Rational) => Rational | undefined,
): NextClassPath {
  for (const { class: name, score } of cuts) {
    const value = score && (isRankOnly(group) ? score : valueForTotal(group, found, result, score));
    if (value && reaches(name, (id) => (id === found.id ? value : valuesOf(result)(id)))) {
      return { indicator: found.id, valueNeeded: value, numeratorNeeded: numeratorFor(found, value) };
    }
  }
  return { indicator: found.id, valueNeeded: undefined, numeratorNeeded: undefined };
}

function valuesOf(result: EnterpriseResult): (id: string) => Rational | undefined {
  return (id) => result.indicators.find((found) => found.id === id)?.value;
}

function valueForTotal(group: Group, found: IndicatorResult, result: EnterpriseResult, needed: Rational): Rational | undefined {
  const { indicator, weight, points } = found;
  if (!indicator.points || !weight || !points) return undefined;
  const unrounded = Rational.sum(result.indicators.flatMap((one) => one.points ?? [])).times(result.reweighting).plus(result.extrasSum);
  const missing = leastRoundingTo(needed, group.total.decimals ?? 0).minus(unrounded);
  const enough = points.plus(missing.over(result.reweighting));
  return valueFor(indicator.points, weight, enough, found.yardstick, indicator.valueDecimals);
}
