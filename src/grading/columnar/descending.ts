const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/**
 * The given places in the order of their keys, the greatest first; equal keys stand beside each other in any order.
 *
 * @param keys integers
 */
export function descending(keys: Float64Array, places: Int32Array): Int32Array {
  let least = Infinity;
  let most = -Infinity;
  for (let at = 0; at < places.length; at += 1) {
    const key = keys[places[at]!]!;
    if (key < least) least = key;
    if (key > most) most = key;
  }
  const range = most - least;
  if (range >= 2 ** 32) return Int32Array.from(places).sort((a, b) => keys[b]! - keys[a]!);
  const ranks = new Uint32Array(places.length);
  for (let at = 0; at < places.length; at += 1) ranks[at] = most - keys[places[at]!]!;
  return byDigits(ranks, places, range);
}

/** Ascending radix sort, digit by digit from the last. */
function byDigits(ranks: Uint32Array, places: Int32Array, range: number): Int32Array {
  let from: Uint32Array = ranks;
  let to: Uint32Array = new Uint32Array(ranks.length);
  let order: Int32Array = Int32Array.from(places);
  let next: Int32Array = new Int32Array(places.length);
  for (let shift = 0; shift < 32 && range >= 2 ** shift; shift += DIGIT_BITS) {
    const starts = new Int32Array(DIGITS + 1);
    for (let at = 0; at < from.length; at += 1) starts[((from[at]! >>> shift) & (DIGITS - 1)) + 1]! += 1;
    for (let digit = 0; digit < DIGITS; digit += 1) starts[digit + 1]! += starts[digit]!;
    for (let at = 0; at < from.length; at += 1) {
      const rank = from[at]!;
      const digit = (rank >>> shift) & (DIGITS - 1);
      const place = starts[digit]!;
      starts[digit] = place + 1;
      to[place] = rank;
      next[place] = order[at]!;
    }
    [from, to] = [to, from];
    [order, next] = [next, order];
  }
  return order;
}
