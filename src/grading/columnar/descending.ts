/** Room to put as many members into order, used again for every group. */
export interface OrderRoom {
  readonly depths: Uint32Array;
  readonly places: Int32Array;
  readonly otherDepths: Uint32Array;
  readonly otherPlaces: Int32Array;
}

/** Places in the order of their keys, the greatest first; equal keys stand beside each other in any order. */
export interface Order {
  readonly places: Int32Array;
  /** How far each key, in this order, is below the greatest, or at least a number that tells different keys apart. */
  readonly depths: Uint32Array;
}

export function orderRoom(size: number): OrderRoom {
  return { depths: new Uint32Array(size), places: new Int32Array(size), otherDepths: new Uint32Array(size), otherPlaces: new Int32Array(size) };
}

/**
 * Puts places into the order of their keys.
 *
 * @param keys integers
 * @param room where the order is put: it stands there until the next is
 */
export function descending(keys: Float64Array, places: Int32Array, room: OrderRoom): Order {
  let least = Infinity;
  let most = -Infinity;
  for (let at = 0; at < places.length; at += 1) {
    const key = keys[places[at]!]!;
    if (key < least) least = key;
    if (key > most) most = key;
  }
  return most - least < 2 ** 32 ? byDigits(keys, places, most, most - least, room) : byComparison(keys, places);
}

/** Radix sort by depth, digit by digit from the last; each pass counts the digits that the next one sorts by. */
function byDigits(keys: Float64Array, places: Int32Array, most: number, range: number, room: OrderRoom): Order {
  const size = places.length;
  // Counting longer digits pays only for many keys.
  const bits = size < 1024 ? 8 : 11;
  const mask = (1 << bits) - 1;
  let depths: Uint32Array = room.depths.subarray(0, size);
  let order: Int32Array = room.places.subarray(0, size);
  let nextDepths: Uint32Array = room.otherDepths.subarray(0, size);
  let nextOrder: Int32Array = room.otherPlaces.subarray(0, size);
  let counts = new Int32Array(mask + 1);
  for (let at = 0; at < size; at += 1) {
    const depth = most - keys[places[at]!]!;
    depths[at] = depth;
    counts[depth & mask]! += 1;
  }
  order.set(places);
  for (let shift = 0; shift < 32 && range >= 2 ** shift; shift += bits) {
    const starts = startsOf(counts);
    counts = new Int32Array(mask + 1);
    for (let at = 0; at < size; at += 1) {
      const depth = depths[at]!;
      const digits = depth >>> shift;
      const digit = digits & mask;
      const to = starts[digit]!;
      starts[digit] = to + 1;
      nextDepths[to] = depth;
      nextOrder[to] = order[at]!;
      counts[(digits >>> bits) & mask]! += 1;
    }
    [depths, nextDepths] = [nextDepths, depths];
    [order, nextOrder] = [nextOrder, order];
  }
  return { places: order, depths };
}

function startsOf(counts: Int32Array): Int32Array {
  const starts = new Int32Array(counts.length);
  for (let digit = 1; digit < counts.length; digit += 1) starts[digit] = starts[digit - 1]! + counts[digit - 1]!;
  return starts;
}

function byComparison(keys: Float64Array, places: Int32Array): Order {
  const order = places.slice().sort((a, b) => keys[b]! - keys[a]!);
  const depths = new Uint32Array(order.length);
  for (let at = 1; at < order.length; at += 1) depths[at] = depths[at - 1]! + Number(keys[order[at]!] !== keys[order[at - 1]!]);
  return { places: order, depths };
}
