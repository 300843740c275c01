import { expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { countyHub } from '../attack/county-hub.js';
import type { Firm } from '../attack/random-county.js';
import { CLASSES, schemeText } from '../grading/scheme-text.js';

/** Three firms with a tax of 600, 200 and 400; by credit code they stand otherwise than by rank. */
const FIRMS = ['600', '200', '400'].map((tax, at): Firm => {
  const amounts = { 'tax.vat_net': Rational.from(tax) };
  return { ...{ creditCode: `E00${at}`, zone: 'z1', branch: '甲', amounts }, facts: { 2024: { ...amounts, 'land.used_area': Rational.from('20') } } };
});

const schemeAsking = (when: string) =>
  schemeText(
    `indicators: [{ id: tax_per_mu, numerator: tax.vat_net, denominator: land.used_area, weight: 100, points: { family: ratio, benchmark: 10 }, missing: zero }]
    total: { decimals: 2 }
    ${CLASSES}`,
    `overrides: [{ id: low, title: 过低, when: ${when}, worst: C }]`,
  );

async function ranks(when: string, viewer: object) {
  const { data, withheld } = await countyHub(FIRMS, [schemeAsking(when)]).told(viewer, '{ assessment(scheme: "synthetic", year: 2024) { grades(orderBy: RANK_ASC) { nodes { enterprise { creditCode } rank } } } }');
  const { nodes } = data.assessment.grades as { nodes: { enterprise: { creditCode: string }; rank: number | null }[] };
  return { order: nodes.map(({ enterprise }) => enterprise.creditCode), ranks: nodes.map(({ rank }) => rank), withheld };
}

const COMMITTEE = { role: 'zone_committee', zones: ['z1'] };

it('ranks are told where no condition asks about the figure that they order', async () => {
  expect(await ranks('{ fact: land.used_area, lt: 5 }', COMMITTEE)).toEqual({ order: ['E000', 'E002', 'E001'], ranks: [1, 2, 3], withheld: [] });
});

it.each(['{ indicator: tax_per_mu, lt: 15 }', '{ fact: tax.vat_net, lt: 300 }'])('ranks and their order are withheld, and named, where the condition %s does', async (when) => {
  expect(await ranks(when, COMMITTEE)).toEqual({ order: ['E000', 'E001', 'E002'], ranks: [null, null, null], withheld: ['Grade.rank'] });
});

it('who sees the figure, or no bands of single zones, keeps the ranks', async () => {
  expect((await ranks('{ indicator: tax_per_mu, lt: 15 }', { role: 'tax_officer' })).ranks).toEqual([1, 2, 3]);
});
