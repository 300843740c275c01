import { initialClass, rankLimits } from '../classes.js';
import { ranking } from '../ranking.js';
import { Rational } from '../rational.js';
import { known } from '../refusal.js';
import { classesOf, type ClassRule, type Group } from '../scheme.js';
import { descending } from './descending.js';
import type { TotalColumn } from './total-column.js';

/** Ranks and initial classes of a group's members, by their place in it. */
export interface PlaceColumns {
  /** 0 for who is not ranked. */
  readonly ranks: Int32Array;
  /** Of how many, where the group is ranked in sub-groups; else as many as are ranked at all. */
  readonly of: Int32Array | undefined;
  readonly ranked: number;
  /** The place in the group's classes, from the best; −1 for none. */
  readonly initial: Int8Array;
}

/** Nobody is ranked yet. */
export function emptyPlaces(size: number, hasSubGroups: boolean, ranked: number): PlaceColumns {
  return { ranks: new Int32Array(size), of: hasSubGroups ? new Int32Array(size) : undefined, ranked, initial: new Int8Array(size).fill(-1) };
}

/**
 * Ranks and classes the members at the given places among themselves, as `gradeGroup` does it plainly.
 *
 * @param among a `rank_within` sub-group, or the whole group
 * @param isRanked 1 for who is ranked, by place
 */
export function placeAmong(group: Group, totals: TotalColumn, among: ArrayLike<number>, isRanked: Uint8Array, into: PlaceColumns): void {
  const ranked = rankedOf(among, isRanked);
  const base = group.classes?.by === 'rank_share' && group.classes.base === 'group' ? among.length : ranked.length;
  if (totals.beyond.size > 0 && ranked.some((at) => totals.beyond.has(at))) return placeExactly(group, totals, ranked, base, into);
  const order = descending(totals.scaled, ranked);
  const classOf = group.classes && classTest(group.classes, base, group.total.decimals ?? 0);
  for (let start = 0; start < order.length; ) {
    const scaled = totals.scaled[order[start]!]!;
    let end = start + 1;
    while (end < order.length && totals.scaled[order[end]!] === scaled) end += 1;
    const initial = classOf ? classOf(start + 1, end - start, scaled) : -1;
    for (let index = start; index < end; index += 1) {
      const at = order[index]!;
      into.ranks[at] = start + 1;
      if (into.of) into.of[at] = order.length;
      into.initial[at] = initial;
    }
    start = end;
  }
}

function rankedOf(among: ArrayLike<number>, isRanked: Uint8Array): Int32Array {
  const ranked = new Int32Array(among.length);
  let count = 0;
  for (let index = 0; index < among.length; index += 1) {
    const at = among[index]!;
    ranked[count] = at;
    count += isRanked[at]!;
  }
  return ranked.subarray(0, count);
}

/** The class, by its place in the rule, of a rank with so many of the same total (× 10^decimals). */
function classTest(rule: ClassRule, base: number, decimals: number): (rank: number, tied: number, scaled: number) => number {
  if (rule.by === 'rank_share') {
    const limits = rankLimits(rule, base).map(({ upto }) => Number(upto));
    return (rank, tied) => {
      const position = rule.ties === 'better' ? rank : rank + tied - 1;
      let found = 0;
      while (found < limits.length - 1 && position > limits[found]!) found += 1;
      return found;
    };
  }
  const scale = Rational.of(10n ** BigInt(decimals));
  const cuts = known(rule.atLeast, 'classes/at_least').map(({ class: name, score }) =>
    score === undefined ? -Infinity : Number(known(score, `classes/at_least/${name}`).times(scale).ceil()),
  );
  return (_rank, _tied, scaled) => {
    const found = cuts.findIndex((cut) => scaled >= cut);
    return found < 0 ? cuts.length - 1 : found;
  };
}

/** The same where a total is beyond doubles. */
function placeExactly(group: Group, totals: TotalColumn, ranked: Int32Array, base: number, into: PlaceColumns): void {
  const scale = 10n ** BigInt(group.total.decimals ?? 0);
  const scores = Array.from(ranked, (at) => totalAt(totals, at, scale)!);
  const ladder = classesOf(group);
  for (const [index, place] of ranking(scores).entries()) {
    const at = ranked[index]!;
    into.ranks[at] = place.rank;
    if (into.of) into.of[at] = place.of;
    if (group.classes) into.initial[at] = ladder.indexOf(initialClass(group.classes, place, base, scores[index]));
  }
}

/** The rounded total at a place; undefined for who has none. */
export function totalAt({ scaled, beyond }: TotalColumn, at: number, scale: bigint): Rational | undefined {
  const whole = beyond.get(at) ?? (Number.isNaN(scaled[at]) ? undefined : BigInt(scaled[at]!));
  return whole === undefined ? undefined : Rational.of(whole, scale);
}
