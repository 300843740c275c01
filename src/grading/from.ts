import { Rational } from './rational.js';

/** The numbers from a bound on; where it is open, those beyond it only. */
export interface From {
  readonly bound: Rational;
  readonly open: boolean;
}

/** Whether a number is one of them. */
export function meets(value: Rational, { bound, open }: From): boolean {
  const sign = value.compare(bound);
  return open ? sign > 0 : sign >= 0;
}

/** The least of them with so many places. */
export function leastOnGrid({ bound, open }: From, decimals: number): Rational {
  const scale = 10n ** BigInt(decimals);
  const scaled = bound.times(Rational.of(scale));
  return Rational.of(open ? scaled.floor() + 1n : scaled.ceil(), scale);
}

/** The greatest number with so many places that is not above the bound; where it is open, below it. */
export function mostOnGrid({ bound, open }: From, decimals: number): Rational {
  return leastOnGrid({ bound: bound.negated(), open }, decimals).negated();
}

/**
 * The numbers that round to a number with so many places, or to more. Halves go away from 0 (SCHEME.md, Values): 0.5 is
 * the least that rounds to 1, and −0.5 rounds to −1, so that only what is above it rounds to 0.
 */
export function roundingTo(target: Rational, decimals: number): From {
  return { bound: target.minus(Rational.of(1n, 2n * 10n ** BigInt(decimals))), open: target.sign <= 0 };
}
