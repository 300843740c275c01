import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINE_STEPS, searched } from './analyst-search.js';
import { countyHub } from './county-hub.js';
import { firms, schemeTexts } from './random-county.js';

// On demand a longer attack, on other counties each time: ATTACK_RUNS=1000.
const RUNS = Number(process.env['ATTACK_RUNS'] ?? 15);
const SEED = process.env['ATTACK_RUNS'] ? undefined : 2024;

describe('an analyst who searches', () => {
  it('finds no total within 5 %, whatever the cut is moved to and however the weights are scaled', async () => {
    let told = 0;
    const scored = schemeTexts('one').filter((text) => text.includes('by: score'));
    await fc.assert(
      fc.asyncProperty(firms(12, 40), scored, async (all, text) => {
        const attack = await searched(countyHub(all, [text]), all, FINE_STEPS);
        expect(attack.wrong).toEqual([]);
        expect(attack.found).toEqual([]);
        told += attack.told;
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }), endOnFailure: true },
    );
    expect(told).toBeGreaterThan(RUNS);
  }, 600_000);
});
