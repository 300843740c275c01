import { Rational } from '../../grading/rational.js';

const QUOTIENT = /^(-?\d+)\/([1-9]\d*)$/;

/** A number with all that it is: as a decimal where it has an end, else as a quotient of whole numbers. */
export function exactText(value: Rational): string {
  const decimal = value.toString();
  return Rational.from(decimal).compare(value) === 0 ? decimal : `${value.n}/${value.d}`;
}

/** The number that {@link exactText} wrote. @throws RangeError where it did not */
export function exactNumber(text: string): Rational {
  const quotient = QUOTIENT.exec(text);
  return quotient ? Rational.of(BigInt(quotient[1]!), BigInt(quotient[2]!)) : Rational.from(text);
}
