import { Rational } from '../grading/rational.js';

/** A row of `COPY … (FORMAT binary)` where it lies: one object serves every row, and nothing is made of a cell that nobody asks for. */
export class CopiedRow {
  bytes: Buffer = Buffer.alloc(0);
  /** Where each cell begins. */
  readonly from: Int32Array;
  /** How many bytes it has; −1 is null. */
  readonly length: Int32Array;
  /** What {@link decimal} found: a number of at most 12 significant digits as its double, and how many of them are decimals. */
  value = 0;
  decimals = 0;

  /** @param cells how many a row has */
  constructor(cells: number) {
    this.from = new Int32Array(cells);
    this.length = new Int32Array(cells);
  }

  /** Stands on the row that begins at a place. @returns where it ends */
  standOn(bytes: Buffer, at: number): number {
    this.bytes = bytes;
    let next = at;
    for (let cell = 0; cell < this.from.length; cell += 1) {
      const length = bytes.readInt32BE(next);
      this.from[cell] = next + 4;
      this.length[cell] = length;
      next += 4 + Math.max(length, 0);
    }
    return next;
  }

  isNull(cell: number): boolean {
    return this.length[cell]! < 0;
  }

  /** A text; null where there is none. */
  text(cell: number): string | null {
    const [from, length] = [this.from[cell]!, this.length[cell]!];
    return length < 0 ? null : this.bytes.toString('utf8', from, from + length);
  }

  /** An `integer` or `bigint` below 2^53; 0 where there is none. */
  integer(cell: number): number {
    const [from, length] = [this.from[cell]!, this.length[cell]!];
    if (length === 4) return this.bytes.readInt32BE(from);
    return length < 0 ? 0 : this.bytes.readInt32BE(from) * 2 ** 32 + this.bytes.readUInt32BE(from + 4);
  }

  /** A `boolean` that is there. */
  boolean(cell: number): boolean {
    return this.bytes[this.from[cell]!] !== 0;
  }

  /**
   * Reads a `numeric` that is there into `value` and `decimals`. @returns whether it has so few digits; else {@link exact}
   * has it
   */
  decimal(cell: number): boolean {
    const { bytes } = this;
    const at = this.from[cell]!;
    const digits = (bytes[at]! << 8) | bytes[at + 1]!;
    const weight = ((bytes[at + 2]! << 24) >> 16) | bytes[at + 3]!;
    if (digits > MOST_DIGITS || weight > 2 || weight < -1 || bytes[at + 4]! > NEGATIVE_BYTE) return false;
    let whole = 0;
    for (let digit = at + 8; digit < at + 8 + 2 * digits; digit += 2) whole = whole * 10_000 + ((bytes[digit]! << 8) | bytes[digit + 1]!);
    // How many of the digits, four decimal places each, stand behind the point.
    const behind = digits - 1 - weight;
    if (bytes[at + 4] === NEGATIVE_BYTE) whole = -whole;
    this.value = behind > 0 ? whole / POWERS[behind]! : whole * POWERS[-behind]!;
    this.decimals = behind > 0 ? Math.min((bytes[at + 6]! << 8) | bytes[at + 7]!, 4 * behind) : 0;
    return true;
  }

  /** A `numeric` that is there, exactly. @throws RangeError for NaN and infinities, which are no numbers of the hub */
  exact(cell: number): Rational {
    const { bytes } = this;
    const at = this.from[cell]!;
    const [digits, weight, sign] = [bytes.readUInt16BE(at), bytes.readInt16BE(at + 2), bytes.readUInt16BE(at + 4)];
    if (sign !== 0 && sign !== NEGATIVE) throw new RangeError('a numeric that is no number');
    let whole = 0n;
    for (let digit = 0; digit < digits; digit += 1) whole = whole * 10_000n + BigInt(bytes.readUInt16BE(at + 8 + 2 * digit));
    if (sign === NEGATIVE) whole = -whole;
    const behind = digits - 1 - weight;
    return behind > 0 ? Rational.of(whole, 10_000n ** BigInt(behind)) : Rational.of(whole * 10_000n ** BigInt(-behind));
  }
}

/** Digits to the base of 10,000 (PostgreSQL, src/backend/utils/adt/numeric.c): three of them are far below 2^53. */
const MOST_DIGITS = 3;
const NEGATIVE = 0x4000;
const NEGATIVE_BYTE = 0x40;
/** To the base of 10,000. */
const POWERS = [1, 1e4, 1e8, 1e12, 1e16] as const;
