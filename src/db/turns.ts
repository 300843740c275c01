/** How many rows are worked through in one turn of the event loop. */
export const ROWS_A_TURN = 1 << 17;

/** How long work goes on before others have their turn. */
const TURN_MS = 10;

/** Lets whatever waits have its turn of the event loop. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Does all the steps, and lets others have their turn between them. */
export async function inTurns<Result>(steps: Generator<void, Result, void>): Promise<Result> {
  let begun = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - begun < TURN_MS) continue;
    await nextTurn();
    begun = performance.now();
  }
}
