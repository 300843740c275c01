import { expect, it } from 'vitest';
import { countyHub } from '../attack/county-hub.js';
import { schemeOf } from '../policy/scheme-of.js';
import { Rational } from '../../src/grading/rational.js';
import { thresholdsIn } from '../../src/grading/thresholds.js';
import type { Firm } from '../attack/random-county.js';
import { schemeText } from '../grading/scheme-text.js';

const SCHEME = schemeText(
  `indicators:
  - { id: tax_per_mu, numerator: tax.vat_net, denominator: land.used_area, weight: 60, points: { family: ratio, benchmark: 10 }, missing: zero }
  - { id: productivity, numerator: statistics.value_added, denominator: employment.average_staff, weight: 40, points: { family: ratio, benchmark: 20 }, missing: zero }
  total: { decimals: 2 }
  classes: { by: score, at_least: { A: 90, B: 60, D: null } }`,
  `overrides:
  - { id: poor, title: 税收低, when: { indicator: tax_per_mu, lt: 2 }, worst: B }
  - { id: small, title: 营收低, when: { fact: statistics.revenue, lt: 500 }, worst: B }`,
);
const FIRM: Firm = {
  ...{ creditCode: 'E1', zone: 'z1', branch: '甲' },
  amounts: { 'tax.vat_net': Rational.from('400') },
  facts: { 2024: Object.fromEntries([['tax.vat_net', '400'], ['land.used_area', '20'], ['statistics.value_added', '900'], ['employment.average_staff', '50'], ['statistics.revenue', '9000'], ['statistics.energy', '120']].map(([fact, amount]) => [fact!, Rational.from(amount!)])) },
};

async function told(items: readonly string[], role: object = { role: 'zone_committee', zones: ['z1'] }) {
  const treatments = ['treatments: t', 'title: t', 'jurisdiction: 某县', 'status: example', 'sources: [{ document: 示例 }]', 'items:', ...items.map((item) => `  - { ${item} }`)].join('\n');
  const { data, withheld } = await countyHub([FIRM], [SCHEME], { treatments: [treatments] }).told(role, '{ assessment(scheme: "synthetic", year: 2024) { grades { nodes { treatments { id } } } } }');
  return { ids: data.assessment.grades.nodes[0].treatments.map(({ id }: { id: string }) => id), withheld };
}
const credit = (id: string, when: string) => `id: ${id}, title: ${id}, kind: CREDIT, text: 有, when: ${when}`;

it('a threshold far from every other is told by its treatment', async () => {
  const { ids, withheld } = await told([credit('a', '{ fact: statistics.revenue, gte: 1000 }'), credit('b', '{ fact: statistics.energy, lt: 150 }'), credit('c', '{ fact: statistics.energy, gte: 150 }')]);
  expect(ids).toEqual(['t/a', 't/b']);
  expect(withheld).toEqual([]);
});

it.each([
  ['stands close to one told before', [credit('a', '{ fact: statistics.energy, gte: 115 }'), credit('b', '{ fact: statistics.energy, lt: 122 }')], ['t/a']],
  ['stands close to one of the scheme', [credit('a', '{ fact: statistics.revenue, gte: 520 }')], []],
  ['singles a figure out', [credit('a', '{ fact: statistics.energy, eq: 120 }'), credit('b', '{ not: { fact: statistics.energy, lte: 0 } }')], []],
  ['is on a figure that an indicator with a condition is made of', [credit('a', '{ fact: tax.vat_net, gte: 100 }')], []],
])('a treatment is left out, and named, whose threshold %s', async (_, items, left) => {
  const { ids, withheld } = await told(items);
  expect(ids).toEqual(left);
  expect(withheld).toEqual(['Grade.treatments']);
});

it('what a treatment vetoes is left out with it', async () => {
  const gate = 'id: gate, title: 否, kind: OTHER, text: 无, vetoes: [SUBSIDY], when: { fact: statistics.energy, eq: 0 }';
  expect((await told(['id: grant, title: 奖, kind: SUBSIDY, text: 有', gate])).ids).toEqual([]);
});

it('who sees the figure is told', async () => {
  const { ids, withheld } = await told([credit('a', '{ fact: tax.vat_net, gte: 390 }'), credit('b', '{ fact: tax.vat_net, gte: 399 }')], { role: 'tax_officer' });
  expect(ids).toEqual(['t/a', 't/b']);
  expect(withheld).toEqual([]);
});

it('the thresholds of a condition are found however deep', () => {
  const { overrides: [, override] } = schemeOf(SCHEME.replace('when: { fact: statistics.revenue, lt: 500 }', 'when: { any: [{ not: { all: [{ indicator: productivity, gt: 3 }, { event: tax_fraud }] } }, { fact: statistics.revenue, eq: 7 }] }'));
  expect(thresholdsIn(override!.when).map(({ of, id, at, side }) => [of, id, at.toString(), side])).toEqual([['indicator', 'productivity', '3', 'up to'], ['fact', 'statistics.revenue', '7', 'alone']]);
});
