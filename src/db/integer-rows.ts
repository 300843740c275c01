const FIRST_ROWS = 1 << 8;

/** Integers by row, from 0 to 2^32 − 1: versions, handovers, lines. */
export class IntegerRows {
  #values = new Uint32Array(FIRST_ROWS);
  #size = 0;

  /** @throws RangeError for a number that is no such integer */
  add(value: number): void {
    if (this.#size === this.#values.length) {
      const after = new Uint32Array(2 * this.#size);
      after.set(this.#values);
      this.#values = after;
    }
    this.#values[this.#size] = value;
    if (this.#values[this.#size] !== value) throw new RangeError(`${value} is no integer of 32 bits`);
    this.#size += 1;
  }

  at(row: number): number {
    return this.#values[row]!;
  }

  trim(): this {
    this.#values = this.#values.slice(0, this.#size);
    return this;
  }
}
