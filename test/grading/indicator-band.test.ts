import { describe, expect, it } from 'vitest';
import { indicatorBand } from '../../src/grading/indicator-band.js';
import { Rational } from '../../src/grading/rational.js';

describe('the band of an indicator', () => {
  it.each([
    ['-5', 'FAR_BELOW'],
    ['0', 'FAR_BELOW'],
    ['49.999999', 'FAR_BELOW'],
    ['50', 'BELOW'],
    ['89.999999', 'BELOW'],
    ['90', 'AROUND'],
    ['110', 'AROUND'],
    ['110.000001', 'ABOVE'],
    ['200', 'ABOVE'],
    ['200.000001', 'FAR_ABOVE'],
  ])('%s of 100 is %s', (value, band) => {
    expect(indicatorBand(Rational.from(value), Rational.from('100'))).toBe(band);
  });

  it('is not told without a value or a benchmark to stand against', () => {
    expect(indicatorBand(undefined, Rational.ONE)).toBeUndefined();
    expect(indicatorBand(Rational.ONE, undefined)).toBeUndefined();
    expect(indicatorBand(Rational.ONE, Rational.ZERO)).toBeUndefined();
  });
});
