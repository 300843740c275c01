import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { countyHub } from './county-hub.js';
import { officerAsked, recoveredByOfficer } from './officer.js';
import { elsewhere, firmsWithPast, methods } from './random-method.js';
import { treatmentTexts, withThreshold } from './random-thresholds.js';

vi.mock('../../src/assessment/further-classes.js', () => ({ furtherClassesThatTell: async () => new Set() }));

/** By chance in one county of some 500. */
const COUNTY = 286;

it('the attack finds figures where classes of a scheme not in force are told without regard to what is told in force', async () => {
  const texts = (id: string) => fc.oneof(methods(id), withThreshold(methods(id)));
  const [all, one, two, treatments] = fc.sample(fc.tuple(firmsWithPast(2, 24), methods('one'), texts('two'), treatmentTexts(), texts('three')), { numRuns: COUNTY + 1, seed: 501 })[COUNTY]!;
  expect(recoveredByOfficer(all, await officerAsked(countyHub(all, [one, elsewhere(two)], { treatments: [treatments] }))).found).not.toEqual([]);
}, 120_000);
