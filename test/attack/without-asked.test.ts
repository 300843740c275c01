import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { countyHub } from './county-hub.js';
import { officerAsked, recoveredByOfficer } from './officer.js';
import { firmsWithPast, methods } from './random-method.js';
import { treatmentTexts, withThreshold } from './random-thresholds.js';

vi.mock('../../src/assessment/hidden-points.js', async (original) => ({ ...(await original<object>()), askedAbout: () => [] }));
vi.mock('../../src/assessment/treatments-beside.js', () => ({ treatmentsMayBeTold: () => Promise.resolve(true) }));

/** By chance in one county of some 2,700 under a single scheme; treatments that would tell beside a total, which give way too, are told as well. */
const COUNTY = 1028;

it('the attack finds figures where totals are told to a tax officer without regard to conditions', async () => {
  const [all, one, , treatments] = fc.sample(fc.tuple(firmsWithPast(1, 8), withThreshold(methods('one')), methods('two'), treatmentTexts()), { numRuns: COUNTY + 1, seed: 201 })[COUNTY]!;
  const { found } = recoveredByOfficer(all, await officerAsked(countyHub(all, [one], { treatments: [treatments] })));
  expect(found.filter((name) => !name.includes(' points '))).not.toEqual([]);
}, 120_000);
