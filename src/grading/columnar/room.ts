import { orderRoom, type OrderRoom } from './descending.js';

/** Room for what is asked of one group at a time, used again for every indicator and group. */
export interface Room {
  readonly values: Float64Array;
  readonly errors: Float64Array;
  readonly gone: Int32Array;
  /** Each the number of its place. */
  readonly every: Int32Array;
  readonly order: OrderRoom;
}

/** @param size of the largest group */
export function room(size: number): Room {
  const every = new Int32Array(size);
  for (let place = 0; place < size; place += 1) every[place] = place;
  return { values: new Float64Array(size), errors: new Float64Array(size), gone: new Int32Array(size), every, order: orderRoom(size) };
}
