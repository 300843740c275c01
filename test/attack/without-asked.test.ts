import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { countyHub } from './county-hub.js';
import { officerAsked, recoveredByOfficer } from './officer.js';
import { firmsWithPast, methods } from './random-method.js';
import { treatmentTexts, withThreshold } from './random-thresholds.js';

vi.mock('../../src/assessment/hidden-points.js', async (original) => ({ ...(await original<object>()), askedAbout: () => [] }));

it('the attack finds figures where totals are told to a tax officer without regard to conditions', async () => {
  const found: string[] = [];
  for (const [all, one, two, treatments] of fc.sample(fc.tuple(firmsWithPast(1, 12), withThreshold(methods('one')), methods('two'), treatmentTexts()), { numRuns: 400, seed: 7 })) {
    found.push(...recoveredByOfficer(all, await officerAsked(countyHub(all, [one, two], { treatments: [treatments] }))).found);
  }
  expect(found.filter((name) => !name.includes(' points '))).not.toEqual([]);
}, 120_000);
