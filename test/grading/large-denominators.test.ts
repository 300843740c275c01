import { describe, expect, it } from 'vitest';
import { grade } from '../../src/grading/grade.js';
import { printAssessment } from '../../src/grading/print.js';
import { Rational } from '../../src/grading/rational.js';
import { schemeOf } from '../policy/scheme-of.js';
import { populationOf, type SyntheticEnterprise } from './population-of.js';

const SCHEME = `
scheme: unrounded
title: 不取整的均值基准
jurisdiction: 某县
years: [2024]
status: example
sources: [{ document: 示例 }]
groups:
  - id: all
    title: 全部
    when: { fact: land.used_area, gt: 0 }
    indicators:
      - { id: tax, title: 税, numerator: tax.vat_net, denominator: land.used_area, weight: 40, points: { family: ratio, benchmark: { of: mean_of_ratios }, cap: 1.5, floor: 0 }, missing: hold }
      - { id: value, title: 增加值, numerator: statistics.value_added, denominator: land.used_area, weight: 30, points: { family: ratio, benchmark: { of: mean_of_ratios } }, missing: group_mean }
      - { id: emission, title: 排放, numerator: emissions.cod, denominator: statistics.value_added, weight: 20, points: { family: inverse_mean }, missing: reweight }
      - { id: energy, title: 能耗, numerator: statistics.value_added, denominator: statistics.energy, weight: 10, points: { family: min_max }, missing: zero }
    total: { decimals: 4 }
    classes: { by: rank_share, upto: { A: 20%, B: 60%, C: 95%, D: 100% }, limit: floor, base: ranked, ties: better }
`;

describe('benchmarks with huge denominators', () => {
  it('grade 5,000 enterprises in a few seconds at most, every point decided', () => {
    const random = lehmer(20260101);
    const amount = (most: number): string => `${Math.floor(random() * most)}.${Math.floor(random() * 100)}1`;
    const enterprises = Array.from({ length: 5000 }, (_, index): SyntheticEnterprise => {
      const facts = {
        'land.used_area': amount(200),
        'tax.vat_net': amount(2000),
        'statistics.value_added': index % 17 === 0 ? undefined : amount(9000),
        'statistics.energy': amount(800),
        'emissions.cod': amount(5),
      };
      return { creditCode: String(index).padStart(18, '0'), facts: { 2024: facts } };
    });
    const started = performance.now();
    const printed = printAssessment(grade(schemeOf(SCHEME), populationOf(2024, enterprises)));
    expect(performance.now() - started).toBeLessThan(8000);
    expect(printed.results).toHaveLength(5000);
    expect(printed.results.every((result) => result.state === 'GRADED')).toBe(true);
  });

  it('decide exactly where the value sits on the very edge', () => {
    const enterprises = [3n, 7n, 11n, 13n].map((prime, index): SyntheticEnterprise => {
      const odd = Rational.of(1n, prime ** 400n);
      const facts = {
        'land.used_area': '1',
        'tax.vat_net': odd,
        'statistics.value_added': odd,
        'statistics.energy': '1',
        'emissions.cod': '1',
      };
      return { creditCode: String(index), facts: { 2024: facts } };
    });
    const { results } = printAssessment(grade(schemeOf(SCHEME), populationOf(2024, enterprises)));
    expect(results[0]?.points['tax']).toBe('60.000000');
    expect(results[0]?.points['value']).toBe('120.000000');
  });
});

function lehmer(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
