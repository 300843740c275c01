import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isolated, RELIEF } from './analyst-sums.js';
import { countyHub } from './county-hub.js';
import { firms, schemeTexts } from './random-county.js';

// On demand a longer attack, on other counties each time: ATTACK_RUNS=1000.
const RUNS = Number(process.env['ATTACK_RUNS'] ?? 20);
const SEED = process.env['ATTACK_RUNS'] ? undefined : 2024;

describe('an analyst who adds and subtracts sums', () => {
  it('finds no combination of any number of them over one enterprise or two', async () => {
    let told = 0;
    const ranked = schemeTexts('one').filter((text) => !text.includes('by: score'));
    const shares = fc.array(fc.tuple(fc.integer({ min: 5, max: 40 }), fc.integer({ min: 41, max: 74 })), { minLength: 4, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(firms(10, 30), ranked, shares, async (all, text, cuts) => {
        const attack = await isolated(countyHub(all, [text], { relief: RELIEF }), all, text, cuts);
        expect(attack.found).toEqual([]);
        told += attack.told;
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }), endOnFailure: true },
    );
    expect(told).toBeGreaterThan(2 * RUNS);
  }, 600_000);
});
