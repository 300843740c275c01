import { orderRoom, type OrderRoom } from './descending.js';

/** Room for what is asked of one group at a time, used again for every indicator and group. */
export interface Room {
  readonly values: Float64Array;
  readonly errors: Float64Array;
  readonly order: OrderRoom;
}

/** @param size of the largest group */
export function room(size: number): Room {
  return { values: new Float64Array(size), errors: new Float64Array(size), order: orderRoom(size) };
}
