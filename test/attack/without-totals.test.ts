import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { SeenAssessment } from '../../src/assessment/seen.js';
import { countyHub } from './county-hub.js';
import { officerAsked, recoveredByOfficer } from './officer.js';
import { firmsWithPast, methods } from './random-method.js';

vi.mock('../../src/assessment/told-total.js', () => ({
  totalsMayBeTold: async () => ({ granted: true }),
  ranksMayBeTold: () => ({ granted: true }),
  toldNow: async ({ assessment }: SeenAssessment) => ({ totals: new Set(assessment.scheme.groups), ranks: new Set(assessment.scheme.groups) }),
  groupsInOrder: async ({ assessment }: SeenAssessment) => ({ byTotal: new Set(assessment.scheme.groups), byRank: new Set(assessment.scheme.groups) }),
}));

it('the attack finds figures where totals are told to a tax officer without care', async () => {
  const found: string[] = [];
  for (const [all, one, two] of fc.sample(fc.tuple(firmsWithPast(1, 12), methods('one'), methods('two')), { numRuns: 25, seed: 7 })) {
    found.push(...recoveredByOfficer(all, await officerAsked(countyHub(all, [one, two]))).found);
  }
  expect(found.length).toBeGreaterThan(50);
}, 120_000);
