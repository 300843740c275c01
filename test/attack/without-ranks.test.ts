import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { asked, recovered } from './committee.js';
import { countyHub } from './county-hub.js';
import { firms, schemeTexts } from './random-county.js';

vi.mock('../../src/assessment/ranks-beside.js', () => ({ ranksBeside: async () => ({ spanOf: () => undefined, telling: new Set(), untreated: new Set(), unranked: new Set() }) }));

it('the attack finds amounts where bands are told without regard to ranks', async () => {
  const found: string[] = [];
  for (const [all, one, two] of fc.sample(fc.tuple(firms(100, 160), schemeTexts('one'), schemeTexts('two')), { numRuns: 20, seed: 7 })) {
    found.push(...recovered(all, await asked(countyHub(all, [one, two]), ['z1', 'z2'])).found);
  }
  expect(found.length).toBeGreaterThan(5);
}, 300_000);
