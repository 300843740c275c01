import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SAMPLE_GRANTS, type Grant } from '../../src/access/grants.js';
import { countyHub } from './county-hub.js';
import { officerAsked, recoveredByOfficer } from './officer.js';
import { firmsWithPast, methods } from './random-method.js';

const BANDS: Grant = { role: 'tax_officer', fields: ['IndicatorResult.band'] };

it('the attack finds figures where a tax officer gets bands beside totals', async () => {
  const found: string[] = [];
  for (const [all, one, two] of fc.sample(fc.tuple(firmsWithPast(1, 12), methods('one'), methods('two')), { numRuns: 150, seed: 8 })) {
    found.push(...recoveredByOfficer(all, await officerAsked(countyHub(all, [one, two], { grants: [...SAMPLE_GRANTS, BANDS] }))).found);
  }
  expect(found.length).toBeGreaterThan(0);
}, 120_000);
