import type { Rational } from './rational.js';

/** A place in a ranking; equal scores share it (1, 2, 2, 4). */
export interface Place {
  readonly rank: number;
  /** How many are ranked. */
  readonly of: number;
  /** How many have the same score, this one included. */
  readonly tied: number;
}

/** The places of the given scores, higher first, in their order. */
export function ranking(scores: readonly Rational[]): readonly Place[] {
  const order = scores.map((_, index) => index).sort((a, b) => scores[b]!.compare(scores[a]!));
  const places = new Array<Place>(scores.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && scores[order[end]!]!.equals(scores[order[start]!]!)) end += 1;
    const place = { rank: start + 1, of: scores.length, tied: end - start };
    for (const index of order.slice(start, end)) places[index] = place;
    start = end;
  }
  return places;
}
