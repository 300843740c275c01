import type { Assessment, EnterpriseResult } from './assessment.js';
import { subGroupKey } from './group-grading.js';
import type { Units } from './merge.js';
import type { Rational } from './rational.js';
import type { Group } from './scheme.js';

/** One of those that an enterprise is ranked among; a merged unit is one. */
export interface Rival {
  /** The rounded total, or the value where the group is only ranked. */
  readonly score: Rational;
  /** The rows of its members. */
  readonly rows: readonly number[];
}

/** The others that a unit is ranked among, as they are today. */
export interface Rivals {
  /** Of how many the shares are taken, the unit included. */
  readonly base: number;
  /** The other that stands at a place, counted from 1; undefined where there are not so many. */
  at(place: number): Rival | undefined;
  /** How many stand above a score. */
  above(score: Rational): number;
  /** Those who have this very score. */
  level(score: Rational): readonly Rival[];
}

/** What an enterprise is ranked by. */
export function scoreOf(result: EnterpriseResult): Rational {
  return result.total ?? result.indicators[0]!.value!;
}

/** Finds the rivals of the units of a group, within their `rank_within` sub-groups. */
export function rivalsIn(assessment: Assessment, units: Units, group: Group): (unit: number) => Rivals {
  const keyOf = subGroupKey(group, units.facts);
  const onGroup = group.classes?.by === 'rank_share' && group.classes.base === 'group';
  const byKey = new Map<string, SubGroup>();
  for (const result of assessment.results) {
    if (result.group !== group) continue;
    const unit = units.unitOf[result.row]!;
    const found = byKey.get(keyOf(unit)) ?? { members: new Set<number>(), ranked: new Map<number, Ranked>() };
    byKey.set(keyOf(unit), found);
    found.members.add(unit);
    if (result.rank === undefined) continue;
    const rows = found.ranked.get(unit)?.rows;
    if (rows) rows.push(result.row);
    else found.ranked.set(unit, { unit, score: scoreOf(result), rows: [result.row] });
  }
  const falling = new Map([...byKey].map(([key, { members, ranked }]) => [key, inOrder(ranked, onGroup ? members.size : ranked.size)]));
  return (unit) => falling.get(keyOf(unit))!(unit);
}

interface Ranked extends Rival {
  readonly unit: number;
  readonly rows: number[];
}

interface SubGroup {
  readonly members: Set<number>;
  readonly ranked: Map<number, Ranked>;
}

/** The ranked of a sub-group, the highest first, as each of them sees the others. */
function inOrder(ranked: ReadonlyMap<number, Ranked>, base: number): (unit: number) => Rivals {
  const order = [...ranked.values()].sort((a, b) => b.score.compare(a.score));
  const places = new Map(order.map(({ unit }, place) => [unit, place]));
  return (unit) => {
    const own = places.get(unit)!;
    const without = (end: number): number => (own < end ? end - 1 : end);
    const above = (score: Rational): number => firstPlace(order, (each) => each.score.compare(score) <= 0);
    const notBelow = (score: Rational): number => firstPlace(order, (each) => each.score.compare(score) < 0);
    return {
      base,
      at: (place) => order[place - 1 < own ? place - 1 : place],
      above: (score) => without(above(score)),
      level: (score) => order.slice(above(score), notBelow(score)).filter((each) => each.unit !== unit),
    };
  };
}

/** The first of those in order of which it holds, as it then does of all after it. */
function firstPlace(order: readonly Ranked[], holds: (each: Ranked) => boolean): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(order[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
