import { describe, expect, it } from 'vitest';
import { gradePlainly } from '../../src/grading/grade-plainly.js';
import { grade } from '../../src/grading/grade.js';
import { printAssessment, type PrintedAssessment } from '../../src/grading/print.js';
import { Rational } from '../../src/grading/rational.js';
import { conversion } from '../../src/handover/unit.js';
import { populationOf, type FactValue } from '../grading/population-of.js';
import { schemeText } from '../grading/scheme-text.js';
import { problemsOf, schemeOf } from '../policy/scheme-of.js';

type Facts = Readonly<Record<string, FactValue>>;

function graded(indicators: string, firms: readonly Facts[], before: readonly Facts[] = []): PrintedAssessment {
  const group = `indicators: [${indicators}]\ntotal: { decimals: 4 }`;
  const enterprises = firms.map((facts, index) => ({ creditCode: String.fromCharCode(97 + index), facts: { 2024: facts, 2023: before[index] ?? {} } }));
  return printAssessment(grade(schemeOf(schemeText(group)), populationOf(2024, enterprises)));
}

const perMu = (of: string, fact = 'tax.vat_net'): string =>
  `{ id: x, title: 亩均, numerator: ${fact}, denominator: land.used_area, weight: 100, points: { family: ratio, benchmark: { of: ${of}, decimals: 4 } } }`;
const rounded = (value: Rational, decimals: number): string => value.toFixed(decimals);
const q = (text: string): Rational => Rational.from(text);

describe('a county as one: the ratio of its sums', () => {
  it.each([
    ['丽水 2019 亩均税收', '573564', '30341', '18.903900'],
    ['丽水 2019 亩均增加值, shown cut off as 73.71', '2236605', '30341', '73.715600'],
    ['慈溪 2019 亩均税收 with export rebate', '545000', '4830.7', '112.820100'],
    ['慈溪 2019 亩均税收 without', '276000', '4830.7', '57.134600'],
    ['慈溪 2019 亩均增加值', '1205000', '4830.7', '249.446300'],
  ])('%s', (_name, sum, area, expected) => {
    const part = q(sum).over(q('3'));
    const firms = [
      { 'tax.vat_net': part, 'land.used_area': q(area).over(q('7')) },
      { 'tax.vat_net': q(sum).minus(part), 'land.used_area': q(area).times(q('6')).over(q('7')) },
    ];
    const { benchmarks } = graded(perMu('ratio_of_sums'), firms).groups[0]!;
    expect(rounded(q(benchmarks['x']!), 2)).toBe(rounded(q(expected), 2));
    expect(benchmarks['x']).toBe(expected);
  });

  it('胶州 2018: leaders and others weighted by their land', () => {
    const county = (leaders: string, others: string): string =>
      graded(perMu('ratio_of_sums'), [
        { 'tax.vat_net': q(leaders).times(q('2658.4046')), 'land.used_area': '2658.4046' },
        { 'tax.vat_net': q(others).times(q('35905.2654')), 'land.used_area': '35905.2654' },
      ]).groups[0]!.benchmarks['x']!;
    expect([county('17.8478', '3.3408'), county('466.2862', '187.5701')]).toEqual(['4.340800', '206.783500']);
  });

  it('is not the mean of ratios, and the sum of ratios is nothing', () => {
    const towns = ['46.38', '36.91', '22.97', '21.41', '21.36', '16.75', '12.15', '11.78', '10.06', '9.81'];
    const firms = towns.map((tax) => ({ 'tax.vat_net': tax, 'land.used_area': '1' }));
    expect(graded(perMu('mean_of_ratios'), firms).groups[0]!.benchmarks).toEqual({ x: '20.958000' });
    expect(rounded(Rational.sum(towns.map(q)), 2)).toBe('209.58');
  });

  it.each([
    ['12.01', '17.5', '45.7119'],
    ['17.5', '18.9', '8.0000'],
  ])('growth from %s to %s is %s %%', (last, now, percent) => {
    const growth = '{ id: x, title: 增长, numerator: tax.vat_net, growth: true, weight: 100, points: { family: ratio, benchmark: 1 } }';
    expect(graded(growth, [{ 'tax.vat_net': now }], [{ 'tax.vat_net': last }]).results[0]!.total).toBe(percent);
  });

  it('shares a rank among equal scores: 71.27 twice in the list of 胶州', () => {
    const scores = ['73.5', '71.27', '71.27', '70.81'];
    const { results } = graded('{ id: x, title: 分, numerator: tax.vat_net, weight: 100, points: { family: ratio, benchmark: 100 } }', scores.map((score) => ({ 'tax.vat_net': score })));
    expect(results.map(({ rank, total }) => [rank, total])).toEqual([[1, '73.5000'], [2, '71.2700'], [2, '71.2700'], [4, '70.8100']]);
  });
});

