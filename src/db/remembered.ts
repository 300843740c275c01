import { forEverybody } from './cut-off.js';

/**
 * What was read at a data version never changes, so it may be kept: the last `most` answers by key, each read once
 * however many ask at the same time. A failed reading is forgotten.
 */
export class Remembered<T> {
  readonly #kept = new Map<string, Promise<T>>();
  readonly #values = new Map<string, T>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): Promise<T> | undefined {
    return this.#kept.get(key);
  }

  /** What was read, where the reading is over. */
  atHand(key: string): T | undefined {
    return this.#values.get(key);
  }

  read(key: string, work: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(key);
    if (known) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known;
    }
    const reading = forEverybody(work);
    this.#kept.set(key, reading);
    reading.then(
      (value) => void (this.#kept.get(key) === reading && this.#values.set(key, value)),
      () => this.#kept.delete(key),
    );
    if (this.#kept.size > this.#most) this.#forget(this.#kept.keys().next().value!);
    return reading;
  }

  #forget(key: string): void {
    this.#kept.delete(key);
    this.#values.delete(key);
  }
}
