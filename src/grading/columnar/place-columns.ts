import { ColumnSpace } from '../column-space.js';
import { initialClass } from '../classes.js';
import { ranking } from '../ranking.js';
import { Rational } from '../rational.js';
import { classesOf, type Group } from '../scheme.js';
import { classEnds } from './class-ends.js';
import { descending } from './descending.js';
import type { Room } from './room.js';
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

export interface GroupPlaces extends PlaceColumns {
  /** How many are of each of the group's classes initially, from the best. */
  readonly counts: Int32Array;
}

/** Nobody is ranked yet. */
export function emptyPlaces(size: number, hasSubGroups: boolean, space = ColumnSpace.NONE): PlaceColumns {
  return { ranks: space.integers(size), of: hasSubGroups ? new Int32Array(size) : undefined, initial: space.bytes(size).fill(-1) };
}

/** The part between two slots, for a group. */
export function placesWithin({ ranks, of, initial }: PlaceColumns, from: number, to: number, group: Group): GroupPlaces {
  return {
    ranks: ranks.subarray(from, to),
    of: group.rankWithin.length > 0 ? of?.subarray(from, to) : undefined,
    initial: initial.subarray(from, to),
    counts: new Int32Array(classesOf(group).length),
  };
}

/**
 * Ranks and classes members among themselves, as `gradeGroup` does it plainly.
 *
 * @param ranked the places of those who are ranked
 * @param size of the `rank_within` sub-group or the whole group that they are of
 */
export function placeAmong(group: Group, totals: TotalColumn, ranked: Int32Array, size: number, into: GroupPlaces, room: Room): void {
  const base = group.classes?.by === 'rank_share' && group.classes.base === 'group' ? size : ranked.length;
  if (totals.beyond.size > 0 && ranked.some((at) => totals.beyond.has(at))) return placeExactly(group, totals, ranked, base, into);
  const order = orderOf(totals.scaled, ranked, room);
  if (into.of) for (let at = 0; at < order.length; at += 1) into.of[order[at]!] = order.length;
  if (!group.classes) return putPlaces(order, totals.scaled, 0, order.length, -1, into);
  let from = 0;
  for (const [place, end] of classEnds(group.classes, group, order, totals.scaled, base).entries()) {
    if (end <= from) continue;
    putPlaces(order, totals.scaled, from, end, place, into);
    into.counts[place]! += end - from;
    from = end;
  }
}

/** Who is ranked, the highest total first. */
function orderOf(scaled: Float64Array, ranked: Int32Array, room: Room): Uint32Array {
  if (ranked.length === scaled.length) return descending(scaled, room.order);
  const keys = room.values.subarray(0, ranked.length);
  for (let at = 0; at < ranked.length; at += 1) keys[at] = scaled[ranked[at]!]!;
  const order = descending(keys, room.order);
  for (let at = 0; at < order.length; at += 1) order[at] = ranked[order[at]!]!;
  return order;
}

/** Ranks a stretch of the order that no equal totals reach out of; equal ones share the rank: 1, 2, 2, 4. */
function putPlaces(
  order: Uint32Array,
  scaled: Float64Array,
  from: number,
  to: number,
  place: number,
  { ranks, initial }: PlaceColumns,
): void {
  let rank = 0;
  let before = NaN;
  for (let at = from; at < to; at += 1) {
    const member = order[at]!;
    const total = scaled[member]!;
    if (total !== before) rank = at + 1;
    before = total;
    ranks[member] = rank;
    initial[member] = place;
  }
}

/** The same where a total is beyond doubles. */
function placeExactly(group: Group, totals: TotalColumn, ranked: Int32Array, base: number, into: GroupPlaces): void {
  const scale = 10n ** BigInt(group.total.decimals ?? 0);
  const scores = Array.from(ranked, (at) => totalAt(totals, at, scale)!);
  const classOrder = classesOf(group);
  for (const [index, place] of ranking(scores).entries()) {
    const at = ranked[index]!;
    into.ranks[at] = place.rank;
    if (into.of) into.of[at] = place.of;
    if (!group.classes) continue;
    const initial = classOrder.indexOf(initialClass(group.classes, place, base, scores[index]));
    into.initial[at] = initial;
    into.counts[initial]! += 1;
  }
}

/** The rounded total at a place; undefined for who has none. */
export function totalAt({ scaled, beyond }: TotalColumn, at: number, scale: bigint): Rational | undefined {
  const whole = beyond.get(at) ?? (Number.isNaN(scaled[at]) ? undefined : BigInt(scaled[at]!));
  return whole === undefined ? undefined : Rational.of(whole, scale);
}
