import { describe, expect, it } from 'vitest';
import { grade } from '../../../src/grading/grade.js';
import { gradePlainly } from '../../../src/grading/grade-plainly.js';
import type { Population } from '../../../src/grading/population.js';
import { printAssessment } from '../../../src/grading/print.js';
import { schemeOf } from '../../policy/scheme-of.js';
import { populationOf } from '../population-of.js';
import { CLASSES, schemeText } from '../scheme-text.js';

/** More than a block of a sum and more than short digits sort, with ties, gaps, caps, negative numbers and an outlier. */
const FIRMS = 1300;

function population(): Population {
  let state = 20241231;
  const random = (below: number): number => (state = (state * 48271) % 2147483647) % below;
  return populationOf(
    2024,
    Array.from({ length: FIRMS }, (_, at) => ({
      creditCode: String(at).padStart(6, '0'),
      facts: {
        2024: {
          'tax.vat_net': at === 700 ? '1000000000000000' : random(15) === 0 ? undefined : String((random(4000) - 200) / 10),
          'tax.other': random(20) === 0 ? undefined : String(random(40)),
          'land.used_area': random(30) === 0 ? '0' : String(1 + random(60)),
          'statistics.energy': random(9) === 0 ? undefined : String(random(3000) / 100),
          'enterprise.industry_group': ['甲', '乙', undefined][random(3)],
        },
      },
      events: random(10) === 0 ? [{ code: random(2) === 0 ? 'new_enterprise' : 'little_giant', date: '2024-05-06' }] : [],
    })),
  );
}

const RATIOS = `
{ id: a, numerator: tax.vat_net, denominator: land.used_area, weight: 40, points: { family: ratio, benchmark: { of: mean_of_ratios, decimals: 3 }, cap: 1.5, floor: 0 }, missing: group_mean }
{ id: b, numerator: tax.other, denominator: land.used_area, weight: 30, points: { family: ratio, benchmark: { of: mean_of_ratios }, cap: 1.2 }, missing: zero }
{ id: c, numerator: statistics.energy, weight: 30, points: { family: inverse_mean }, missing: reweight }`;
const SPREAD = `
{ id: a, numerator: tax.vat_net, weight: 40, points: { family: min_max, low: 20 }, missing: hold }
{ id: b, numerator: tax.other, denominator: land.used_area, weight: 30, points: { family: best }, missing: { points: -3 } }
{ id: c, numerator: statistics.energy, weight: 30, points: { family: ratio, benchmark: { of: percentile, percentile: 80 }, points_decimals: 2 }, missing: group_mean }`;

function text(indicators: string, further: string): string {
  const lines = indicators
    .trim()
    .split('\n')
    .map((line) => `- ${line}`);
  return schemeText(
    ['indicators:', ...lines, further].join('\n'),
    'states: [{ state: TEMPORARY, title: 新, when: { event: new_enterprise }, scored: true }]',
  );
}

describe('many enterprises', () => {
  it.each([
    ['ratios, ranked in the whole group', text(RATIOS, `total: { decimals: 2 }\n${CLASSES}`)],
    [
      'ratios, in sub-groups, ties to the worse',
      text(RATIOS, `rank_within: [enterprise.industry_group]\ntotal: { decimals: 0 }\n${CLASSES.replace(' }', ' }, ties: worse')}`),
    ],
    ['spreads, by score', text(SPREAD, 'total: { decimals: 1 }\nclasses: { by: score, at_least: { A: 60, B: 40.5, C: 30, D: null } }')],
    [
      'spreads with extras',
      text(SPREAD, `extras: [{ id: giant, when: { event: little_giant }, points: 3.005 }]\ntotal: { decimals: 3, floor: 30 }\n${CLASSES}`),
    ],
  ])('are graded as the plain engine grades them: %s', (_, scheme) => {
    const of = schemeOf(scheme);
    expect(printAssessment(grade(of, population()))).toEqual(printAssessment(gradePlainly(of, population())));
  });
});
