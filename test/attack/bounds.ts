import { UNKNOWN, both, exactly, type Interval } from './interval.js';

/** Between what each number of each enterprise lies, as far as an attacker knows; narrowed pass by pass until nothing moves. */
export class Bounds {
  readonly #bounds = new Map<string, Interval>();
  readonly #precision: number;
  #moved = false;

  /**
   * @param given numbers that the role may read, by enterprise and fact
   * @param precision the share of a bound by which it has to move to count as moved
   */
  constructor(given: ReadonlyMap<string, number>, precision: number) {
    this.#precision = precision;
    for (const [name, value] of given) this.#bounds.set(name, exactly(value));
  }

  of(name: string): Interval {
    return this.#bounds.get(name) ?? UNKNOWN;
  }

  /** Every number that was reasoned about. */
  names(): string[] {
    return [...this.#bounds.keys()];
  }

  know(name: string, found: Interval): Interval {
    const before = this.of(name);
    const now = both(before, found);
    // By the share of what is known now: of a bound that there was none of, every share is all of it.
    const still = (then: number, is: number) => then === is || Math.abs(then - is) <= this.#precision * Math.abs(is);
    if (!still(before.low, now.low) || !still(before.high, now.high)) {
      this.#bounds.set(name, now);
      this.#moved = true;
    }
    return this.of(name);
  }

  /** Makes passes until one moves nothing, at most so many. */
  settle(atMost: number, pass: () => void): void {
    for (let made = 0; made < atMost; made += 1) {
      this.#moved = false;
      pass();
      if (!this.#moved) return;
    }
  }
}
