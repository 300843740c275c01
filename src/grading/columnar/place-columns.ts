import { initialClass } from '../classes.js';
import { ranking } from '../ranking.js';
import { Rational } from '../rational.js';
import { classesOf, type Group } from '../scheme.js';
import { classEnds } from './class-ends.js';
import { descending, type OrderRoom } from './descending.js';
import type { TotalColumn } from './total-column.js';

/** Ranks and initial classes of a group's members, by their place in it. */
export interface PlaceColumns {
  /** 0 for who is not ranked. */
  readonly ranks: Int32Array;
  /** Of how many, where the group is ranked in sub-groups; else as many as are ranked at all. */
  readonly of: Int32Array | undefined;
  /** The place in the group's classes, from the best; −1 for none. */
  readonly initial: Int8Array;
}

/** Nobody is ranked yet. */
export function emptyPlaces(size: number, hasSubGroups: boolean): PlaceColumns {
  return { ranks: new Int32Array(size), of: hasSubGroups ? new Int32Array(size) : undefined, initial: new Int8Array(size).fill(-1) };
}

/** The part between two slots. */
export function placesWithin({ ranks, of, initial }: PlaceColumns, from: number, to: number, hasSubGroups: boolean): PlaceColumns {
  return { ranks: ranks.subarray(from, to), of: hasSubGroups ? of?.subarray(from, to) : undefined, initial: initial.subarray(from, to) };
}

/**
 * Ranks and classes members among themselves, as `gradeGroup` does it plainly.
 *
 * @param ranked the places of those who are ranked
 * @param size of the `rank_within` sub-group or the whole group that they are of
 */
export function placeAmong(group: Group, totals: TotalColumn, ranked: Int32Array, size: number, into: PlaceColumns, room: OrderRoom): void {
  const base = group.classes?.by === 'rank_share' && group.classes.base === 'group' ? size : ranked.length;
  if (totals.beyond.size > 0 && ranked.some((at) => totals.beyond.has(at))) return placeExactly(group, totals, ranked, base, into);
  const order = descending(totals.scaled, ranked, room);
  const ends = group.classes ? classEnds(group.classes, group, order, totals.scaled, base) : [ranked.length];
  const { places, depths } = order;
  const { ranks, of, initial } = into;
  let at = 0;
  let rank = 1;
  for (let place = 0; place < ends.length; place += 1) {
    const end = ends[place]!;
    for (; at < end; at += 1) {
      if (at > 0 && depths[at] !== depths[at - 1]) rank = at + 1;
      const member = places[at]!;
      ranks[member] = rank;
      if (of) of[member] = ranked.length;
      if (group.classes) initial[member] = place;
    }
  }
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
