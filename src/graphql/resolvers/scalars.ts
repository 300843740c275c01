import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { Rational } from '../../grading/rational.js';
import { isDay, isInRange } from '../../policy/day.js';
import { hasTooManyDigits } from '../argument-ranges.js';

const CREDIT_CODE = /^[0-9A-HJ-NPQRTUWXY]{18}$/;
const UNIT_CODE = /^\d{12}[A-Z]{2}\d{5}[A-Z]\d{8}$/;
const PARCEL_CODE = /^\d{12}[A-Z]{2}\d{5}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/** A scalar that travels as a string; `read` gives undefined for a text that is none, and `should` says what one is. */
function textScalar<T>(name: string, should: string, read: (text: string) => T | undefined, write: (value: unknown) => string) {
  const parse = (value: unknown): T => {
    const parsed = typeof value === 'string' ? read(value) : undefined;
    if (parsed === undefined) throw new GraphQLError(`${JSON.stringify(value)?.slice(0, 100)} 不是 ${name}：${should}`);
    return parsed;
  };
  return new GraphQLScalarType<T, string>({
    name,
    parseValue: parse,
    parseLiteral: (node: ValueNode) =>
      parse(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : undefined),
    serialize: write,
  });
}

function asText(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('a text was expected');
  return value;
}

function day(text: string): string | undefined {
  return isDay(text) ? text : undefined;
}

function moment(text: string): Date | undefined {
  const parsed = new Date(text);
  return DATE_TIME.test(text) && isDay(text.slice(0, 10)) && isInRange(parsed) ? parsed : undefined;
}

/** The scalars of schema/base.graphql: exact decimals leave as text and never pass through binary floating point. */
export const scalars = {
  Decimal: textScalar(
    'Decimal',
    '应为十进制小数，如 "12.5"',
    // A number of too many digits is refused with its argument, without being read.
    (text) => (hasTooManyDigits(text) || Rational.parse(text) ? text : undefined),
    (value) => {
      if (!(value instanceof Rational)) throw new TypeError('an exact number was expected');
      return value.toString();
    },
  ),
  Date: textScalar('Date', '应为日期，如 "2024-12-31"', day, asText),
  DateTime: textScalar('DateTime', '应为带时区的时刻，如 "2026-03-01T08:00:00Z"', moment, (value) => {
    if (!(value instanceof Date)) throw new TypeError('a moment was expected');
    return value.toISOString();
  }),
  CreditCode: textScalar(
    'CreditCode',
    '应为 18 位统一社会信用代码',
    (text) => [text.trim().toUpperCase()].find((code) => CREDIT_CODE.test(code)),
    asText,
  ),
  ParcelCode: textScalar(
    'ParcelCode',
    '应为 19 位宗地代码',
    (text) => [text.trim().toUpperCase()].find((code) => PARCEL_CODE.test(code)),
    asText,
  ),
  GeoJSON: new GraphQLScalarType({ name: 'GeoJSON' }),
  UnitCode: textScalar(
    'UnitCode',
    '应为 28 位不动产单元代码',
    (text) => [text.trim().toUpperCase()].find((code) => UNIT_CODE.test(code)),
    asText,
  ),
};
