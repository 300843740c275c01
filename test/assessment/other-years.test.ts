import { expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { countyHub } from '../attack/county-hub.js';
import type { Firm } from '../attack/random-county.js';
import { CLASSES, schemeText } from '../grading/scheme-text.js';

const amounts = { 'tax.vat_net': Rational.from('300'), 'land.used_area': Rational.from('20'), 'statistics.revenue': Rational.from('9000') };
const FIRM: Firm = { creditCode: 'E000', zone: 'z1', branch: '甲', amounts, facts: { 2023: amounts, 2024: amounts } };

const schemeOver = (id: string, year: number, ...indicators: readonly string[]) =>
  schemeText(
    `indicators:\n${indicators.map((each, at) => `      - { id: i${at}, ${each}, denominator: land.used_area, weight: 50, points: { family: ratio, benchmark: 10 }, missing: zero }`).join('\n')}
    total: { decimals: 2 }
    ${CLASSES}`,
  ).replace('scheme: synthetic', `scheme: ${id}`).replace(/years: .*/, `years: [${year}]`);

const THIS = schemeOver('this', 2024, 'numerator: { fact: tax.vat_net, year: -1 }', 'numerator: statistics.revenue');

async function bands(...before: readonly string[]) {
  const data = await countyHub([FIRM], [THIS, ...before]).ask({ role: 'zone_committee', zones: ['z1'] }, '{ assessment(scheme: "this", year: 2024) { grades { nodes { indicators { band } } } } }');
  return (data.assessment.grades.nodes as { indicators: { band: string | null }[] }[])[0]!.indicators.map(({ band }) => band);
}

it('a band on a figure of the year before is told where evaluations of that year say nothing of it', async () => {
  expect(await bands()).toEqual(['ABOVE', 'FAR_ABOVE']);
  expect(await bands(schemeOver('before', 2023, 'numerator: statistics.revenue', 'numerator: land.owned_area'))).toEqual(['ABOVE', 'FAR_ABOVE']);
});

it('and is left out where they do: the bands of both would close in on it', async () => {
  expect(await bands(schemeOver('before', 2023, 'numerator: tax.vat_net', 'numerator: statistics.revenue'))).toEqual([null, 'FAR_ABOVE']);
});
