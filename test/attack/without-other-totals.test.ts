import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { countyHub } from './county-hub.js';
import { officerAsked, recoveredByOfficer } from './officer.js';
import { firmsWithPast, methods } from './random-method.js';
import { treatmentTexts } from './random-thresholds.js';

vi.mock('../../src/assessment/groups-given-away.js', () => ({ groupsGivenAway: async () => new Set() }));

/** By chance in one county of some 450. */
it.each([
  [15, 1, 8, 460],
  [16, 8, 30, 386],
])('the attack finds figures where totals and ranks of several schemes are told without regard to each other: seed %i, %i to %i, county %i', async (seed, least, most, at) => {
  const [firms, one, two] = fc.sample(fc.tuple(firmsWithPast(least, most), methods('one'), methods('two'), treatmentTexts()), { numRuns: at + 1, seed })[at]!;
  expect(recoveredByOfficer(firms, await officerAsked(countyHub(firms, [one, two]))).found).not.toEqual([]);
}, 120_000);
