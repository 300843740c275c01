import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { CORRECTED, countyHub } from './county-hub.js';
import { officerAsked, recoveredByOfficer } from './officer.js';
import type { Firm } from './random-county.js';
import { firmsWithPast, methods } from './random-method.js';

const THEN = new Date(CORRECTED.getTime() - 1);
const CASES = fc.sample(fc.tuple(firmsWithPast(2, 12), methods('one')), { numRuns: 25, seed: 11 });

/** The same county before the first firm's figures were corrected: to what the others are compared with, was another then. */
function before([first, ...others]: readonly Firm[]): readonly Firm[] {
  const wrong = Object.fromEntries(Object.entries(first!.amounts).map(([fact, amount]) => [fact, fact.startsWith('statistics') ? amount.times(Rational.integer(3)) : amount]));
  return [{ ...first!, amounts: wrong, facts: { ...first!.facts, 2024: { ...first!.facts[2024], ...wrong } } }, ...others];
}

/** A tax officer who sets totals by the benchmarks of then beside those of now, of firms whose own figures did not change. */
describe('a tax officer who asks as of then', () => {
  it('recovers no figure of another department within 5 %, and gets the totals that are told now where the yardsticks are the same', async () => {
    let again = 0;
    for (const [all, text] of CASES) {
      const hub = countyHub(all, [text], { earlier: before(all) });
      const [now, then] = [await officerAsked(hub), await officerAsked(hub, THEN)];
      const others = then.map((each) => ({ ...each, clues: each.clues.filter(({ creditCode }) => creditCode !== all[0]!.creditCode), benchmarks: new Map() }));
      const { found, wrong } = recoveredByOfficer(all, [...now, ...others]);
      expect(wrong).toEqual([]);
      expect(found).toEqual([]);
      again += others.flatMap(({ clues }) => clues).filter(({ total }) => total !== null).length;
    }
    expect(again).toBeGreaterThan(8);
  });
});
