/** Room to put as many members into order, used again for every group. */
export interface OrderRoom {
  readonly depths: Uint32Array;
  readonly places: Int32Array;
  readonly otherPlaces: Int32Array;
}

/** @param size one more than the greatest place */
export function orderRoom(size: number): OrderRoom {
  return { depths: new Uint32Array(size), places: new Int32Array(size), otherPlaces: new Int32Array(size) };
}

/**
 * Puts places into the order of their keys, the greatest first; equal keys stand beside each other in any order.
 *
 * @param keys integers
 * @param room where the order is put: it stands there until the next is
 */
export function descending(keys: Float64Array, places: Int32Array, room: OrderRoom): Int32Array {
  let least = Infinity;
  let most = -Infinity;
  for (let at = 0; at < places.length; at += 1) {
    const key = keys[places[at]!]!;
    if (key < least) least = key;
    if (key > most) most = key;
  }
  return most - least < 2 ** 32 ? byDigits(keys, places, most, most - least, room) : places.slice().sort((a, b) => keys[b]! - keys[a]!);
}

/** Radix sort by how far each key is below the greatest, digit by digit from the last. */
function byDigits(keys: Float64Array, places: Int32Array, most: number, range: number, room: OrderRoom): Int32Array {
  const { depths } = room;
  for (let at = 0; at < places.length; at += 1) depths[places[at]!] = most - keys[places[at]!]!;
  // Counting longer digits pays only for many keys.
  const bits = places.length < 1024 ? 8 : 11;
  let order = places;
  let next = room.places.subarray(0, places.length);
  let spare = room.otherPlaces.subarray(0, places.length);
  for (let shift = 0; shift < 32 && range >= 2 ** shift; shift += bits) {
    sortByDigit(order, depths, shift, (1 << bits) - 1, next);
    order = next;
    [next, spare] = [spare, next];
  }
  return order;
}

/** Sorts by one digit; who has the same keeps its order. */
function sortByDigit(order: Int32Array, depths: Uint32Array, shift: number, mask: number, into: Int32Array): void {
  const starts = startsOf(order, depths, shift, mask);
  for (let at = 0; at < order.length; at += 1) {
    const place = order[at]!;
    const digit = (depths[place]! >>> shift) & mask;
    const to = starts[digit]!;
    starts[digit] = to + 1;
    into[to] = place;
  }
}

/** Where those of each digit begin. */
function startsOf(order: Int32Array, depths: Uint32Array, shift: number, mask: number): Int32Array {
  const starts = new Int32Array(mask + 2);
  for (let at = 0; at < order.length; at += 1) starts[((depths[order[at]!]! >>> shift) & mask) + 1]! += 1;
  for (let digit = 1; digit <= mask; digit += 1) starts[digit]! += starts[digit - 1]!;
  return starts;
}
