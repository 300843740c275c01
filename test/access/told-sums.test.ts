import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ToldSums } from '../../src/access/told-sums.js';
import { Rational } from '../../src/grading/rational.js';

const parts = (amounts: Record<string, number>) => new Map(Object.entries(amounts).map(([code, amount]) => [code, Rational.integer(amount)]));

describe('sums that may be told', () => {
  it('are of three or more, none of whom is nearly all of it', () => {
    expect(new ToldSums().mayTell('x', parts({ a: 5, b: 6 }))).toBe(false);
    expect(new ToldSums().mayTell('x', parts({ a: 5, b: 6, c: 7 }))).toBe(true);
    expect(new ToldSums().mayTell('x', parts({ a: 1000, b: 6, c: 7 }))).toBe(false);
    expect(new ToldSums().mayTell('x', parts({}))).toBe(true);
  });

  it('are not told beside an earlier one that only one or two set apart', () => {
    const sums = new ToldSums();
    expect(sums.mayTell('x', parts({ a: 5, b: 6, c: 7 }))).toBe(true);
    expect(sums.mayTell('x', parts({ a: 5, b: 6, c: 7, d: 8 }))).toBe(false);
    expect(sums.mayTell('x', parts({ a: 5, b: 6, c: 9 }))).toBe(false);
    expect(sums.mayTell('y', parts({ a: 5, b: 6, c: 9 }))).toBe(true);
    expect(sums.mayTell('x', parts({ a: 5, b: 6, c: 7, d: 8, e: 9, f: 10 }))).toBe(true);
    expect(sums.mayTell('x', parts({ a: 5, b: 6, c: 7 }))).toBe(true);
  });

  it('give no part back within 5 % by subtracting any two', () => {
    const amounts = fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 8, maxLength: 8 }), fc.array(amounts, { maxLength: 12 }), (values, asked) => {
        const sums = new ToldSums();
        const told = asked.map((members) => parts(Object.fromEntries(members.map((i) => [String(i), values[i]!])))).filter((set) => sums.mayTell('x', set));
        const total = (set: ReadonlyMap<string, Rational>) => [...set.values()].reduce((sum, part) => sum + part.toNumber(), 0);
        for (const a of [...told, new Map<string, Rational>()]) {
          for (const b of told) {
            const difference = Math.abs(total(a) - total(b));
            const between = values.filter((_, i) => a.has(String(i)) !== b.has(String(i)));
            const onlyIn = [a, b].filter((set, at) => values.some((_, i) => set.has(String(i)) && ![b, a][at]!.has(String(i))));
            if (onlyIn.length === 1) expect(between.filter((value) => Math.abs(value - difference) <= 0.047 * value)).toEqual([]);
          }
        }
      }),
    );
  });
});
