import { approximate, powerOfTen, roundedTo, signOf, type Approximate } from '../doubles.js';
import { Rational } from '../rational.js';
import type { Climbs } from './climbs.js';

/** An error above this share of the number is no use: its exact value is read as a double instead. */
const USEFUL = 2 ** -40;

/** A number of a whole group: known up to an error at once, and exactly for who asks. */
export class Figure {
  private known: Rational | undefined;

  private constructor(
    readonly about: Approximate,
    private readonly make: () => Rational,
  ) {}

  /** @param make the exact number, asked for once at most */
  static of(about: Approximate, make: () => Rational, climbs: Climbs): Figure {
    if (about.error <= Math.abs(about.value) * USEFUL) return new Figure(about, make);
    climbs.count += 1;
    return Figure.exactly(make());
  }

  static exactly(exact: Rational): Figure {
    return new Figure(approximate(exact), () => exact);
  }

  get exact(): Rational {
    return (this.known ??= this.make());
  }

  /** Rounded, where there are decimals to round to. */
  rounded(decimals: number | undefined, climbs: Climbs): Figure {
    if (decimals === undefined) return this;
    const scaled = roundedTo(powerOfTen(decimals), this.about.value, this.about.error);
    if (!Number.isNaN(scaled)) return Figure.exactly(Rational.of(BigInt(scaled), 10n ** BigInt(decimals)));
    climbs.count += 1;
    return Figure.exactly(this.exact.round(decimals));
  }

  times(factor: Rational, climbs: Climbs): Figure {
    if (factor.equals(Rational.ONE)) return this;
    const { value, error } = approximate(factor);
    const product = value * this.about.value;
    const about = { value: product, error: Math.abs(value) * this.about.error + 2 * Math.abs(this.about.value) * error };
    return Figure.of(about, () => this.exact.times(factor), climbs);
  }

  /** Whether it is greater than 0. */
  isPositive(climbs: Climbs): boolean {
    const sign = signOf(this.about);
    if (sign === undefined) climbs.count += 1;
    return (sign ?? this.exact.sign) > 0;
  }

  equals(other: Figure, climbs: Climbs): boolean {
    const apart = signOf({ value: this.about.value - other.about.value, error: this.about.error + other.about.error });
    if (apart !== undefined && apart !== 0) return false;
    climbs.count += 1;
    return this.exact.equals(other.exact);
  }
}
