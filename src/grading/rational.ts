import { encloseProduct, encloseQuotient, encloseRatio, encloseSum, floorDivision, type Enclosure } from './enclosure.js';
import { factorsOf, gcd, roundedQuotient, withoutFactor } from './integers.js';
import { isOrdinary } from './ordinary-double.js';

/**
 * Exact rational numbers on BigInt. Every published figure is the correctly rounded value of such a number
 * (SCHEME.md, Values: half up in magnitude, once, of the exact value).
 *
 * Numbers are kept reduced lazily: arithmetic does not pay for a gcd until a denominator has grown past
 * 256 bits, since most values live for a handful of operations only. The mean of a county's ratios has a
 * denominator of tens of thousands of bits: what is computed with such a number is only noted down, decided
 * by enclosures of growing precision, and worked out exactly where these leave a doubt.
 */
const REDUCE_ABOVE = 1n << 256n;
const LARGE = 1n << 1024n;
const PRECISIONS = [128n, 512n] as const;
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** An operation noted down and not yet worked out. */
type Pending =
  | { readonly operation: 'plus' | 'times' | 'over'; readonly left: Rational; readonly right: Rational }
  | { readonly operation: 'sum'; readonly terms: () => Iterable<Rational> };

export class Rational {
  static readonly ZERO = new Rational(0n, 1n);
  static readonly ONE = new Rational(1n, 1n);

  private enclosed: { readonly bits: bigint; readonly enclosure: Enclosure | undefined } | undefined;

  /** The denominator is always positive; while `pending` is set, neither part is known. */
  private constructor(
    private numerator: bigint,
    private denominator: bigint,
    private pending?: Pending,
  ) {}

  /** n ÷ d as it stands. @throws RangeError if d is 0. */
  static of(n: bigint, d: bigint = 1n): Rational {
    if (d === 0n) throw new RangeError('a rational number has no zero denominator');
    if (d < 0n) return Rational.of(-n, -d);
    if (d > REDUCE_ABOVE && d < LARGE) {
      const g = gcd(n < 0n ? -n : n, d);
      if (g > 1n) return new Rational(n / g, d / g);
    }
    return new Rational(n, d);
  }

  static integer(n: number): Rational {
    if (!Number.isSafeInteger(n)) throw new RangeError(`${n} is not an integer`);
    return new Rational(BigInt(n), 1n);
  }

  /** The exact value of a plain decimal such as `-12.50`; undefined if the text is none (no exponent, no grouping). */
  static parse(text: string): Rational | undefined {
    const match = DECIMAL.exec(text);
    if (!match) return undefined;
    const [, sign, whole = '', fraction = ''] = match;
    const digits = BigInt(whole + fraction);
    return new Rational(sign === '-' ? -digits : digits, 10n ** BigInt(fraction.length));
  }

  /** As {@link parse}, for text known to be a decimal. @throws RangeError otherwise. */
  static from(text: string): Rational {
    const value = Rational.parse(text);
    if (!value) throw new RangeError(`not a decimal: ${text}`);
    return value;
  }

  /** The exact sum, by halves, so that a long list costs no more than its digits. */
  static sum(values: readonly Rational[]): Rational {
    const add = values.some((value) => value.pending) ? (a: Rational, b: Rational) => a.plus(b) : plusExactly;
    const within = (from: number, to: number): Rational => {
      if (to - from === 0) return Rational.ZERO;
      if (to - from === 1) return values[from]!;
      const middle = (from + to) >>> 1;
      return add(within(from, middle), within(middle, to));
    };
    return within(0, values.length);
  }

  /** The sum, only noted down: what is asked of it is decided by enclosures of its terms, the exact sum comes last. */
  static sumOf(terms: () => Iterable<Rational>): Rational {
    return new Rational(0n, 1n, { operation: 'sum', terms });
  }

  /** The larger of the two. */
  static max(a: Rational, b: Rational): Rational {
    return a.compare(b) < 0 ? b : a;
  }

  /** The smaller of the two. */
  static min(a: Rational, b: Rational): Rational {
    return a.compare(b) > 0 ? b : a;
  }

  get n(): bigint {
    this.workOut();
    return this.numerator;
  }

  get d(): bigint {
    this.workOut();
    return this.denominator;
  }

  plus(other: Rational): Rational {
    if (this.isLarge || other.isLarge) return Rational.noted('plus', this, other);
    return plusExactly(this, other);
  }

  minus(other: Rational): Rational {
    return this.plus(other.negated());
  }

  times(other: Rational): Rational {
    if (this.isLarge || other.isLarge) return Rational.noted('times', this, other);
    return timesExactly(this, other);
  }

  /** @throws RangeError on division by zero. */
  over(other: Rational): Rational {
    if (!this.isLarge && !other.isLarge) return overExactly(this, other);
    if (other.sign === 0) throw new RangeError('division by zero');
    return Rational.noted('over', this, other);
  }

  negated(): Rational {
    if (this.pending) return this.times(MINUS_ONE);
    return new Rational(-this.numerator, this.denominator);
  }

  /** The same number in lowest terms; worth its gcd for numbers that enter long sums. */
  reduced(): Rational {
    const g = gcd(this.n < 0n ? -this.n : this.n, this.d);
    return g === 1n ? this : new Rational(this.n / g, this.d / g);
  }

  get sign(): -1 | 0 | 1 {
    const sign = this.decided((n) => (n < 0n ? -1n : n > 0n ? 1n : 0n));
    return sign < 0n ? -1 : sign > 0n ? 1 : 0;
  }

