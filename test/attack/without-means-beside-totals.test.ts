import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { countyHub } from './county-hub.js';
import { officerAsked, recoveredByOfficer } from './officer.js';
import { elsewhere, firmsWithPast, methods } from './random-method.js';
import { treatmentTexts } from './random-thresholds.js';

vi.mock('../../src/assessment/means-beside-totals.js', () => ({ meansWouldTell: () => false }));

/** By chance in one county of some 800. */
const COUNTY = 260;

it('the attack finds figures where totals of a scheme not in force are told without regard to the means of those that are', async () => {
  const [all, one, two] = fc.sample(fc.tuple(firmsWithPast(4, 24), methods('one'), methods('two'), treatmentTexts()), { numRuns: COUNTY + 1, seed: 121 })[COUNTY]!;
  expect(recoveredByOfficer(all, await officerAsked(countyHub(all, [one, elsewhere(two)]))).found).not.toEqual([]);
}, 120_000);
