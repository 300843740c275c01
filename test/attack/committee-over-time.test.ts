import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { asked, recovered } from './committee.js';
import { countyHub } from './county-hub.js';
import { SIZES, firms, schemeTexts, type Firm } from './random-county.js';
import { treatmentTexts, withThreshold } from './random-thresholds.js';

const RUNS = Number(process.env['ATTACK_RUNS'] ?? 40);
const SEED = process.env['ATTACK_RUNS'] ? undefined : 2024;
export const THEN = new Date('2025-05-01T00:00:00Z');
const FIRST = new Date('2025-01-01T00:00:00Z');

/** What a firm had on record otherwise before a correction: some facts, by a share. */
interface Corrected {
  readonly at: number;
  readonly facts: readonly string[];
  readonly by: string;
}

/** The firms as they were on record before some of their figures were corrected. */
export function before(all: readonly Firm[], corrections: readonly Corrected[]): readonly Firm[] {
  return all.map((firm, at) => {
    const its = corrections.find((each) => each.at === at);
    if (!its) return firm;
    const amounts = Object.fromEntries(Object.entries(firm.amounts).map(([fact, amount]) => [fact, its.facts.includes(fact) ? amount.times(Rational.from(its.by)) : amount]));
    return { ...firm, amounts, facts: { 2024: { ...firm.facts[2024], ...amounts } } };
  });
}

export const corrections = fc.uniqueArray(
  fc.record({ at: fc.nat({ max: 15 }), facts: fc.subarray(Object.keys(SIZES), { minLength: 1 }), by: fc.constantFrom('0.6', '0.95', '1.08', '1.4', '2') }),
  { minLength: 1, maxLength: 8, selector: ({ at }) => at },
);

/** Which facts of which firms a correction changed. */
function othersBy(all: readonly Firm[], corrected: readonly Corrected[]): ReadonlyMap<string, readonly string[]> {
  return new Map(corrected.flatMap(({ at, facts }) => (all[at] ? [[all[at].creditCode, facts] as const] : [])));
}

/** The firms as of then, by their names of then. */
function named(all: readonly Firm[], name: string): readonly Firm[] {
  return all.map((firm) => ({ ...firm, creditCode: `${firm.creditCode}${name}` }));
}

it('a committee that sets bands, ranks, classes and treatments of then beside those of now recovers no amount', async () => {
  await fc.assert(
    fc.asyncProperty(firms(3, 16), withThreshold(schemeTexts('one')), schemeTexts('two'), treatmentTexts(), corrections, async (all, one, two, treatments, corrected) => {
      const was = before(all, corrected);
      const hub = countyHub(all, [one, two], { earlier: was, treatments: [treatments] });
      const then = { asOf: THEN, name: '-then', later: [{ name: '', others: othersBy(all, corrected) }] };
      const attack = recovered([...all, ...named(was, '-then')], [...(await asked(hub, ['z1', 'z2'])), ...(await asked(hub, ['z1', 'z2'], then))]);
      expect(attack.wrong).toEqual([]);
      expect(attack.found).toEqual([]);
    }),
    { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
  );
}, 600_000);

it('nor one that sets those of two earlier moments beside each other and beside those of now', async () => {
  await fc.assert(
    fc.asyncProperty(firms(3, 16), withThreshold(schemeTexts('one')), schemeTexts('two'), treatmentTexts(), corrections, corrections, async (all, one, two, treatments, corrected, correctedFirst) => {
      const attack = await overThree(all, [one, two], { treatments, corrected, correctedFirst });
      expect(attack.wrong).toEqual([]);
      expect(attack.found).toEqual([]);
    }),
    { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
  );
}, 600_000);

/** What is recovered of firms of which single facts were corrected twice. */
export async function overThree(all: readonly Firm[], texts: readonly string[], { treatments, corrected, correctedFirst }: { readonly treatments: string; readonly corrected: readonly Corrected[]; readonly correctedFirst: readonly Corrected[] }): Promise<ReturnType<typeof recovered>> {
  const was = before(all, corrected);
  const first = before(was, correctedFirst);
  const hub = countyHub(all, texts, { earlier: was, first, treatments: [treatments] });
  const [since, sinceFirst] = [othersBy(all, corrected), othersBy(all, correctedFirst)];
  const sinceBoth = new Map([...since.keys(), ...sinceFirst.keys()].map((code) => [code, [...(since.get(code) ?? []), ...(sinceFirst.get(code) ?? [])]]));
  const zones = ['z1', 'z2'];
  const evidence = [
    ...(await asked(hub, zones)),
    ...(await asked(hub, zones, { asOf: THEN, name: '-then', later: [{ name: '', others: since }] })),
    ...(await asked(hub, zones, { asOf: FIRST, name: '-first', later: [{ name: '', others: sinceBoth }, { name: '-then', others: sinceFirst }] })),
  ];
  return recovered([...all, ...named(was, '-then'), ...named(first, '-first')], evidence);
}
