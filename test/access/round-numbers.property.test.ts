import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isApart, nearestApart } from '../../src/access/round-numbers.js';
import { Rational } from '../../src/grading/rational.js';
import { known } from '../attack/interval.js';

const number = (text: string) => Rational.from(text);
const positive = fc.tuple(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 6 })).map(([digits, places]) => Rational.of(BigInt(digits), 10n ** BigInt(places)));

describe('numbers that thresholds may stand at', () => {
  it.each(['0', '10', '12', '45', '60', '90', '100', '0.9', '1.5', '1200', '-5'])('%s is one', (text) => {
    expect(isApart(number(text), [])).toBe(true);
  });

  it.each(['46', '65', '101', '1.01', '24.097', '-4.9'])('%s is none', (text) => {
    expect(isApart(number(text), [])).toBe(false);
  });

  it('are none where a threshold stands that is too near', () => {
    expect(isApart(number('80'), [number('85')])).toBe(false);
    expect(isApart(number('70'), [number('85')])).toBe(true);
    expect(isApart(number('85'), [number('85')])).toBe(false);
  });

  it('are named on either side of one that is refused', () => {
    expect(nearestApart(number('46'), [number('45')]).map(String)).toEqual(['45', '50']);
    expect(nearestApart(number('-4.9'), []).map(String)).toEqual(['-4.5', '-5']);
    expect(nearestApart(number('9.95'), []).map(String)).toEqual(['9', '10']);
  });

  it('and the scheme\'s own leave no figure between two of them known within 5 %', () => {
    fc.assert(
      fc.property(positive, positive, positive, (own, about, other) => {
        const thresholds = [own, ...[about, other].flatMap((each) => nearestApart(each, [own]))].filter((each, at, all) => all.findIndex((one) => one.equals(each)) === at);
        for (const [at, one] of thresholds.entries()) {
          for (const two of thresholds.slice(0, at)) {
            const [low, high] = [one.toNumber(), two.toNumber()].sort((a, b) => a - b);
            expect(known({ low: low!, high: high! })).toBe(false);
          }
        }
      }),
      { numRuns: 500, seed: 2024 },
    );
  });
});
