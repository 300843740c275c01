import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { subtracted } from './benchmark-then.js';
import { countyHub } from './county-hub.js';
import { firms, schemeTexts, withoutFigures } from './random-county.js';

vi.mock('../../src/assessment/benchmark-then.js', () => ({ standsBesideNow: async () => true }));

it('the subtraction finds the enterprise that came in where benchmarks of earlier versions are told without care', async () => {
  const found: string[] = [];
  for (const [all, text] of fc.sample(fc.tuple(firms(8, 30), schemeTexts('one').filter((each) => each.includes('mean_of_ratios'))), { numRuns: 20, seed: 7 })) {
    const late = all[0]!.creditCode;
    found.push(...(await subtracted(countyHub(all, [text], { earlier: withoutFigures(all, late) }), { role: 'zone_committee', zones: ['z1', 'z2'] }, all, late)).found);
  }
  expect(found.length).toBeGreaterThan(5);
}, 120_000);
