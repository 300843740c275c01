import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { isolated, RELIEF } from './analyst-sums.js';
import { countyHub } from './county-hub.js';
import { firms, schemeTexts } from './random-county.js';

vi.mock('../../src/access/told-span.js', () => ({ ToldSpan: class { judge = () => 'NEW'; tell = () => undefined; } }));

it('the attack isolates enterprises where every sum is told', async () => {
  const found: string[] = [];
  const shares = fc.array(fc.tuple(fc.integer({ min: 5, max: 40 }), fc.integer({ min: 41, max: 74 })), { minLength: 4, maxLength: 14 });
  for (const [all, text, cuts] of fc.sample(fc.tuple(firms(10, 30), schemeTexts('one').filter((each) => !each.includes('by: score')), shares), { numRuns: 5, seed: 7 })) {
    found.push(...(await isolated(countyHub(all, [text], { relief: RELIEF }), all, text, cuts)).found);
  }
  expect(found.length).toBeGreaterThan(5);
}, 120_000);
