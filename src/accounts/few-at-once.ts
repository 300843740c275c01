import { Refusal } from '../access/refusal.js';

/** Lets few do something costly at once, and not many wait for it. */
export class FewAtOnce {
  readonly #most: number;
  readonly #mostWaiting: number;
  #busy = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number, mostWaiting: number) {
    this.#most = most;
    this.#mostWaiting = mostWaiting;
  }

  /** Does the work in its turn. @throws Refusal LIMIT_EXCEEDED where too many wait already */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy < this.#most) this.#busy += 1;
    else if (this.#waiting.length < this.#mostWaiting) await new Promise<void>((turn) => this.#waiting.push(turn));
    else throw new Refusal('LIMIT_EXCEEDED', '同时登录的人过多：请稍后再试');
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy -= 1;
    }
  }
}
