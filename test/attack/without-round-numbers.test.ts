import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { FINE_STEPS, searched } from './analyst-search.js';
import { countyHub } from './county-hub.js';
import { firms, schemeTexts } from './random-county.js';

vi.mock('../../src/access/what-if-search.js', () => ({ searchRefusal: () => undefined }));

it('the search finds totals where any number may be tried', async () => {
  const found: string[] = [];
  for (const [all, text] of fc.sample(fc.tuple(firms(12, 40), schemeTexts('one').filter((each) => each.includes('by: score'))), { numRuns: 6, seed: 7 })) {
    const attack = await searched(countyHub(all, [text]), all, FINE_STEPS);
    expect(attack.wrong).toEqual([]);
    found.push(...attack.found);
  }
  expect(found.length).toBeGreaterThan(5);
}, 120_000);
