import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { FINE_STEPS, byOneIndicator, bySeveral, searched } from './analyst-search.js';
import { countyHub } from './county-hub.js';
import { firms } from './random-county.js';

vi.mock('../../src/access/what-if-search.js', () => ({ searchRefusal: () => undefined }));

it('the search finds figures where any number may be tried, and leaves one alone in a total', async () => {
  const found: string[] = [];
  let isolated = 0;
  for (const [all, text] of fc.sample(fc.tuple(firms(25, 40), fc.oneof(byOneIndicator, bySeveral)), { numRuns: 14, seed: 7 })) {
    const attack = await searched(countyHub(all, [text]), all, FINE_STEPS);
    expect(attack.wrong).toEqual([]);
    found.push(...attack.found);
    isolated += attack.isolated;
  }
  expect(found.length).toBeGreaterThan(5);
  expect(isolated).toBeGreaterThan(5);
}, 120_000);
