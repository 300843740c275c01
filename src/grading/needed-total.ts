import type { EnterpriseResult } from './assessment.js';
import { initialClass, rankLimits } from './classes.js';
import { leastOnGrid } from './from.js';
import { PLACES } from './needed-value.js';
import type { Rational } from './rational.js';
import { scoreOf, type Rival, type Rivals } from './rivals.js';
import { classesOf, isRankOnly, type ClassRule, type Group } from './scheme.js';

/** Why no total leads up: the class has no place, the total is out of reach, no initial class leads there. */
export type UnreachableReason = 'NO_PLACE' | 'CAP' | 'OVERRIDE';

/** The total to reach (T in SCHEME.md, The way up); in a group that is only ranked, the value. */
export interface NeededTotal {
  readonly total: Rational;
  /** The rows of those whose total makes it; none where a score does, or the enterprise's own total. */
  readonly marginal: readonly number[];
}

/**
 * The least total that brings an initial class from which the overrides lead to the wanted class or a better one, with
 * the others as they are today.
 *
 * Only initial classes above today's are looked at: less points are no way up, even where an override prefers them.
 *
 * @param leads whether the overrides lead there from an initial class.
 */
export function neededTotal(
  group: Group,
  result: EnterpriseResult,
  rivals: Rivals,
  leads: (initial: string) => boolean,
): NeededTotal | Exclude<UnreachableReason, 'CAP'> {
  const classOrder = classesOf(group);
  const better = classOrder.slice(0, classOrder.indexOf(result.initial!)).reverse();
  const enough = better.flatMap((name) => leastFor(group, name, rivals, result) ?? []);
  // A total that ties with many may bring a better class than the one it was sought for.
  const found = enough.find(({ total }) => leads(classAt(group.classes!, rivals, total)));
  return found ?? (better.some(leads) ? 'NO_PLACE' : 'OVERRIDE');
}

/** The least total that brings an initial class or a better one; undefined where there is no place in it. */
function leastFor(group: Group, wanted: string, rivals: Rivals, result: EnterpriseResult): NeededTotal | undefined {
  const rule = group.classes!;
  const decimals = placesOf(group);
  if (rule.by === 'score') {
    const least = rule.atLeast?.find((cut) => cut.class === wanted)?.score;
    return least ? { total: leastOnGrid({ bound: least, open: false }, decimals), marginal: [] } : undefined;
  }
  const limit = Number(rankLimits(rule, rivals.base).find((cut) => cut.class === wanted)?.upto ?? 0n);
  const marginal = limit < 1 ? undefined : rivals.at(limit);
  if (!marginal) return undefined;
  const total = leastOnGrid({ bound: marginal.score, open: rule.ties === 'worse' }, decimals);
  return { total, marginal: marginal.score.equals(scoreOf(result)) ? [] : rivals.level(marginal.score).flatMap(rowsOf) };
}

function rowsOf({ rows }: Rival): readonly number[] {
  return rows;
}

/** To how many places totals differ; values of a group that is only ranked are told with 12. */
function placesOf(group: Group): number {
  if (isRankOnly(group)) return group.indicators[0]!.valueDecimals ?? PLACES;
  return group.total.decimals ?? 0;
}

/** The initial class that a total would bring. */
function classAt(rule: ClassRule, rivals: Rivals, total: Rational): string {
  const place = { rank: rivals.above(total) + 1, of: rivals.base, tied: rivals.level(total).length + 1 };
  return initialClass(rule, place, rivals.base, total);
}
