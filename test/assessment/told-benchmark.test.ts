import { expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { countyHub } from '../attack/county-hub.js';
import type { Firm } from '../attack/random-county.js';
import { CLASSES, schemeText } from '../grading/scheme-text.js';

const STAFF = 50;

/** Eight firms whose value added a head lies just above 10. */
const FIRMS = Array.from({ length: 8 }, (_, at): Firm => {
  const amounts = { 'statistics.value_added': Rational.from(String(STAFF * 10 + at + 1)), 'tax.vat_net': Rational.from(String(100 + 40 * at)) };
  return { ...{ creditCode: `E00${at}`, zone: 'z1', branch: '甲', amounts }, facts: { 2024: { ...amounts, 'land.used_area': Rational.from('20'), 'employment.average_staff': Rational.from(String(STAFF)) } } };
});

const schemeAsking = (when: string) =>
  schemeText(
    `indicators:
    - { id: tax_per_mu, numerator: tax.vat_net, denominator: land.used_area, weight: 60, points: { family: ratio, benchmark: { of: mean_of_ratios } }, missing: zero }
    - { id: productivity, numerator: statistics.value_added, denominator: employment.average_staff, weight: 40, points: { family: ratio, benchmark: { of: mean_of_ratios } }, missing: zero }
    total: { decimals: 2 }
    ${CLASSES}`,
    `overrides: [{ id: low, title: 过低, when: ${when}, worst: C }]`,
  );

async function benchmarks(when: string, ...others: readonly string[]): Promise<Record<string, string | null>> {
  const { data } = await countyHub(FIRMS, [schemeAsking(when), ...others]).told({ role: 'zone_committee', zones: ['z1'] }, '{ assessment(scheme: "synthetic", year: 2024) { groups { benchmarks { indicator value } } } }');
  const [{ benchmarks: all }] = data.assessment.groups as [{ benchmarks: { indicator: string; value: string | null }[] }];
  return Object.fromEntries(all.map(({ indicator, value }) => [indicator, value]));
}

it('a mean leaves room where bands alone bound its holders', async () => {
  expect(await benchmarks('{ fact: land.used_area, lt: 1 }')).toEqual({ tax_per_mu: '12', productivity: '10.09' });
});

it.each([
  ['the indicator', '{ indicator: productivity, lt: 10 }'],
  ['the figure behind it', `{ fact: statistics.value_added, lt: ${STAFF * 10} }`],
])('a mean is left out where a threshold on %s leaves its holders none below it', async (_, when) => {
  expect(await benchmarks(when)).toEqual({ tax_per_mu: '12', productivity: null });
});

it.each([
  ['the indicator, there of another name', '{ indicator: output, lt: 10 }'],
  ['the figure behind it', `{ fact: statistics.value_added, lt: ${STAFF * 10} }`],
])('nor is it told where the threshold is another scheme\'s, on %s', async (_, when) => {
  const other = schemeAsking(when).replace('scheme: synthetic', 'scheme: two').replace('id: productivity', 'id: output');
  expect(await benchmarks('{ fact: land.used_area, lt: 1 }', other)).toEqual({ tax_per_mu: '12', productivity: null });
});

/** Three firms whose tax, area and staff a tax officer knows or works out beside three means of one figure of theirs. */
const THREE = ['590', '700', '900'].map((valueAdded, at): Firm => {
  const amounts = { 'statistics.value_added': Rational.from(valueAdded), 'tax.vat_net': Rational.from(String(100 + 40 * at)), 'land.used_area': Rational.from(String(20 + 7 * at)), 'statistics.revenue': Rational.from(String(9000 + 5000 * at)) };
  return { creditCode: `E00${at}`, zone: 'z1', branch: '甲', amounts, facts: { 2024: amounts } };
});
const meansOf = (...denominators: readonly string[]) =>
  schemeText(
    `indicators:\n${denominators.map((each, at) => `      - { id: i${at}, numerator: statistics.value_added, denominator: ${each}, weight: ${60 / denominators.length}, points: { family: ratio, benchmark: { of: ${at < 2 ? 'mean_of_ratios' : 'ratio_of_sums'} } }, missing: zero }`).join('\n')}
      - { id: revenue, numerator: statistics.revenue, denominator: land.used_area, weight: 40, points: { family: ratio, benchmark: 450 }, missing: zero }
    total: { decimals: 2 }
    ${CLASSES}`,
  );

it.each([
  ['one mean leaves two figures of three open', ['land.used_area'], [true]],
  ['as many means as figures would be solved for them', ['land.used_area', 'tax.vat_net', 'land.used_area'], [false, false, false]],
])('to who sees what the figures are divided by, %s', async (_, denominators, told) => {
  const data = await countyHub(THREE, [meansOf(...denominators)]).ask({ role: 'tax_officer' }, '{ assessment(scheme: "synthetic", year: 2024) { groups { benchmarks { indicator value } } } }');
  const benchmarks = (data.assessment.groups as { benchmarks: { indicator: string; value: string | null }[] }[])[0]!.benchmarks;
  expect(benchmarks.flatMap(({ indicator, value }) => (indicator === 'revenue' ? [] : [value !== null]))).toEqual(told);
});
