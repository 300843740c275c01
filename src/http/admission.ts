import type { Limits } from '../config/limits.js';
import { hold, LimitExceeded } from '../graphql/limits/exceeded.js';

const MINUTE_MS = 60_000;
/** From so many tokens on, those that have been quiet for a minute are forgotten. */
const MANY = 1_000;

interface Account {
  /** Requests that it may still make at the moment `at`; they grow back with time, up to a minute's. */
  left: number;
  at: number;
  underWay: number;
}

/** Counts each token's requests: how many in a minute, how many at once. Of this process; others count for themselves. */
export class Admission {
  readonly #limits: Limits;
  readonly #clock: () => number;
  readonly #accounts = new Map<string, Account>();

  /** @param clock milliseconds, never running backwards */
  constructor(limits: Limits, clock: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Tokens that are remembered. */
  get size(): number {
    return this.#accounts.size;
  }

  /**
   * Lets a request of a token in.
   * @returns to be called once when its work has ended
   * @throws LimitExceeded with HTTP status 429 and the seconds after which to come again
   */
  enter(token: string): () => void {
    const account = this.#account(token);
    if (account.left < 1) throw this.#tooOften(account);
    account.left -= 1;
    hold(this.#limits, 'concurrent', account.underWay + 1, 429, 1);
    account.underWay += 1;
    let over = false;
    return () => {
      if (!over) account.underWay -= 1;
      over = true;
    };
  }

  #account(token: string): Account {
    const now = this.#clock();
    const { perMinute } = this.#limits;
    const known = this.#accounts.get(token);
    if (!known) {
      if (this.#accounts.size >= MANY) this.#forgetQuiet(now);
      const fresh = { left: perMinute, at: now, underWay: 0 };
      this.#accounts.set(token, fresh);
      return fresh;
    }
    known.left = Math.min(perMinute, known.left + ((now - known.at) / MINUTE_MS) * perMinute);
    known.at = now;
    return known;
  }

  #forgetQuiet(now: number): void {
    for (const [token, { at, underWay }] of this.#accounts) {
      if (underWay === 0 && now - at >= MINUTE_MS) this.#accounts.delete(token);
    }
  }

  #tooOften({ left }: Account): LimitExceeded {
    const { perMinute } = this.#limits;
    const wait = perMinute === 0 ? 60 : Math.max(1, Math.ceil(((1 - left) / perMinute) * 60));
    return new LimitExceeded(`请求过频：本令牌一分钟内的请求超过 ${perMinute} 次，超出 1 次；请 ${wait} 秒后再试`, 429, wait);
  }
}
