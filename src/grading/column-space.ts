/**
 * Memory for a first grade of a population, laid out when a large population is read: fresh memory costs a grade more than
 * what it works out in it, and is what garbage is collected for. No part of it is given out twice, so no grade writes over
 * another: members and values are used again by later grades, which make totals and places of their own.
 */
export class ColumnSpace {
  private used = 0;

  /** Nothing is laid out: every column is made when it is asked for. */
  static readonly NONE = new ColumnSpace(new ArrayBuffer(0));

  private constructor(private readonly memory: ArrayBuffer) {}

  /**
   * Memory for a first grade.
   *
   * @param size how many enterprises
   * @param indicators how many different ones a scheme asks for
   */
  static laidOut(size: number, indicators: number): ColumnSpace {
    const memory = new ArrayBuffer(size * (OF_MEMBER + indicators * OF_VALUE) + (COLUMNS + indicators) * OF_VALUE);
    // The system hands pages over only when they are written to.
    new Uint8Array(memory).fill(0);
    return new ColumnSpace(memory);
  }

  /** A column of zeros. */
  doubles(length: number): Float64Array {
    return this.take(Float64Array, length);
  }

  /** A column of zeros. */
  integers(length: number): Int32Array {
    return this.take(Int32Array, length);
  }

  /** A column of zeros. */
  bytes(length: number): Int8Array {
    return this.take(Int8Array, length);
  }

  private take<Column>(of: Maker<Column>, length: number): Column {
    const from = this.used;
    const to = from + Math.ceil((length * of.BYTES_PER_ELEMENT) / OF_VALUE) * OF_VALUE;
    if (to > this.memory.byteLength) return new of(length);
    this.used = to;
    return new of(this.memory, from, length);
  }
}

interface Maker<Column> {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): Column;
  new (memory: ArrayBuffer, from: number, length: number): Column;
}

/** Bytes of an enterprise: row and slot, total, rank and class; the value of an indicator. */
const [OF_MEMBER, OF_VALUE] = [4 + 4 + 8 + 4 + 1, 8] as const;
/** How many columns there are beside those of indicators. */
const COLUMNS = 5;
