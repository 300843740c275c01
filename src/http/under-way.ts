import type { Limits } from '../config/limits.js';
import { hold } from '../graphql/limits/exceeded.js';

/** Counts how many requests of an account are under way at once; in this process. */
export class UnderWay {
  readonly #limits: Limits;
  readonly #accounts = new Map<string, number>();

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
   * @throws LimitExceeded with HTTP status 429 if as many are under way already
   */
  enter(account: string): () => void {
    const before = this.#accounts.get(account) ?? 0;
    hold(this.#limits, 'concurrent', before + 1, { status: 429, retryAfter: 1 });
    this.#accounts.set(account, before + 1);
    let over = false;
    return () => {
      if (!over) this.#leave(account);
      over = true;
    };
  }

  #leave(account: string): void {
    const left = this.#accounts.get(account)! - 1;
    if (left === 0) this.#accounts.delete(account);
    else this.#accounts.set(account, left);
  }
}