describe('the inverse indicators of about 2010', () => {
  const cod = '{ id: x, title: 万元增加值COD, numerator: emissions.cod, denominator: statistics.value_added, weight: 4, points: { family: inverse_mean }, missing: { points: -3 } }';
  const of = (indicator: string, firms: readonly Facts[]): readonly (string | null)[] => {
    const scheme = schemeOf(schemeText(`total_weight: 4\nindicators: [${indicator}]\ntotal: { decimals: 4 }`));
    const { results } = printAssessment(grade(scheme, populationOf(2024, firms.map((facts, index) => ({ creditCode: String.fromCharCode(97 + index), facts: { 2024: facts } })))));
    return [...results].sort((a, b) => (a.creditCode < b.creditCode ? -1 : 1)).map(({ points }) => points['x']!);
  };
  const emitting = (...tons: readonly (string | undefined)[]): readonly Facts[] => tons.map((cod) => ({ 'emissions.cod': cod, 'statistics.value_added': '1' }));

  it('give 4, 3, 2, 1 and 0 points for 0, half, one, one and a half and two means', () => {
    expect(of(cod, emitting('0', '1', '2', '3', '4'))).toEqual(['4.000000', '3.000000', '2.000000', '1.000000', '0.000000']);
  });

  it('take 3 points from who reports zero or nothing, which is not 0 points', () => {
    const strict = cod.replace('weight: 4', 'zero_is_missing: true, weight: 4');
    expect(of(strict, emitting('0', undefined, '2', '2'))).toEqual(['-3.000000', '-3.000000', '2.000000', '2.000000']);
  });
});

describe('a fall from last year', () => {
  const drop = '{ id: x, title: 万元增加值综合能耗下降率, numerator: statistics.energy, denominator: statistics.value_added, decline: true, zero_is_missing: true, weight: 100, points: { family: best }, missing: { points: -3 } }';
  const using = (...tons: readonly (string | undefined)[]): readonly Facts[] => tons.map((energy) => ({ 'statistics.energy': energy, 'statistics.value_added': '100' }));

  it('is 1 − this year ÷ last year: the most gets all, a rise loses, zero and nothing reported lose 3', () => {
    const scheme = schemeOf(schemeText(`indicators: [${drop}]\ntotal: { decimals: 4 }`));
    const [now, before] = [using('80', '90', '100', '105', '0', undefined), using('100', '100', '100', '100', '100', '100')];
    const population = populationOf(2024, now.map((facts, index) => ({ creditCode: String.fromCharCode(97 + index), facts: { 2024: facts, 2023: before[index]! } })));
    const printed = printAssessment(grade(scheme, population));
    expect(printed.results.map(({ creditCode, points }) => [creditCode, points['x']])).toEqual([
      ['a', '100.000000'], ['b', '50.000000'], ['c', '0.000000'], ['e', '-3.000000'], ['f', '-3.000000'], ['d', '-25.000000'],
    ]);
    expect(printed).toEqual(printAssessment(gradePlainly(scheme, population)));
  });
});

describe('what a scoring engine in use got wrong', () => {
  it('weights of 0.40 + 0.06 + 0.30 + 0.04 + 0.50 are refused', () => {
    const weights = [40, 6, 30, 4, 50];
    const indicators = weights.map((weight, index) => `{ id: i${index}, title: 项, numerator: tax.vat_net, weight: ${weight}, points: { family: best } }`);
    expect(problemsOf(schemeText(`indicators: [${indicators.join(', ')}]\ntotal: { decimals: 4 }`))).toEqual([
      expect.stringContaining('权重合计 130，应为 100'),
    ]);
  });

  it('a value that is missing does not take that of the enterprise before it', () => {
    const { results } = graded(perMu('ratio_of_sums'), [{ 'tax.vat_net': '10', 'land.used_area': '1' }, { 'land.used_area': '1' }]);
    expect(results.map(({ creditCode, state, points }) => [creditCode, state, points['x']])).toEqual([['a', 'GRADED', '100.000000'], ['b', 'HELD', null]]);
  });

  it('with one enterprise last year its value counts; the year is never exchanged for another in silence', () => {
    const previous = perMu('ratio_of_sums').replace('of: ratio_of_sums', 'of: ratio_of_sums, year: previous, times: 2');
    const now = [{ 'tax.vat_net': '10', 'land.used_area': '1' }];
    expect(graded(previous, now, [{ 'tax.vat_net': '5', 'land.used_area': '1' }]).groups[0]!.benchmarks).toEqual({ x: '10.000000' });
    expect(() => graded(previous, now)).toThrow('上一年');
  });
});

describe('units', () => {
  it('68,507.52 ㎡ are 102.7613 亩, and the promises that follow', () => {
    const area = q('68507.52').times(conversion('area', '㎡', '亩'));
    expect(rounded(area, 4)).toBe('102.7613');
    expect(['250', '400', '20'].map((perMu) => rounded(area.times(q(perMu)), 2))).toEqual(['25690.32', '41104.51', '2055.23']);
  });

  it('144.26 万元/公顷 are 9.617 万元/亩', () => {
    expect(rounded(q('144.26').over(conversion('area', '公顷', '亩')), 3)).toBe('9.617');
  });

  it('30.23 万元/亩 are 4.5345 亿元/km²', () => {
    const muInSquareKilometre = q('1000000').times(conversion('area', '㎡', '亩'));
    expect(q('30.23').times(muInSquareKilometre).times(conversion('money', '万元', '亿元')).toString()).toBe('4.5345');
  });
});
