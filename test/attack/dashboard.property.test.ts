import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countyHub } from './county-hub.js';
import { dashboardAsked, fewFound } from './dashboard.js';
import { firms, schemeTexts, type Firm } from './random-county.js';

// On demand a longer attack, on other counties each time: ATTACK_RUNS=1000.
const RUNS = Number(process.env['ATTACK_RUNS'] ?? 60);
const SEED = process.env['ATTACK_RUNS'] ? undefined : 2024;
const TOWNS = fc.array(fc.constantFrom('t1', 't1', 't2', 't3'), { minLength: 40, maxLength: 40 });

/** Every table that documents give, by group, zone, town and industry, set beside each other. */
describe.each(['dashboard', 'analyst'])('a %s who adds and subtracts', (role) => {
  it.each([
    ['small counties', 1, 8],
    ['larger counties', 8, 40],
  ])('gets no count of one or two: %s', async (_, least, most) => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(firms(least, most), schemeTexts('one'), TOWNS, async (all, text, towns) => {
        const tables = await dashboardAsked(countyHub(all.map((firm, at): Firm => ({ ...firm, town: towns[at]! })), [text]), 'one', role);
        const counts = tables.flatMap(({ rows }) => rows.flatMap((row) => [...row.counts.values(), row.sum]));
        expect(counts.filter((count) => count === 1 || count === 2)).toEqual([]);
        expect(fewFound(tables)).toEqual([]);
        told += counts.filter((count) => count !== null).length;
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
    );
    expect(told).toBeGreaterThan(RUNS);
  }, 600_000);
});
