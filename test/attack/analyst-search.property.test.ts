import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINE_STEPS, byOneIndicator, bySeveral, searched } from './analyst-search.js';
import { countyHub } from './county-hub.js';
import { firms } from './random-county.js';

// On demand a longer attack, on other counties each time: ATTACK_RUNS=1000.
const RUNS = Number(process.env['ATTACK_RUNS'] ?? 15);
const SEED = process.env['ATTACK_RUNS'] ? undefined : 2024;

describe('an analyst who searches', () => {
  it('finds no figure within 5 %, whatever the cut is moved to and however the weights are scaled, and leaves none alone in a total', async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(firms(25, 40), fc.oneof(byOneIndicator, bySeveral), async (all, text) => {
        const attack = await searched(countyHub(all, [text]), all, FINE_STEPS);
        expect(attack.wrong).toEqual([]);
        expect(attack.found).toEqual([]);
        expect(attack.isolated).toBe(0);
        told += attack.told;
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }), endOnFailure: true },
    );
    expect(told).toBeGreaterThan(RUNS / 2);
  }, 600_000);
});
