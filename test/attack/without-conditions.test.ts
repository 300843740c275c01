import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { asked, recovered } from './committee.js';
import { countyHub } from './county-hub.js';
import { firms, schemeTexts } from './random-county.js';
import { treatmentTexts, withThreshold } from './random-thresholds.js';

vi.mock('../../src/assessment/figure-thresholds.js', async (original) => ({ ...(await original<object>()), saidByThresholds: () => [] }));
vi.mock('../../src/assessment/told-treatments.js', () => ({ treatmentMayBeTold: () => ({ granted: true }), refusedTreatments: () => [], treatmentConditions: () => [] }));

it('the attack finds amounts where conditions are told without regard to what else is', async () => {
  const found: string[] = [];
  for (const [all, one, two, treatments] of fc.sample(fc.tuple(firms(1, 12), withThreshold(schemeTexts('one')), schemeTexts('two'), treatmentTexts()), { numRuns: 200, seed: 7 })) {
    found.push(...recovered(all, await asked(countyHub(all, [one, two], { treatments: [treatments] }), ['z1', 'z2'])).found);
  }
  expect(found.length).toBeGreaterThan(5);
}, 300_000);
