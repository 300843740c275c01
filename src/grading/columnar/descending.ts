/** Room to put as many keys into order, used again for every group. */
export interface OrderRoom {
  readonly words: Uint32Array;
  readonly otherWords: Uint32Array;
}

export function orderRoom(size: number): OrderRoom {
  return { words: new Uint32Array(size), otherWords: new Uint32Array(size) };
}

/**
 * The places of keys in their order, the greatest first; equal keys stand beside each other in any order.
 *
 * @param keys integers
 * @param room where the order is put: it stands there until the next is
 */
export function descending(keys: Float64Array, room: OrderRoom): Uint32Array {
  let least = Infinity;
  let most = -Infinity;
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at]!;
    if (key < least) least = key;
    if (key > most) most = key;
  }
  return most - least < 2 ** 32
    ? byDigits(keys, most, most - least, room)
    : Uint32Array.from(keys.keys()).sort((a, b) => keys[b]! - keys[a]!);
}

/**
 * Radix sort by how far each key is below the greatest, digit by digit from the last. What is left of a key is moved in
 * one word with its place; a word from which every digit was taken is the place.
 */
function byDigits(keys: Float64Array, most: number, range: number, room: OrderRoom): Uint32Array {
  const size = keys.length;
  const placeBits = bitsOf(size);
  const rangeBits = bitsOf(range);
  // Counting longer digits pays only for many keys; what the first digit leaves must fit beside a place.
  const bits = Math.max(size < 1024 ? 8 : 11, rangeBits + placeBits - 32);
  let words = room.words.subarray(0, size);
  let next = room.otherWords.subarray(0, size);
  sortKeys(keys, most, bits, placeBits, words);
  for (let left = rangeBits - bits; left > 0; left -= bits) {
    sortWords(words, bits, placeBits, next);
    [words, next] = [next, words];
  }
  return words;
}

function bitsOf(most: number): number {
  return 32 - Math.clz32(most);
}

function sortKeys(keys: Float64Array, most: number, bits: number, placeBits: number, into: Uint32Array): void {
  const mask = 2 ** bits - 1;
  const starts = new Int32Array(mask + 2);
  for (let at = 0; at < keys.length; at += 1) starts[((most - keys[at]!) & mask) + 1]! += 1;
  addUp(starts);
  for (let at = 0; at < keys.length; at += 1) {
    const depth = (most - keys[at]!) >>> 0;
    const digit = depth & mask;
    const to = starts[digit]!;
    starts[digit] = to + 1;
    into[to] = ((depth >>> bits) << placeBits) | at;
  }
}

/** The same by the next digit. */
function sortWords(words: Uint32Array, bits: number, placeBits: number, into: Uint32Array): void {
  const mask = 2 ** bits - 1;
  const placeMask = 2 ** placeBits - 1;
  const starts = new Int32Array(mask + 2);
  for (let at = 0; at < words.length; at += 1) starts[((words[at]! >>> placeBits) & mask) + 1]! += 1;
  addUp(starts);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    const depth = word >>> placeBits;
    const digit = depth & mask;
    const to = starts[digit]!;
    starts[digit] = to + 1;
    into[to] = ((depth >>> bits) << placeBits) | (word & placeMask);
  }
}

/** Where the keys of each digit begin, from how many there are of the digit before it. */
function addUp(counts: Int32Array): void {
  for (let digit = 1; digit < counts.length; digit += 1) counts[digit]! += counts[digit - 1]!;
}
