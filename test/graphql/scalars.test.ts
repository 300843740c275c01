import { parseValue } from 'graphql';
import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { scalars } from '../../src/graphql/resolvers/scalars.js';

describe('scalars', () => {
  it.each([
    [Rational.from('12.50'), '12.5'],
    [Rational.of(1n, 3n), '0.333333'],
    [Rational.of(-2n, 3n), '-0.666667'],
    [Rational.from('3'), '3'],
  ])('Decimal leaves as exact text', (value, text) => {
    expect(scalars.Decimal.serialize(value)).toBe(text);
  });

  it('Decimal never lets a binary number out', () => {
    expect(() => scalars.Decimal.serialize(0.1)).toThrow();
  });

  it.each([
    ['Decimal', '12.5', '12.5'],
    ['Date', '2024-02-29', '2024-02-29'],
    ['CreditCode', ' 9133990144lekl1axk ', '9133990144LEKL1AXK'],
    ['UnitCode', '339901002017GB01620W00000000', '339901002017GB01620W00000000'],
  ] as const)('%s takes %s', (name, text, value) => {
    expect(scalars[name].parseValue(text)).toBe(value);
    expect(scalars[name].parseLiteral(parseValue(JSON.stringify(text)) as never)).toBe(value);
  });

  it.each([
    ['Decimal', '1e5'],
    ['Decimal', '１２'],
    ['Decimal', 12.5],
    ['Date', '2023-02-29'],
    ['Date', '2024-2-9'],
    ['DateTime', '2024-01-01'],
    ['DateTime', '2024-01-01T00:00:00'],
    ['DateTime', '2024-02-30T00:00:00Z'],
    ['DateTime', '2024-01-01T25:00:00Z'],
    ['CreditCode', '123'],
    ['CreditCode', 'O133990144LEKL1AXK'],
    ['UnitCode', '3.31E+27'],
  ] as const)('%s refuses %s', (name, value) => {
    expect(() => scalars[name].parseValue(value)).toThrow(name);
  });

  it('DateTime is a moment', () => {
    expect(scalars.DateTime.parseValue('2026-03-01T08:00:00+08:00')).toEqual(new Date('2026-03-01T00:00:00Z'));
  });
});
