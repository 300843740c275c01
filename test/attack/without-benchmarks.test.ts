import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { asked, recovered } from './committee.js';
import { countyHub } from './county-hub.js';
import { firms, schemeTexts } from './random-county.js';

vi.mock('../../src/assessment/told-benchmark.js', async (original) => ({ ...(await original<object>()), benchmarkMayBeTold: () => true }));

it('the attack finds amounts where benchmarks of a few are told without care', async () => {
  const found: string[] = [];
  for (const [all, one, two] of fc.sample(fc.tuple(firms(1, 12), schemeTexts('one'), schemeTexts('two')), { numRuns: 120, seed: 7 })) {
    found.push(...recovered(all, await asked(countyHub(all, [one, two]), ['z1', 'z2'])).found);
  }
  expect(found.length).toBeGreaterThan(5);
}, 120_000);
