/** Work that may pause between its steps, so that whoever does it need not hold everybody else up. */
export type Steps<Result> = Generator<void, Result, void>;

/** Does all the steps at once. */
export function finished<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
