import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subtracted } from './benchmark-then.js';
import { countyHub } from './county-hub.js';
import { firms, schemeTexts, withoutFigures } from './random-county.js';

// On demand a longer attack, on other counties each time: ATTACK_RUNS=1000.
const RUNS = Number(process.env['ATTACK_RUNS'] ?? 40);
const SEED = process.env['ATTACK_RUNS'] ? undefined : 2024;

describe('who asks for a benchmark as it was and as it is', () => {
  it.each([[{ role: 'zone_committee', zones: ['z1', 'z2'] }], [{ role: 'analyst' }]])('learns nothing of the one enterprise that came in between: %o', async (claims) => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(firms(8, 30), schemeTexts('one').filter((text) => text.includes('mean_of_ratios')), async (all, text) => {
        const late = all[0]!.creditCode;
        const attack = await subtracted(countyHub(all, [text], { earlier: withoutFigures(all, late) }), claims, all, late);
        expect(attack.found).toEqual([]);
        told += attack.told;
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
    );
    expect(told).toBeGreaterThan(RUNS / 4);
  }, 300_000);
});
