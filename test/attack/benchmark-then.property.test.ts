import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grade } from '../../src/grading/grade.js';
import { AssessmentRefused } from '../../src/grading/refusal.js';
import { populationOf } from '../grading/population-of.js';
import { schemeOf } from '../policy/scheme-of.js';
import { subtracted } from './benchmark-then.js';
import { countyHub } from './county-hub.js';
import { firms, schemeTexts, withoutFigures, type Firm } from './random-county.js';

// On demand a longer attack, on other counties each time: ATTACK_RUNS=1000.
const RUNS = Number(process.env['ATTACK_RUNS'] ?? 40);
const SEED = process.env['ATTACK_RUNS'] ? undefined : 2024;

describe('who asks for a benchmark as it was and as it is', () => {
  it.each([[{ role: 'zone_committee', zones: ['z1', 'z2'] }], [{ role: 'analyst' }]])('learns nothing of the one enterprise that came in between: %o', async (claims) => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(firms(8, 30), schemeTexts('one').filter((text) => text.includes('mean_of_ratios')), async (all, text) => {
        fc.pre(gradable(text, all));
        const late = all[0]!.creditCode;
        const attack = await subtracted(countyHub(all, [text], { earlier: withoutFigures(all, late) }), claims, all, late);
        expect(attack.found).toEqual([]);
        told += attack.told;
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
    );
    expect(told).toBeGreaterThan(RUNS / 4);
  }, 300_000);

  it.each([[{ role: 'zone_committee', zones: ['z1', 'z2'] }], [{ role: 'analyst' }]])('nor of one that left the rounded mean as it was: %o', async (claims) => {
    const [[first]] = fc.sample(firms(1, 1), { numRuns: 1, seed: 1 }) as [readonly [Firm]];
    const all = Array.from({ length: 8 }, (_, at): Firm => ({ ...first, creditCode: `E${at}` }));
    const [text] = fc.sample(schemeTexts('one').filter((each) => each.includes('mean_of_ratios, decimals: 2') && each.includes('id: all')), { numRuns: 1, seed: 1 });
    const attack = await subtracted(countyHub(all, [text!], { earlier: withoutFigures(all, 'E0') }), claims, all, 'E0');
    expect(attack.found).toEqual([]);
    expect(attack.told).toBeGreaterThan(0);
  });
});

/** Whether the scheme can grade the county: a group may have no holder of a benchmark. */
function gradable(text: string, all: readonly Firm[]): boolean {
  try {
    return grade(schemeOf(text), populationOf(2024, all)).results.length > 0;
  } catch (error) {
    if (error instanceof AssessmentRefused) return false;
    throw error;
  }
}
