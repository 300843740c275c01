import { Rational } from '../grading/rational.js';

const GRAMMAR = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/;

/**
 * A folded, trimmed cell as a plain decimal: optional sign, digits (thousands separators in groups of three), optional
 * fraction. Without leading or trailing zeros, and zero has no sign, so that equal values are equal texts.
 * Undefined if it is no such number (an exponent, `1,5`, `30%`).
 */
export function parseDecimal(text: string): string | undefined {
  const match = GRAMMAR.exec(text);
  if (!match) return undefined;
  const whole = match[2]!.replaceAll(',', '').replace(/^0+(?=\d)/, '');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  const magnitude = fraction === '' ? whole : `${whole}.${fraction}`;
  return match[1] === '-' && magnitude !== '0' ? `-${magnitude}` : magnitude;
}

/** `decimal × factor` as a plain decimal, or undefined if it does not terminate. */
export function scaleDecimal(decimal: string, factor: Rational): string | undefined {
  const product = Rational.from(decimal).times(factor);
  const text = product.toString();
  return Rational.from(text).equals(product) ? text : undefined;
}

/** A stored double as its shortest decimal of at most 15 significant digits, without exponent (HANDOVER.md, Cells). */
export function decimalOfDouble(value: number): string {
  const text = String(Number(value.toPrecision(15)));
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = '', first = '', rest = '', power = '0'] = match;
  const digits = first + rest;
  const point = 1 + Number(power);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}
