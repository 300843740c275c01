import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asked, recovered } from './committee.js';
import { countyHub } from './county-hub.js';
import { firms, schemeTexts } from './random-county.js';

// On demand a longer attack, on other counties each time: ATTACK_RUNS=1000.
const RUNS = Number(process.env['ATTACK_RUNS'] ?? 60);
const SEED = process.env['ATTACK_RUNS'] ? undefined : 2024;

/**
 * Everything about single enterprises that two schemes at once give a committee, put together by a solver of intervals:
 * bands, ranks, classes by share and by score, benchmarks, areas and staff; groups of one to thirty.
 */
describe('a committee with a solver', () => {
  it.each([
    ['small groups', 1, 8],
    ['larger groups', 8, 30],
  ])('recovers no amount of a department within 5 %%: %s', async (_, least, most) => {
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(firms(least, most), schemeTexts('one'), schemeTexts('two'), fc.constantFrom(['z1'], ['z1', 'z2']), async (all, one, two, zones) => {
        const attack = recovered(all, await asked(countyHub(all, [one, two]), zones));
        expect(attack.wrong).toEqual([]);
        expect(attack.found).toEqual([]);
        tried += attack.tried;
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
    );
    expect(tried).toBeGreaterThan(10 * RUNS);
  }, 600_000);
});
