import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countyHub } from './county-hub.js';
import { officerAsked, recoveredByOfficer } from './officer.js';
import { elsewhere, firmsWithPast, methods } from './random-method.js';
import { treatmentTexts, withThreshold } from './random-thresholds.js';

// On demand a longer attack, on other counties each time: ATTACK_RUNS=1000.
const RUNS = Number(process.env['ATTACK_RUNS'] ?? 60);
const SEED = process.env['ATTACK_RUNS'] ? undefined : 2024;

/**
 * Everything about single enterprises that two schemes at once give a tax officer, who sees tax and land besides, put
 * together by a solver: totals, ranks, classes, orders, ways up, benchmarks.
 */
describe('a tax officer with a solver', () => {
  it.each([
    ['small groups', 1, 8],
    ['larger groups', 8, 30],
  ])('recovers no figure of another department within 5 %%: %s', async (_, least, most) => {
    const [tried, totals] = [[0], [0]];
    await fc.assert(
      fc.asyncProperty(firmsWithPast(least, most), methods('one'), methods('two'), async (all, one, two) => {
        const attack = recoveredByOfficer(all, await officerAsked(countyHub(all, [one, two])));
        expect(attack.wrong).toEqual([]);
        expect(attack.found).toEqual([]);
        tried[0]! += attack.tried;
        totals[0]! += attack.totals;
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
    );
    expect(tried[0]).toBeGreaterThan(10 * RUNS);
    expect(totals[0]).toBeGreaterThan(RUNS);
  }, 600_000);

  it('nor with a scheme that is not in force', async () => {
    await fc.assert(
      fc.asyncProperty(firmsWithPast(4, 24), methods('one'), methods('two'), async (all, one, two) => {
        const attack = recoveredByOfficer(all, await officerAsked(countyHub(all, [one, elsewhere(two)])));
        expect(attack.wrong).toEqual([]);
        expect(attack.found).toEqual([]);
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
    );
  }, 600_000);

  it('nor with two of them, with their conditions and treatments', async () => {
    let classes = 0;
    const texts = (id: string) => fc.oneof(methods(id), withThreshold(methods(id)));
    await fc.assert(
      fc.asyncProperty(firmsWithPast(2, 24), methods('one'), texts('two'), texts('three'), treatmentTexts(), async (all, one, two, three, treatments) => {
        const evidence = await officerAsked(countyHub(all, [one, elsewhere(two), elsewhere(three)], { treatments: [treatments] }));
        const attack = recoveredByOfficer(all, evidence);
        expect(attack.wrong).toEqual([]);
        expect(attack.found.filter((name) => !name.includes(' points '))).toEqual([]);
        classes += evidence.slice(1).flatMap(({ clues }) => clues).filter(({ initialClass }) => initialClass !== null).length;
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
    );
    expect(classes).toBeGreaterThan(5 * RUNS);
  }, 600_000);

  it.each([
    ['small groups', 1, 8],
    ['larger groups', 8, 30],
  ])('nor with the conditions of overrides, states and treatments: %s', async (_, least, most) => {
    let said = 0;
    await fc.assert(
      fc.asyncProperty(firmsWithPast(least, most), withThreshold(methods('one')), methods('two'), treatmentTexts(), async (all, one, two, treatments) => {
        const evidence = await officerAsked(countyHub(all, [one, two], { treatments: [treatments] }));
        const attack = recoveredByOfficer(all, evidence);
        expect(attack.wrong).toEqual([]);
        // That a threshold of the scheme's own stands close to the end of an indicator's points says them, and no figure.
        expect(attack.found.filter((name) => !name.includes(' points '))).toEqual([]);
        said += evidence.flatMap(({ clues }) => clues).filter((clue) => clue.said && clue.said.length > 0).length;
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
    );
    expect(said).toBeGreaterThan(RUNS);
  }, 600_000);
});
