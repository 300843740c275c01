import type { Limits } from '../config/limits.js';
import { hold } from '../graphql/limits/exceeded.js';

/** Counts how many requests are under way at once, of an account and of all; in this process. */
export class UnderWay {
  readonly #limits: Limits;
  readonly #accounts = new Map<string, number>();
  #all = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Accounts of which something is under way. */
  get size(): number {
    return this.#accounts.size;
  }

  /**
   * A request's work begins.
   * @returns to be called when its work has ended
   * @throws LimitExceeded if as many are under way already: with HTTP status 429 of the account, with 503 of all
   */
  enter(account: string): () => void {
    const before = this.#accounts.get(account) ?? 0;
    hold(this.#limits, 'concurrent', before + 1, { status: 429, retryAfter: 1 });
    // Whoever waits behind so many others is answered sooner by coming again.
    hold(this.#limits, 'underWay', this.#all + 1, { status: 503, retryAfter: 2 });
    this.#all += 1;
    this.#accounts.set(account, before + 1);
    let over = false;
    return () => {
      if (!over) this.#leave(account);
      over = true;
    };
  }

  #leave(account: string): void {
    this.#all -= 1;
    const left = this.#accounts.get(account)! - 1;
    if (left === 0) this.#accounts.delete(account);
    else this.#accounts.set(account, left);
  }
}
