import { Rational } from '../../grading/rational.js';

/** What one record adds to a quotient; undefined where it lacks a part. */
export interface Part {
  readonly numerator: Rational | undefined;
  readonly denominator: Rational | undefined;
  /** What names the record. */
  readonly key: string;
}

/** A quotient of sums; `value` is undefined where it cannot be told. */
export interface Quotient {
  readonly value: Rational | undefined;
  readonly numerator: Rational | undefined;
  readonly denominator: Rational | undefined;
  /** Records left out of both sums, as they lack a part. */
  readonly missing: readonly string[];
}

/** Σ numerators ÷ Σ denominators of the records that have both. */
export function quotientOf(parts: readonly Part[]): Quotient {
  const missing: string[] = [];
  const [above, below]: [Rational[], Rational[]] = [[], []];
  for (const { numerator, denominator, key } of parts) {
    if (numerator && denominator) {
      above.push(numerator);
      below.push(denominator);
    } else missing.push(key);
  }
  return { ...divided(Rational.sum(above), Rational.sum(below)), missing };
}

/** A quotient of one row, with what is known of it. */
export function divided(numerator: Rational | undefined, denominator: Rational | undefined): Omit<Quotient, 'missing'> {
  const value = numerator && denominator && denominator.sign !== 0 ? numerator.over(denominator) : undefined;
  return { value, numerator, denominator };
}

/** Whether something is so, as a count. */
export function count(holds: boolean): Rational {
  return holds ? Rational.ONE : Rational.ZERO;
}
