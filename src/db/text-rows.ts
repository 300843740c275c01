const [FIRST_BYTES, FIRST_ROWS] = [1 << 12, 1 << 8];
/** Stands for no text: PostgreSQL stores none that holds it. */
const NUL = 0;

/** Texts by row in one buffer, in UTF-8: a text costs its bytes and four more. */
export class TextRows {
  #bytes = Buffer.alloc(FIRST_BYTES);
  #ends = new Uint32Array(FIRST_ROWS);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds bytes of a buffer as the text of the next row. */
  add(bytes: Buffer, from: number, to: number): void {
    const start = this.#start(this.#size);
    if (start + to - from > this.#bytes.length) this.#bytes = grown(this.#bytes, Buffer.alloc(2 * (start + to - from)));
    bytes.copy(this.#bytes, start, from, to);
    this.#end(start + to - from);
  }

  /** Adds no text as that of the next row. */
  addNone(): void {
    const start = this.#start(this.#size);
    if (start + 1 > this.#bytes.length) this.#bytes = grown(this.#bytes, Buffer.alloc(2 * (start + 1)));
    this.#bytes[start] = NUL;
    this.#end(start + 1);
  }

  /** The text of a row; null where it has none. */
  at(row: number): string | null {
    const [from, to] = [this.#start(row), this.#ends[row]!];
    return to - from === 1 && this.#bytes[from] === NUL ? null : this.#bytes.toString('utf8', from, to);
  }

  /** Whether the text of a row is these bytes. */
  is(row: number, bytes: Buffer, from: number, to: number): boolean {
    const start = this.#start(row);
    if (this.#ends[row]! - start !== to - from) return false;
    const mine = this.#bytes;
    for (let at = from, own = start; at < to; at += 1, own += 1) if (mine[own] !== bytes[at]) return false;
    return true;
  }

  hash(row: number): number {
    return hashOf(this.#bytes, this.#start(row), this.#ends[row]!);
  }

  /** Negative, 0 or positive as the bytes of one row's text come before those of another. */
  compare(a: number, b: number): number {
    return this.#bytes.compare(this.#bytes, this.#start(b), this.#ends[b], this.#start(a), this.#ends[a]);
  }

  /** Whether a row's text comes after the one before it. */
  isAfter(row: number): boolean {
    return row === 0 || this.compare(row - 1, row) < 0;
  }

  /** Gives back what was laid out for rows that did not come. */
  trim(): this {
    this.#bytes = Buffer.from(this.#bytes.subarray(0, this.#start(this.#size)));
    this.#ends = this.#ends.slice(0, this.#size);
    return this;
  }

  #start(row: number): number {
    return row === 0 ? 0 : this.#ends[row - 1]!;
  }

  #end(at: number): void {
    if (this.#size === this.#ends.length) this.#ends = grown(this.#ends, new Uint32Array(2 * this.#size));
    this.#ends[this.#size] = at;
    this.#size += 1;
  }
}

/** Finds the rows of texts by their bytes. */
export class TextIndex {
  readonly #texts: TextRows;
  /** Row + 1 in an open table; 0 is free. */
  #slots = new Int32Array(2 * FIRST_ROWS);
  #used = 0;

  constructor(texts: TextRows) {
    this.#texts = texts;
  }

  /** The row whose text is these bytes; −1 where none is. */
  find(bytes: Buffer, from: number, to: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hashOf(bytes, from, to) & mask; ; slot = (slot + 1) & mask) {
      const row = this.#slots[slot]! - 1;
      if (row < 0 || this.#texts.is(row, bytes, from, to)) return row;
    }
  }

  findText(text: string): number {
    const bytes = Buffer.from(text);
    return this.find(bytes, 0, bytes.length);
  }

  /** Makes a row known whose text is not yet. */
  add(row: number): void {
    if (2 * (this.#used + 1) > this.#slots.length) this.#grow();
    this.#put(row);
    this.#used += 1;
  }

  #put(row: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#texts.hash(row) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = row + 1;
  }

  #grow(): void {
    const rows = this.#slots.filter((row) => row > 0);
    this.#slots = new Int32Array(2 * this.#slots.length);
    for (let at = 0; at < rows.length; at += 1) this.#put(rows[at]! - 1);
  }
}

/** FNV-1a, stirred once more since tables take its lowest bits. */
function hashOf(bytes: Buffer, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

function grown<Kind extends Uint8Array | Uint32Array>(before: Kind, after: Kind): Kind {
  after.set(before);
  return after;
}
