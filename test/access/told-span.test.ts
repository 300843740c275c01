import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ToldSpan, type Parts } from '../../src/access/told-span.js';
import { Rational } from '../../src/grading/rational.js';
import { rank } from '../attack/rank.js';

const parts = (amounts: Record<string, number>, share = '1'): Parts => new Map(Object.entries(amounts).map(([code, base]) => [code, { base: Rational.integer(base), share: Rational.from(share) }]));

/** Tells what may be told; true where it was. */
function telling(): (asked: Parts) => boolean {
  const span = new ToldSpan();
  return (asked) => {
    const told = span.judge(asked) !== 'REVEALING';
    if (told) span.tell(asked);
    return told;
  };
}

describe('sums that may be told', () => {
  it('are of three or more, none of whom is nearly all of it', () => {
    expect(telling()(parts({ a: 5, b: 6 }))).toBe(false);
    expect(telling()(parts({ a: 5, b: 6, c: 7 }))).toBe(true);
    expect(telling()(parts({ a: 1000, b: 6, c: 7 }))).toBe(false);
    expect(telling()(parts({}))).toBe(true);
    expect([telling()(parts({ a: 0, b: 0, c: 0 })), telling()(parts({ a: 0, b: 0 }))]).toEqual([true, false]);
  });

  it('are not told beside an earlier one that only one or two set apart', () => {
    const tells = telling();
    expect(tells(parts({ a: 5, b: 6, c: 7 }))).toBe(true);
    expect(tells(parts({ a: 5, b: 6, c: 7, d: 8 }))).toBe(false);
    expect(tells(parts({ a: 5, b: 6, c: 9 }))).toBe(false);
    expect(tells(parts({ a: 5, b: 6, c: 7, d: 8, e: 9, f: 10 }))).toBe(true);
    expect(tells(parts({ a: 5, b: 6, c: 7 }))).toBe(true);
  });

  it('are not told beside two earlier ones whose sum or difference they close', () => {
    const tells = telling();
    expect(tells(parts({ a: 5, b: 6, c: 7, d: 8 }))).toBe(true);
    expect(tells(parts({ e: 5, f: 6, g: 7, h: 8 }))).toBe(true);
    expect(tells(parts({ a: 5, b: 6, c: 7, e: 5, f: 6, g: 7 }))).toBe(false);
    expect(tells(parts({ a: 5, b: 6, e: 5, f: 6 }))).toBe(true);
  });

  it('see through shares: half of the same sum is known, half of it and one more tells the one', () => {
    const tells = telling();
    expect(tells(parts({ a: 5, b: 6, c: 7, d: 9 }))).toBe(true);
    const span = new ToldSpan();
    span.tell(parts({ a: 5, b: 6, c: 7, d: 9 }));
    expect(span.judge(parts({ a: 5, b: 6, c: 7, d: 9 }, '0.5'))).toBe('KNOWN');
    expect(span.judge(new Map([...parts({ a: 5, b: 6, c: 7, d: 9 }, '0.8'), ...parts({ e: 4 })]))).toBe('REVEALING');
  });

  it('are not told where a few other figures changed by little since: what is new would be the rest of the difference', () => {
    const tells = telling();
    expect(tells(parts({ a: 5000, b: 6000, c: 7000, d: 8000 }))).toBe(true);
    expect(tells(parts({ a: 5001, b: 6001, c: 7001, d: 8000, e: 9000 }))).toBe(false);
    expect(tells(parts({ a: 5500, b: 6500, c: 7500, d: 8000 }))).toBe(true);
  });

  it('are of three or more enterprises, however many figures of each', () => {
    const figures = (...names: string[]): Parts => new Map(names.map((name, at) => [name, { base: Rational.integer(100 + 7 * at), share: Rational.ONE, of: name[0]! }]));
    expect(telling()(figures('a1', 'a2', 'a3', 'b1', 'b2'))).toBe(false);
    const tells = telling();
    expect(tells(parts({ a1: 5, b1: 6, c1: 7, d1: 8 }))).toBe(true);
    expect(tells(figures('a1', 'a2', 'b1', 'b2', 'c1'))).toBe(true);
  });

  it('of several figures of each enterprise give back no combination over one or two of them', () => {
    const column = fc.constantFrom('0', '0', '0.5', '1', '1');
    let [several, kept] = [0, 0];
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 100, max: 300 }), { minLength: 12, maxLength: 12 }),
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 12, maxLength: 12 }),
        fc.array(fc.array(column, { minLength: 12, maxLength: 12 }), { minLength: 3, maxLength: 14 }),
        (bases, holders, asked) => {
          const tells = telling();
          const partsOf = (row: readonly string[]): Parts => new Map(row.map((share, i) => [`f${i}`, { base: Rational.integer(bases[i]!), share: Rational.from(share), of: `e${holders[i]}` }]));
          const told = asked.filter((row) => tells(partsOf(row)));
          const rows = told.map((row) => row.map((share) => Rational.from(share)));
          const whole = rank(rows);
          if (whole > 2) several += 1;
          kept += asked.length - told.length;
          for (let i = 0; i < 6; i += 1) for (let j = i; j < 6; j += 1) expect(rank(rows.map((row) => row.filter((_, at) => holders[at] !== i && holders[at] !== j)))).toBe(whole);
        },
      ),
      { numRuns: 400, seed: 2024 },
    );
    expect(several).toBeGreaterThan(50);
    expect(kept).toBeGreaterThan(50);
  });

  it('give back no combination over one or two enterprises, of however many sums in whatever multiples', () => {
    const shares = fc.array(fc.constantFrom('0', '0', '0.5', '0.8', '1', '1'), { minLength: 8, maxLength: 8 });
    let several = 0;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 100, max: 300 }), { minLength: 8, maxLength: 8 }), fc.array(shares, { minLength: 3, maxLength: 12 }), (bases, asked) => {
        const tells = telling();
        const told = asked.filter((row) => tells(new Map(row.map((share, i) => [String(i), { base: Rational.integer(bases[i]!), share: Rational.from(share) }]))));
        const rows = told.map((row) => row.map((share) => Rational.from(share)));
        const whole = rank(rows);
        if (whole > 2) several += 1;
        // A combination over some columns alone is what the rank loses with them.
        for (let i = 0; i < 8; i += 1) for (let j = i; j < 8; j += 1) expect(rank(rows.map((row) => row.filter((_, at) => at !== i && at !== j)))).toBe(whole);
      }),
      { numRuns: 300, seed: 2024 },
    );
    expect(several).toBeGreaterThan(50);
  });
});
