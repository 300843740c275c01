import { Rational } from '../grading/rational.js';

/** Beyond it a cell is a mistake, and could cost minutes of arithmetic. */
const LONGEST = 100;
/** What needs no rewriting. */
const PLAIN = /^(?:0|-?[1-9]\d*(?:\.\d*[1-9])?|-?0\.\d*[1-9])$/;
const GRAMMAR = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/;

/**
 * A folded, trimmed cell as a plain decimal: optional sign, digits (thousands separators in groups of three), optional
 * fraction. Without leading or trailing zeros, and zero has no sign, so that equal values are equal texts.
 * Undefined if it is no such number (an exponent, `1,5`, `30%`), or longer than any amount.
 */
export function parseDecimal(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  if (PLAIN.test(text)) return text;
  const match = GRAMMAR.exec(text);
  if (!match) return undefined;
  const whole = match[2]!.replaceAll(',', '').replace(/^0+(?=\d)/, '');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  const magnitude = fraction === '' ? whole : `${whole}.${fraction}`;
  return match[1] === '-' && magnitude !== '0' ? `-${magnitude}` : magnitude;
}

/**
 * Multiplies plain decimals by a factor exactly; the answer is a plain decimal, or undefined where it does not terminate.
 * Made once for a column: a factor that terminates costs one integer product a cell.
 */
export function scaler(factor: Rational): (decimal: string) => string | undefined {
  const [whole = '', fraction = ''] = factor.toString().split('.');
  const multiplier = BigInt(whole + fraction);
  if (!Rational.of(multiplier, 10n ** BigInt(fraction.length)).equals(factor)) return (decimal) => scaled(decimal, factor);
  return (decimal) => {
    const point = decimal.indexOf('.');
    const places = point < 0 ? 0 : decimal.length - point - 1;
    const digits = point < 0 ? decimal : decimal.slice(0, point) + decimal.slice(point + 1);
    return withPoint(BigInt(digits) * multiplier, places + fraction.length);
  };
}

function scaled(decimal: string, factor: Rational): string | undefined {
  const product = Rational.from(decimal).times(factor);
  const text = product.toString();
  return Rational.from(text).equals(product) ? text : undefined;
}

/** n ÷ 10^places as a plain decimal. */
function withPoint(n: bigint, places: number): string {
  if (places === 0) return String(n);
  const digits = String(n < 0n ? -n : n).padStart(places + 1, '0');
  const whole = digits.slice(0, -places);
  const fraction = digits.slice(-places).replace(/0+$/, '');
  const magnitude = fraction === '' ? whole : `${whole}.${fraction}`;
  return n < 0n ? `-${magnitude}` : magnitude;
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
