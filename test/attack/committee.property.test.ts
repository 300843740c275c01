import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asked, askedWhatIf, recovered } from './committee.js';
import { countyHub } from './county-hub.js';
import { firms, schemeTexts } from './random-county.js';
import { treatmentTexts, withThreshold } from './random-thresholds.js';

// On demand a longer attack, on other counties each time: ATTACK_RUNS=1000.
const RUNS = Number(process.env['ATTACK_RUNS'] ?? 60);
const SEED = process.env['ATTACK_RUNS'] ? undefined : 2024;

/**
 * Everything about single enterprises that two schemes at once give a committee, put together by a solver of intervals:
 * bands, ranks, classes by share and by score, benchmarks, areas and staff; groups of one to thirty.
 */
describe('a committee with a solver', () => {
  it.each([
    ['small groups', 1, 8],
    ['larger groups', 8, 30],
  ])('recovers no amount of a department within 5 %%: %s', async (_, least, most) => {
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(firms(least, most), schemeTexts('one'), schemeTexts('two'), fc.constantFrom(['z1'], ['z1', 'z2']), async (all, one, two, zones) => {
        const attack = recovered(all, await asked(countyHub(all, [one, two]), zones));
        expect(attack.wrong).toEqual([]);
        expect(attack.found).toEqual([]);
        tried += attack.tried;
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
    );
    expect(tried).toBeGreaterThan(8 * RUNS);
  }, 600_000);

  it('nor from a county of a hundred and more, whose bands and ranks say closely what a total is', async () => {
    await fc.assert(
      fc.asyncProperty(firms(100, 160), withThreshold(schemeTexts('one')), schemeTexts('two'), treatmentTexts(), async (all, one, two, treatments) => {
        const attack = recovered(all, await asked(countyHub(all, [one, two], { treatments: [treatments] }), ['z1', 'z2']));
        expect(attack.wrong).toEqual([]);
        expect(attack.found).toEqual([]);
        expect(attack.tried).toBeGreaterThan(all.length);
      }),
      { numRuns: Math.ceil(RUNS / 6), ...(SEED === undefined ? {} : { seed: SEED }) },
    );
  }, 900_000);

  it.each([
    ['small groups', 1, 8],
    ['larger groups', 8, 30],
  ])('nor with the conditions of overrides, states and treatments: %s', async (_, least, most) => {
    let said = 0;
    await fc.assert(
      fc.asyncProperty(firms(least, most), withThreshold(schemeTexts('one')), schemeTexts('two'), treatmentTexts(), async (all, one, two, treatments) => {
        const evidence = await asked(countyHub(all, [one, two], { treatments: [treatments] }), ['z1', 'z2']);
        const attack = recovered(all, evidence);
        expect(attack.wrong).toEqual([]);
        expect(attack.found).toEqual([]);
        said += evidence.flatMap(({ clues }) => clues).filter((clue) => clue.said && clue.said.length > 0).length;
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
    );
    expect(said).toBeGreaterThan(RUNS);
  }, 600_000);

  it('nor with what it asks beside: other weights and other shares of ranks, again and again', async () => {
    let narrowed = 0;
    const shift = fc.array(fc.constantFrom(0.25, 0.5, 0.8, 1, 1.5, 2, 4), { minLength: 1, maxLength: 5 });
    const tries = fc.array(fc.record({ shift, best: fc.integer({ min: 5, max: 49 }) }), { minLength: 3, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(firms(4, 20), schemeTexts('one'), schemeTexts('two'), tries, async (all, one, two, tried) => {
        const hub = countyHub(all, [one, two]);
        const evidence = await asked(hub, ['z1', 'z2']);
        const beside = await askedWhatIf(hub, ['z1', 'z2'], evidence, tried);
        const attack = recovered(all, [...evidence, ...beside.evidence]);
        expect([...beside.wrong, ...attack.wrong]).toEqual([]);
        expect(attack.found).toEqual([]);
        narrowed += beside.evidence.flatMap(({ clues }) => clues).filter(({ possible }) => possible?.length === 1).length;
      }),
      { numRuns: Math.ceil(RUNS / 2), ...(SEED === undefined ? {} : { seed: SEED }) },
    );
    expect(narrowed).toBeGreaterThan(RUNS);
  }, 600_000);
});
