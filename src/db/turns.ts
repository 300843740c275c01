/** How many rows are worked through in one turn of the event loop. */
export const ROWS_A_TURN = 1 << 17;

/** Lets whatever waits have its turn of the event loop. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
