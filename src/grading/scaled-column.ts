import { arePositive } from './doubles.js';
import type { PackedNumbers } from './population.js';
import { Rational } from './rational.js';

/** Below it a double of n ÷ denominator gives n back: what both lose in rounding stays under a half. */
const MOST = 2 ** 51;

/**
 * Exact numbers in eight bytes each: integers over one denominator, kept as the double nearest to their quotient, from which
 * the integer is had back. What has no such integer is `wide`: its exact value stands beside the column.
 */
export class ScaledColumn implements PackedNumbers {
  readonly arePositive: boolean;
  readonly #over: bigint;

  /**
   * @param doubles NaN is missing; each the double nearest to an integer below 2^51 ÷ denominator, unless it is wide
   * @param denominator an integer that a double holds exactly
   */
  constructor(
    readonly doubles: Float64Array,
    readonly denominator: number,
    readonly wide: ReadonlyMap<number, Rational>,
  ) {
    this.arePositive = arePositive(doubles);
    this.#over = BigInt(denominator);
  }

  /** The integer of a row; NaN where it is missing or wide. */
  whole(row: number): number {
    return this.wide.size > 0 && this.wide.has(row) ? NaN : Math.round(this.doubles[row]! * this.denominator);
  }

  exact(row: number): Rational | undefined {
    const value = this.doubles[row]!;
    if (value !== value) return undefined;
    const wide = this.wide.size > 0 ? this.wide.get(row) : undefined;
    return wide ?? Rational.of(BigInt(Math.round(value * this.denominator)), this.#over);
  }

  /** The exact sum of some rows. @param among not NaN for those that count */
  sumOf(rows: Int32Array, among: Float64Array): Rational {
    let sum = 0;
    let carried = 0n;
    let beyond = Rational.ZERO;
    for (let at = 0; at < rows.length; at += 1) {
      if (among[at] !== among[at]) continue;
      const whole = this.whole(rows[at]!);
      if (whole !== whole) {
        beyond = beyond.plus(this.exact(rows[at]!) ?? Rational.ZERO);
        continue;
      }
      sum += whole;
      // One more is below 2^53, so that nothing was lost by now.
      if (sum > MOST || sum < -MOST) {
        carried += BigInt(sum);
        sum = 0;
      }
    }
    return Rational.of(carried + BigInt(sum), this.#over).plus(beyond);
  }
}

/** Puts decimals into a column, row by row in any order. */
export class ScaledColumnBuilder {
  readonly #doubles: Float64Array;
  readonly #wide: Map<number, Rational>;
  #decimals: number;

  /** @param from a column whose numbers stand until they are put anew; it stays as it is */
  constructor(size: number, from?: ScaledColumn) {
    this.#doubles = from ? from.doubles.slice() : new Float64Array(size).fill(NaN);
    this.#wide = new Map(from?.wide);
    this.#decimals = from ? Math.round(Math.log10(from.denominator)) : 0;
  }

  /** @param value the double nearest to a decimal of at most 15 digits, of which `decimals` stand behind the point */
  put(row: number, value: number, decimals: number): void {
    this.#doubles[row] = value;
    if (decimals > this.#decimals) this.#decimals = decimals;
    if (this.#wide.size > 0) this.#wide.delete(row);
  }

  putExactly(row: number, value: Rational): void {
    const decimal = shortDecimal(value);
    if (decimal) return this.put(row, decimal.value, decimal.decimals);
    this.#doubles[row] = value.toNumber();
    this.#wide.set(row, value);
  }

  /** Adds to what a row has already; where it has nothing, this is its value. */
  add(row: number, value: Rational): void {
    const before = this.exact(row);
    this.putExactly(row, before ? before.plus(value) : value);
  }

  clear(row: number): void {
    this.#doubles[row] = NaN;
    this.#wide.delete(row);
  }

  has(row: number): boolean {
    return this.#doubles[row] === this.#doubles[row];
  }

  exact(row: number): Rational | undefined {
    const value = this.#doubles[row]!;
    return value === value ? (this.#wide.get(row) ?? decimalOf(value)) : undefined;
  }

  /** The column; the builder is at its end. */
  column(): ScaledColumn {
    const denominator = 10 ** this.#decimals;
    const doubles = this.#doubles;
    const most = MOST / denominator;
    for (let row = 0; row < doubles.length; row += 1) {
      const value = doubles[row]!;
      if ((value >= most || value <= -most) && !this.#wide.has(row)) this.#wide.set(row, decimalOf(value));
    }
    return new ScaledColumn(doubles, denominator, this.#wide);
  }
}

const [MOST_DECIMALS, MOST_DIGITS] = [12, 10n ** 15n];

/** The double of a number of at most 15 digits, and how many of them are decimals; undefined where it has more. */
function shortDecimal(value: Rational): { readonly value: number; readonly decimals: number } | undefined {
  const { n, d } = value.reduced();
  for (let decimals = 0, scale = 1n; decimals <= MOST_DECIMALS; decimals += 1, scale *= 10n) {
    if (scale % d !== 0n) continue;
    const whole = n * (scale / d);
    return whole < MOST_DIGITS && whole > -MOST_DIGITS ? { value: Number(whole) / Number(scale), decimals } : undefined;
  }
  return undefined;
}

/** A decimal of up to 15 digits is the shortest text of its double. */
function decimalOf(value: number): Rational {
  const text = String(value);
  return Rational.parse(text) ?? Rational.from(value.toFixed(MOST_DECIMALS));
}
