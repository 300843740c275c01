import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { digits, type Fraction } from './naive-grading.js';

/** Small numbers, and some whose denominators are far past what is kept exact at once. */
const fraction = fc.tuple(
  fc.bigInt({ min: -50n, max: 50n }),
  fc.constantFrom(1n, 2n, 3n, 7n, 8n, 100n, 3n ** 900n, 7n ** 500n, 10n ** 400n),
);
const pair = (value: Rational): Fraction => [value.n, value.d];

function same(a: Fraction, b: Fraction): boolean {
  return a[0] * b[1] === b[0] * a[1];
}

describe('rationals, noted down or worked out', () => {
  it('are the exact sum, product and quotient', () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, ([a, b], [c, d], [e, f]) => {
        const [x, y, z] = [Rational.of(a, b), Rational.of(c, d), Rational.of(e, f)];
        const sum: Fraction = [a * d + c * b, b * d];
        expect(same(pair(x.plus(y)), sum)).toBe(true);
        expect(same(pair(x.plus(y).times(z)), [sum[0] * e, sum[1] * f])).toBe(true);
        expect(same(pair(x.minus(y)), [a * d - c * b, b * d])).toBe(true);
        if (e !== 0n) expect(same(pair(x.plus(y).over(z)), [sum[0] * f, sum[1] * e])).toBe(true);
        else expect(() => x.over(z)).toThrow(RangeError);
      }),
    );
  });

  it('round, compare and print as their exact values do', () => {
    fc.assert(
      fc.property(fraction, fraction, fc.integer({ min: 0, max: 8 }), ([a, b], [c, d], places) => {
        const sum = Rational.of(a, b).plus(Rational.of(c, d));
        const exact: Fraction = [a * d + c * b, b * d];
        expect(sum.toFixed(places)).toBe(digits(exact, places));
        expect(sum.round(places).toFixed(places)).toBe(digits(exact, places));
        expect(Math.sign(Rational.of(a, b).compare(Rational.of(c, d)))).toBe(
          Math.sign(Number(a * d - c * b > 0n) - Number(a * d - c * b < 0n)),
        );
        expect(sum.sign).toBe(exact[0] > 0n ? 1 : exact[0] < 0n ? -1 : 0);
        const floor = sum.floor();
        expect(floor * exact[1] <= exact[0] && exact[0] < (floor + 1n) * exact[1]).toBe(true);
        expect(sum.ceil()).toBe(floor * exact[1] === exact[0] ? floor : floor + 1n);
      }),
    );
  });

  it.each([
    ['0.5', 0, '1'],
    ['-0.5', 0, '-1'],
    ['2.675', 2, '2.68'],
    ['-0.004', 2, '0.00'],
    ['1.005', 2, '1.01'],
    ['99999999999999999999.995', 2, '100000000000000000000.00'],
  ])('%s at %i places is %s', (value, places, expected) => {
    expect(Rational.from(value).toFixed(places)).toBe(expected);
  });

  it('print exactly where they terminate, else at six places', () => {
    expect(Rational.of(1n, 3n).toString()).toBe('0.333333');
    expect(Rational.of(30n, 24n).toString()).toBe('1.25');
    expect(Rational.of(7n ** 700n * 5n, 7n ** 700n * 4n).toString()).toBe('1.25');
    expect(Rational.of(-1n, 2n ** 8n).toString()).toBe('-0.00390625');
    expect(Rational.from('1000').toString()).toBe('1000');
    expect(Rational.ZERO.toString()).toBe('0');
  });

  it('have no zero denominator and no other notation than plain decimals', () => {
    expect(() => Rational.of(1n, 0n)).toThrow(RangeError);
    for (const text of ['', '1e3', '１', '1,000', '0x1', '.5', 'NaN', '--1']) expect(Rational.parse(text)).toBeUndefined();
  });
});
