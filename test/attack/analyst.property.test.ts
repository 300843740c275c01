import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { grade } from '../../src/grading/grade.js';
import { amendScheme } from '../../src/policy/amend.js';
import { populationOf } from '../grading/population-of.js';
import { EVENT_DEFINITIONS, FACTS } from '../policy/vocabulary.js';
import { countyHub } from './county-hub.js';
import { firms, schemeTexts } from './random-county.js';

const RELIEF = { A: '1', B: '0.5' };
const FIELDS = `groups { id ranked classes { class count } benchmarks { indicator value holders } }`;

interface Told {
  readonly groups: readonly { readonly id: string; readonly ranked: number | null; readonly classes: readonly { readonly class: string; readonly count: number | null }[]; readonly benchmarks: readonly { readonly value: string | null; readonly holders: number | null }[] }[];
}
interface WhatIf {
  readonly base: Told;
  readonly amended: Told;
  readonly matrix: readonly { readonly from: string; readonly to: string; readonly count: number | null }[];
  readonly fiscal: readonly { readonly base: string | null; readonly amended: string | null }[];
}

/** No count of one or two, and none that the others of its line and their sum give back. */
function closed(counts: readonly (number | null)[], truth: readonly number[], sum: number | null): void {
  expect(counts.filter((count) => count === 1 || count === 2)).toEqual([]);
  if (sum === null) return;
  const hidden = truth.filter((_, at) => counts[at] === null);
  expect(hidden.length === 1 ? hidden : []).toEqual([]);
  if (hidden.length > 0) expect(hidden.reduce((all, count) => all + count, 0)).toBeGreaterThanOrEqual(3);
}

/**
 * An analyst who asks what if, again and again, at other shares of ranks, and sets the answers beside each other; who even
 * knows which enterprises each sum is over.
 */
describe('an analyst who asks again and again', () => {
  it('gets no count of a few, no benchmark of a few, and no sum or difference of two sums that is one enterprise\'s', async () => {
    let sums = 0;
    const shares = fc.array(fc.integer({ min: 5, max: 49 }), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(firms(1, 40), schemeTexts('one'), shares, async (all, text, cuts) => {
        const hub = countyHub(all, [text], { relief: RELIEF });
        const [scheme] = hub.schemes;
        const population = populationOf(2024, all);
        const relieved = (of: typeof scheme) => new Map(grade(of!, population).results.flatMap(({ creditCode, row, final }) => {
          const amount = all[row]!.amounts['tax.vat_net']!.times(Rational.from(RELIEF[final as 'A'] ?? '0'));
          return amount.sign === 0 ? [] : [[creditCode, amount] as const];
        }));
        const told: ReadonlyMap<string, Rational>[] = [];
        for (const cut of cuts) {
          const group = scheme!.groups[0]!;
          const path = group.classes?.by === 'score' ? `groups/${group.id}/classes/at_least/A` : `groups/${group.id}/classes/upto/A`;
          const value = group.classes?.by === 'score' ? String([50, 60, 70, 80, 90, 100, 120, 150][cut % 8]) : `${cut}%`;
          const data = (await hub.ask({ role: 'analyst' }, `{ whatIf(scheme: "one", year: 2024, amendments: [{ path: "${path}", value: "${value}" }]) { base { ${FIELDS} } amended { ${FIELDS} } matrix { from to count } fiscal { base amended } } }`)) as { whatIf: WhatIf | null };
          if (!data.whatIf) continue;
          const { base, amended, matrix, fiscal } = data.whatIf;
          const changed = amendScheme(text, [{ path, value }], { file: 'f', facts: FACTS, events: EVENT_DEFINITIONS });
          if ('problems' in changed) throw new Error('the hub took an amendment that is none');
          for (const [side, of] of [[base, scheme], [amended, changed.scheme]] as const) {
            const truth = grade(of!, population);
            for (const [at, { classes, benchmarks, ranked }] of side.groups.entries()) {
              const counts = new Map(truth.groups[at]!.classes.map((each) => [each.class, each.count]));
              closed(classes.map(({ count }) => count), classes.map(({ class: name }) => counts.get(name) ?? 0), ranked);
              const computed = truth.groups[at]!.group.indicators.map(({ points }) => points?.family === 'ratio' && points.benchmark?.of !== 'fixed');
              benchmarks.forEach(({ value: figure }, index) => expect(computed[index] && truth.groups[at]!.benchmarks[index]!.holders < 3 && figure !== null).toBe(false));
            }
          }
          expect(matrix.filter(({ count }) => count === 1 || count === 2)).toEqual([]);
          if (fiscal[0]?.base) told.push(relieved(scheme));
          if (fiscal[0]?.amended) told.push(relieved(changed.scheme));
        }
        sums += told.length;
        for (const [at, one] of told.entries()) {
          for (const other of [new Map<string, Rational>(), ...told.slice(0, at)]) {
            const codes = new Set([...one.keys(), ...other.keys()]);
            const apart = [...codes].filter((code) => !(one.get(code) ?? Rational.ZERO).equals(other.get(code) ?? Rational.ZERO));
            expect(apart.length === 1 || apart.length === 2).toBe(false);
          }
        }
      }),
      { numRuns: 40, seed: 2024, endOnFailure: true },
    );
    expect(sums).toBeGreaterThan(20);
  }, 300_000);
});
