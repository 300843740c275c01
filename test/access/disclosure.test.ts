import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disclosed } from '../../src/access/disclosure.js';

describe('disclosed', () => {
  it.each([
    [[10, 20, 30], [10, 20, 30]],
    [[10, 2, 30], [undefined, undefined, 30]],
    [[10, 2, 2, 30], [10, undefined, undefined, 30]],
    [[10, 1, 1, 30], [undefined, undefined, undefined, 30]],
    [[2], [undefined]],
    [[3], [3]],
    [[], []],
  ])('%j → %j', (counts, expected) => {
    expect(disclosed(counts)).toEqual(expected);
  });

  it('never tells a count below three, nor a total that leaves fewer than two or three to guess', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 6 }), (counts) => {
        const told = disclosed(counts);
        expect(told.every((count) => count === undefined || count >= 3)).toBe(true);
        const hidden = counts.filter((_, index) => told[index] === undefined);
        if (hidden.length === 0 || hidden.length === counts.length) return;
        expect(hidden.length).toBeGreaterThan(1);
        expect(hidden.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(3);
      }),
    );
  });
});
