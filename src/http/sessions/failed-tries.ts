const REMEMBERED_MS = 10 * 60_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;
/** Addresses that are remembered at once. */
const MOST = 10_000;

/** Slows whoever tries to sign in and fails: each try from an address waits twice as long for its answer as the one before. */
export class FailedTries {
  readonly #clock: () => Date;
  readonly #tries = new Map<string, { count: number; last: number }>();

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** Counts a failed try. @returns how long its answer has to wait, in milliseconds */
  note(address: string): number {
    const now = this.#clock().getTime();
    const known = this.#tries.get(address);
    const count = known && now - known.last < REMEMBERED_MS ? known.count + 1 : 1;
    this.#tries.delete(address);
    this.#tries.set(address, { count, last: now });
    if (this.#tries.size > MOST) this.#tries.delete(this.#tries.keys().next().value!);
    return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - 1));
  }

  forget(address: string): void {
    this.#tries.delete(address);
  }
}
