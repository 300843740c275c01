import type { WithheldValue } from '../access/withheld.js';

/** Collects what an answer leaves out: once for each coordinate and department that lacks, however many rows. */
export class Withheld {
  readonly #values = new Map<string, WithheldValue>();

  add(value: WithheldValue): void {
    const key = `${value.coordinate} ${value.department}`;
    if (!this.#values.has(key)) this.#values.set(key, value);
  }

  /** By coordinate, then department. */
  list(): readonly WithheldValue[] {
    return [...this.#values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  }
}
