import { Rational } from '../grading/rational.js';

const YAML_NUMBER = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,3}))?$/;
/** Beyond it a number is a mistake, and could cost minutes of arithmetic. */
const LONGEST = 100;
const PERCENT = /^(.+?)\s*%$/;
const HUNDRED = Rational.integer(100);

/** The exact value of a YAML number as written (24.097, +1, .5, 1e3); undefined if it is none. */
export function exactNumber(text: string): Rational | undefined {
  const match = text.length <= LONGEST ? YAML_NUMBER.exec(text) : null;
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const value = Rational.from(`${sign}${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`);
  const power = Number(exponent);
  const scale = Rational.of(10n ** BigInt(Math.abs(power)));
  return power < 0 ? value.over(scale) : value.times(scale);
}

/** The exact share of `20%` (0.2); undefined if the text is no percentage. */
export function exactPercentage(text: string): Rational | undefined {
  const match = PERCENT.exec(text);
  return match ? exactNumber(match[1]!)?.over(HUNDRED) : undefined;
}
