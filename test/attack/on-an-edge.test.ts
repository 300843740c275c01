import { expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { CLASSES, schemeText } from '../grading/scheme-text.js';
import { asked, recovered } from './committee.js';
import { countyHub } from './county-hub.js';
import { SIZES, type Firm } from './random-county.js';

/** A firm whose value added is four times its energy to the digit: twice the one scheme's benchmark, about as much as the other's. */
const AMOUNTS = Object.fromEntries(Object.entries({ ...SIZES, 'statistics.value_added': '652.56', 'statistics.energy': '163.14' }).map(([fact, amount]) => [fact, Rational.from(String(amount))]));
const FIRM: Firm = { creditCode: 'E000', zone: 'z1', branch: '甲', amounts: AMOUNTS, facts: { 2024: AMOUNTS } };

const schemeBy = (id: string, benchmark: string) =>
  schemeText(
    `indicators:
      - { id: energy_va, numerator: statistics.value_added, denominator: statistics.energy, weight: 50, points: { family: ratio, benchmark: ${benchmark} }, missing: zero }
      - { id: tax_per_mu, numerator: tax.vat_net, denominator: land.used_area, weight: 50, points: { family: ratio, benchmark: 15 }, missing: zero }
    total: { decimals: 2 }
    ${CLASSES}`,
  ).replace('scheme: synthetic', `scheme: ${id}`);

it('a value on the edge of two bands belongs to the lower: that leaves it no more room beside another band than those below it', async () => {
  const evidence = await asked(countyHub([FIRM], [schemeBy('one', '2'), schemeBy('two', '4.376679')]), ['z1']);
  expect(evidence).toHaveLength(2);
  expect(recovered([FIRM], evidence)).toMatchObject({ found: [], wrong: [] });
});
