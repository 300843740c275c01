import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { asked, recovered } from './committee.js';
import { countyHub } from './county-hub.js';
import { firms, schemeTexts, type Firm } from './random-county.js';

const RUNS = Number(process.env['ATTACK_RUNS'] ?? 40);
const SEED = process.env['ATTACK_RUNS'] ? undefined : 2024;
const THEN = new Date('2025-05-01T00:00:00Z');

/** The firms as they were on record before some of their figures were corrected. */
function before(all: readonly Firm[], changed: readonly number[]): readonly Firm[] {
  const other = (amount: Rational) => amount.times(Rational.from('1.4'));
  return all.map((firm, at) => {
    if (!changed.includes(at)) return firm;
    const amounts = Object.fromEntries(Object.entries(firm.amounts).map(([fact, amount]) => [fact, fact === 'land.used_area' ? amount : other(amount)]));
    return { ...firm, amounts, facts: { 2024: { ...firm.facts[2024], ...amounts } } };
  });
}

it('a committee that sets bands, ranks and classes of then beside those of now recovers no amount', async () => {
  await fc.assert(
    fc.asyncProperty(firms(3, 16), schemeTexts('one'), schemeTexts('two'), fc.uniqueArray(fc.nat({ max: 15 }), { minLength: 1, maxLength: 5 }), async (all, one, two, moved) => {
      const was = before(all, moved);
      const changed = new Set(all.flatMap(({ creditCode }, at) => (was[at] === all[at] ? [] : [creditCode])));
      const hub = countyHub(all, [one, two], { earlier: was });
      const evidence = [...(await asked(hub, ['z1', 'z2'])), ...(await asked(hub, ['z1', 'z2'], { asOf: THEN, changed }))];
      const everyone = [...all, ...was.filter(({ creditCode }) => changed.has(creditCode)).map((firm) => ({ ...firm, creditCode: `${firm.creditCode}-then` }))];
      const attack = recovered(everyone, evidence);
      expect(attack.wrong).toEqual([]);
      expect(attack.found).toEqual([]);
    }),
    { numRuns: RUNS,  ...(SEED === undefined ? {} : { seed: SEED }) },
  );
}, 600_000);
