/**
 * Exact rational numbers on BigInt. Every published figure is the correctly rounded value of such a number
 * (SCHEME.md, Values: half up in magnitude, once, of the exact value).
 *
 * Numbers are kept reduced lazily: arithmetic does not pay for a gcd until a denominator has grown past
 * 256 bits, since most values live for a handful of operations only.
 */
const REDUCE_ABOVE = 1n << 256n;
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

export class Rational {
  static readonly ZERO = new Rational(0n, 1n);
  static readonly ONE = new Rational(1n, 1n);

  /** `d` is always positive. */
  private constructor(
    readonly n: bigint,
    readonly d: bigint,
  ) {}

  /** n ÷ d as it stands. @throws RangeError if d is 0. */
  static of(n: bigint, d: bigint = 1n): Rational {
    if (d === 0n) throw new RangeError('a rational number has no zero denominator');
    if (d < 0n) return Rational.of(-n, -d);
    if (d > REDUCE_ABOVE) {
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
  static sum(values: readonly Rational[], from = 0, to = values.length): Rational {
    if (to - from === 0) return Rational.ZERO;
    if (to - from === 1) return values[from]!;
    const middle = (from + to) >>> 1;
    return Rational.sum(values, from, middle).plus(Rational.sum(values, middle, to));
  }

  plus(other: Rational): Rational {
    if (this.d === other.d) return Rational.of(this.n + other.n, this.d);
    return Rational.of(this.n * other.d + other.n * this.d, this.d * other.d);
  }

  minus(other: Rational): Rational {
    return this.plus(other.negated());
  }

  times(other: Rational): Rational {
    return Rational.of(this.n * other.n, this.d * other.d);
  }

  /** @throws RangeError on division by zero. */
  over(other: Rational): Rational {
    return Rational.of(this.n * other.d, this.d * other.n);
  }

  negated(): Rational {
    return new Rational(-this.n, this.d);
  }

  get sign(): -1 | 0 | 1 {
    return this.n < 0n ? -1 : this.n > 0n ? 1 : 0;
  }

  /** Negative, zero or positive as this is less than, equal to or greater than the other. */
  compare(other: Rational): number {
    const left = this.n * other.d;
    const right = other.n * this.d;
    return left < right ? -1 : left > right ? 1 : 0;
  }

  equals(other: Rational): boolean {
    return this.compare(other) === 0;
  }

  /** The largest integer not above the value. */
  floor(): bigint {
    const quotient = this.n / this.d;
    return this.n < 0n && quotient * this.d !== this.n ? quotient - 1n : quotient;
  }

  /** The smallest integer not below the value. */
  ceil(): bigint {
    return -this.negated().floor();
  }

  /** Rounded half up in magnitude to `decimals` places (0.5 → 1, −0.5 → −1). */
  round(decimals: number): Rational {
    const scale = 10n ** BigInt(decimals);
    return new Rational(roundedQuotient(this.n * scale, this.d), scale);
  }

  /** Rounded as {@link round}, printed with exactly `decimals` places; a value that rounds to zero has no sign. */
  toFixed(decimals: number): string {
    const scaled = roundedQuotient(this.n * 10n ** BigInt(decimals), this.d);
    const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
    const cut = digits.length - decimals;
    const text = decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
    return scaled < 0n ? `-${text}` : text;
  }

  /** A `Decimal` of the API: exact without trailing zeros where it terminates, else half up at 6 decimals. */
  toString(): string {
    const g = gcd(this.n < 0n ? -this.n : this.n, this.d);
    const places = terminatingPlaces(this.d / g);
    return places === undefined ? this.toFixed(6) : this.toFixed(places);
  }

  toJSON(): string {
    return this.toString();
  }
}

/** The decimal places that 1/d needs, or undefined if it does not terminate. */
function terminatingPlaces(d: bigint): number | undefined {
  let twos = 0;
  let fives = 0;
  while (d % 2n === 0n) {
    d /= 2n;
    twos += 1;
  }
  while (d % 5n === 0n) {
    d /= 5n;
    fives += 1;
  }
  return d === 1n ? Math.max(twos, fives) : undefined;
}

function roundedQuotient(n: bigint, d: bigint): bigint {
  const magnitude = ((n < 0n ? -n : n) * 2n + d) / (d * 2n);
  return n < 0n ? -magnitude : magnitude;
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
