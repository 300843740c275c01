import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { CORRECTED, countyHub } from './county-hub.js';
import { officerAsked, recoveredByOfficer } from './officer.js';
import type { OfficerEvidence } from './officer-solver.js';
import type { Firm } from './random-county.js';
import { elsewhere, firmsOfTwoYears, firmsWithPast, growing, methods, ofTwoYears } from './random-method.js';

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
      const evidence = await askedThenAndNow(all, [text]);
      const { found, wrong } = recoveredByOfficer(all, evidence);
      expect(wrong).toEqual([]);
      expect(found).toEqual([]);
      again += evidence.slice(1).flatMap(({ clues }) => clues).filter(({ total }) => total !== null).length;
    }
    expect(again).toBeGreaterThan(8);
  });

  it('nor with a scheme that is not in force, then and now', async () => {
    for (const [all, one, two] of fc.sample(fc.tuple(firmsWithPast(2, 24), methods('one'), methods('two')), { numRuns: 25, seed: 12 })) {
      const { found, wrong } = recoveredByOfficer(all, await askedThenAndNow(all, [one, elsewhere(two)]));
      // Points of then are made by the means of then: what is compared with are figures.
      expect([...found, ...wrong].filter((name) => !name.includes(' points '))).toEqual([]);
    }
  });

  it('nor with the evaluations of the year before, and growths since', async () => {
    for (const [all, text] of fc.sample(fc.tuple(firmsOfTwoYears(2, 24), growing(methods('one'))), { numRuns: 60, seed: 13 })) {
      const hub = countyHub(all, [ofTwoYears(text)]);
      const { found, wrong } = recoveredByOfficer(all, [...(await officerAsked(hub)), ...(await officerAsked(hub, undefined, 2023))]);
      expect(wrong).toEqual([]);
      expect(found).toEqual([]);
    }
  });
});

/** What is told now, and as of then of the firms whose figures stayed as they were. */
export async function askedThenAndNow(all: readonly Firm[], texts: readonly string[]): Promise<OfficerEvidence[]> {
  const hub = countyHub(all, texts, { earlier: before(all) });
  const [now, then] = [await officerAsked(hub), await officerAsked(hub, THEN)];
  return [...now, ...then.map((each) => ({ ...each, clues: each.clues.filter(({ creditCode }) => creditCode !== all[0]!.creditCode), benchmarks: new Map() }))];
}
