import { inPublishedOrder, rowsOf, type Assessment, type EnterpriseResult } from './assessment.js';
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
  const rows = rowsOf(assessment);
  const place = assessment.scheme.groups.indexOf(group);
  const isMerged = assessment.scheme.tenancy === 'merge';
  for (const row of inPublishedOrder(assessment)) {
    if (rows.groupOf(row) !== place) continue;
    const unit = units.unitOf[row]!;
    const key = keyOf(unit);
    const found = byKey.get(key) ?? { members: 0, order: [], rowsOf: new Map<number, number[]>() };
    byKey.set(key, found);
    const others = isMerged ? found.rowsOf.get(unit) : undefined;
    if (others) {
      others.push(row);
      continue;
    }
    found.members += 1;
    if (isMerged) found.rowsOf.set(unit, [row]);
    // In the order of ranks: the highest score first.
    if (rows.rankOf(row) > 0) found.order.push(unit);
  }
  const rival = ({ rowsOf: merged }: SubGroup, unit: number): Rival => {
    const its = merged.get(unit) ?? [unit];
    return { score: scoreOf(rows.result(its[0]!)), rows: its };
  };
  return (unit) => {
    const among = byKey.get(keyOf(unit))!;
    return seenBy(unit, among.order, onGroup ? among.members : among.order.length, (other) => rival(among, other));
  };
}

interface SubGroup {
  members: number;
  /** The units that are ranked, the highest first. */
  readonly order: number[];
  /** The rows of merged units. */
  readonly rowsOf: Map<number, number[]>;
}

/** The others as one of them sees them. */
function seenBy(unit: number, order: readonly number[], base: number, rivalOf: (unit: number) => Rival): Rivals {
  const own = order.indexOf(unit);
  const without = (end: number): number => (own < end ? end - 1 : end);
  const above = (score: Rational): number => firstPlace(order, (each) => rivalOf(each).score.compare(score) <= 0);
  const notBelow = (score: Rational): number => firstPlace(order, (each) => rivalOf(each).score.compare(score) < 0);
  return {
    base,
    at: (place) => {
      const other = order[place - 1 < own ? place - 1 : place];
      return other === undefined ? undefined : rivalOf(other);
    },
    above: (score) => without(above(score)),
    level: (score) =>
      order
        .slice(above(score), notBelow(score))
        .filter((each) => each !== unit)
        .map(rivalOf),
  };
}

/** The first of those in order of which it holds, as it then does of all after it. */
function firstPlace(order: readonly number[], holds: (each: number) => boolean): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(order[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
