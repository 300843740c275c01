import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { countyHub } from './county-hub.js';
import { officerAsked, recoveredByOfficer } from './officer.js';
import { firmsWithPast, methods } from './random-method.js';
import { treatmentTexts } from './random-thresholds.js';

vi.mock('../../src/assessment/groups-given-away.js', () => ({ groupsGivenAway: async () => new Set() }));

/** Where it happens: by chance in one county of some 450. */
const COUNTIES = [386, 505];

it('the attack finds figures where totals and ranks of several schemes are told without regard to each other', async () => {
  const all = fc.sample(fc.tuple(firmsWithPast(8, 30), methods('one'), methods('two'), treatmentTexts()), { numRuns: 506, seed: 16 });
  for (const [firms, one, two] of COUNTIES.map((at) => all[at]!)) {
    expect(recoveredByOfficer(firms, await officerAsked(countyHub(firms, [one, two]))).found).not.toEqual([]);
  }
}, 120_000);