  /** Negative, zero or positive as this is less than, equal to or greater than the other. */
  compare(other: Rational): number {
    if (this.isLarge || other.isLarge) {
      for (const bits of PRECISIONS) {
        const a = this.enclosure(bits);
        const b = other.enclosure(bits);
        if (a && b && a.high < b.low) return -1;
        if (a && b && a.low > b.high) return 1;
      }
    }
    const left = this.n * other.d;
    const right = other.n * this.d;
    return left < right ? -1 : left > right ? 1 : 0;
  }

  equals(other: Rational): boolean {
    return this.compare(other) === 0;
  }

  /** The largest integer not above the value. */
  floor(): bigint {
    return this.decided(floorDivision);
  }

  /** The smallest integer not below the value. */
  ceil(): bigint {
    return -this.negated().floor();
  }

  /** Rounded half up in magnitude to `decimals` places (0.5 → 1, −0.5 → −1). */
  round(decimals: number): Rational {
    const scale = 10n ** BigInt(decimals);
    return new Rational(this.scaled(scale), scale);
  }

  /** Rounded as {@link round}, printed with exactly `decimals` places; a value that rounds to zero has no sign. */
  toFixed(decimals: number): string {
    const scaled = this.scaled(10n ** BigInt(decimals));
    const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
    const cut = digits.length - decimals;
    const text = decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
    return scaled < 0n ? `-${text}` : text;
  }

  /** A `Decimal` of the API: exact without trailing zeros where it terminates, else half up at 6 decimals. */
  toString(): string {
    const beyondTens = withoutFactor(withoutFactor(this.d, 2n), 5n);
    if (this.n % beyondTens !== 0n) return this.toFixed(6);
    const value = Rational.of(this.n / beyondTens, this.d / beyondTens).reduced();
    return value.toFixed(Math.max(factorsOf(value.d, 2n), factorsOf(value.d, 5n)));
  }

  toJSON(): string {
    return this.toString();
  }

  /** The value as a double, within a relative 2^−51; ±Infinity where it is not 0 and its size is beyond 10^±100. */
  toNumber(): number {
    if (!this.isLarge) {
      const quotient = Number(this.n) / Number(this.d);
      if (quotient === 0 ? this.n === 0n : isOrdinary(quotient)) return quotient;
    }
    for (const bits of PRECISIONS) {
      const { low, high } = this.enclosure(bits) ?? { low: -1n, high: 1n };
      if (high - low > (low < 0n ? -high : low) >> 60n) continue;
      const value = Number(low) / 2 ** Number(bits);
      if (isOrdinary(value)) return value;
    }
    if (this.pending) return Rational.of(this.n, this.d).toNumber();
    return this.n === 0n ? 0 : this.sign * Infinity;
  }

  private static noted(operation: 'plus' | 'times' | 'over', left: Rational, right: Rational): Rational {
    return new Rational(0n, 1n, { operation, left, right });
  }

  private get isLarge(): boolean {
    return this.pending !== undefined || this.denominator >= LARGE;
  }

  private scaled(scale: bigint): bigint {
    return this.decided((n, d) => roundedQuotient(n * scale, d));
  }

  /** What a rising function of the value yields, from an enclosure whose two ends agree or else from the exact value. */
  private decided(rising: (n: bigint, d: bigint) => bigint): bigint {
    if (this.isLarge) {
      for (const bits of PRECISIONS) {
        const enclosure = this.enclosure(bits);
        if (!enclosure) continue;
        const low = rising(enclosure.low, 1n << bits);
        if (low === rising(enclosure.high, 1n << bits)) return low;
      }
    }
    return rising(this.n, this.d);
  }

  private enclosure(bits: bigint): Enclosure | undefined {
    if (this.enclosed?.bits === bits) return this.enclosed.enclosure;
    const enclosure = this.pending ? this.enclosePending(this.pending, bits) : encloseQuotient(this.numerator, this.denominator, bits);
    if (this.isLarge) this.enclosed = { bits, enclosure };
    return enclosure;
  }

  private enclosePending(pending: Pending, bits: bigint): Enclosure | undefined {
    if (pending.operation === 'sum') {
      let sum: Enclosure | undefined = { low: 0n, high: 0n };
      for (const term of pending.terms()) {
        const part = term.enclosure(bits);
        sum = sum && part && encloseSum(sum, part);
      }
      return sum;
    }
    const [a, b] = [pending.left.enclosure(bits), pending.right.enclosure(bits)];
    if (!a || !b) return undefined;
    if (pending.operation === 'plus') return encloseSum(a, b);
    return pending.operation === 'times' ? encloseProduct(a, b, bits) : encloseRatio(a, b, bits);
  }

  private workOut(): void {
    if (!this.pending) return;
    const value = exactly(this.pending);
    this.numerator = value.n;
    this.denominator = value.d;
    this.pending = undefined;
  }
}

const MINUS_ONE = Rational.integer(-1);

function plusExactly(a: Rational, b: Rational): Rational {
  if (a.d === b.d) return Rational.of(a.n + b.n, a.d);
  return Rational.of(a.n * b.d + b.n * a.d, a.d * b.d);
}

function timesExactly(a: Rational, b: Rational): Rational {
  return Rational.of(a.n * b.n, a.d * b.d);
}

function overExactly(a: Rational, b: Rational): Rational {
  return Rational.of(a.n * b.d, a.d * b.n);
}

function exactly(pending: Pending): Rational {
  switch (pending.operation) {
    case 'sum':
      return Rational.sum([...pending.terms()]);
    case 'plus':
      return plusExactly(pending.left, pending.right);
    case 'times':
      return timesExactly(pending.left, pending.right);
    case 'over':
      return overExactly(pending.left, pending.right);
  }
}
