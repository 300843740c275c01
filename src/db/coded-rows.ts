import type { PackedTexts } from '../grading/population.js';
import { TextIndex, TextRows } from './text-rows.js';
import type { CopiedRow } from './copied-row.js';

const MOST_NARROW = 2 ** 16;
const FIRST_ROWS = 1 << 8;

/** Texts by row of which few are different: each of them once, and its number in every row. */
export class CodedRows implements PackedTexts<string> {
  readonly #texts = new TextRows();
  readonly #index = new TextIndex(this.#texts);
  /** By code; the first is none. */
  readonly texts: (string | undefined)[] = [undefined];
  codes: Uint16Array | Uint32Array = new Uint16Array(FIRST_ROWS);
  #size = 0;
  #last = 0;

  /** Adds the text of a cell as that of the next row. */
  add(row: CopiedRow, cell: number): void {
    const code = this.codeAt(row, cell);
    if (this.#size === this.codes.length || (code >= MOST_NARROW && this.codes instanceof Uint16Array)) this.#grow(code);
    this.codes[this.#size] = code;
    this.#size += 1;
  }

  /** The code of the text of a cell, which is put into no row. */
  codeAt(row: CopiedRow, cell: number): number {
    const [from, length] = [row.from[cell]!, row.length[cell]!];
    return length < 0 ? 0 : this.#codeOf(row.bytes, from, from + length);
  }

  /** The text of a row; null where it has none. */
  at(row: number): string | null {
    return this.texts[this.codes[row]!] ?? null;
  }

  trim(): this {
    this.codes = this.codes.slice(0, this.#size);
    return this;
  }

  #grow(code: number): void {
    const isWide = code >= MOST_NARROW || this.codes instanceof Uint32Array;
    const size = Math.max(this.codes.length, this.#size === this.codes.length ? 2 * this.#size : 0);
    const after = isWide ? new Uint32Array(size) : new Uint16Array(size);
    after.set(this.codes);
    this.codes = after;
  }

  /** Rows that follow each other are often alike. */
  #codeOf(bytes: Buffer, from: number, to: number): number {
    if (this.#last > 0 && this.#texts.is(this.#last - 1, bytes, from, to)) return this.#last;
    let found = this.#index.find(bytes, from, to);
    if (found < 0) {
      found = this.#texts.size;
      this.#texts.add(bytes, from, to);
      this.#index.add(found);
      this.texts.push(bytes.toString('utf8', from, to));
    }
    this.#last = found + 1;
    return this.#last;
  }
}
