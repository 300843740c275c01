import { describe, expect, it } from 'vitest';
import { grade } from '../../src/grading/grade.js';
import { printAssessment, type PrintedResult } from '../../src/grading/print.js';
import { schemeOf } from '../policy/scheme-of.js';
import { populationOf, type FactValue } from './population-of.js';
import { PLAIN, schemeText } from './scheme-text.js';

type Facts = Readonly<Record<string, FactValue>>;

/** Grades enterprises named 0, 1, 2 … by their facts of 2024 and 2023; results by name. */
function graded(group: string, now: readonly Facts[], before: readonly Facts[] = [], whole = ''): readonly PrintedResult[] {
  const enterprises = now.map((facts, index) => ({ creditCode: String(index), facts: { 2024: facts, 2023: before[index] ?? {} } }));
  const { results } = printAssessment(grade(schemeOf(schemeText(group, whole)), populationOf(2024, enterprises)));
  return [...results].sort((a, b) => (a.creditCode < b.creditCode ? -1 : 1));
}

/** The printed points of one indicator of tax.vat_net (x) with weight 100. */
function pointsOf(points: string, values: readonly (string | undefined)[], further = ''): readonly (string | null)[] {
  const group = `indicators: [{ id: x, numerator: tax.vat_net, weight: 100, points: ${points}${further} }]\ntotal: { decimals: 2 }`;
  const results = graded(
    group,
    values.map((value) => ({ 'tax.vat_net': value, 'tax.other': '1' })),
  );
  return results.map((result) => result.points['x'] ?? null);
}

describe('point families', () => {
  it('ratio, with cap, floor and rounding of points', () => {
    expect(pointsOf('{ family: ratio, benchmark: 3 }', ['1', '-3'])).toEqual(['33.333333', '-100.000000']);
    expect(pointsOf('{ family: ratio, benchmark: 3, cap: 1.5, floor: -0.5 }', ['9', '4.5', '4.4', '-3'])).toEqual([
      '150.000000',
      '150.000000',
      '146.666667',
      '-50.000000',
    ]);
    expect(pointsOf('{ family: ratio, benchmark: 3, points_decimals: 1 }', ['1', '-1'])).toEqual(['33.300000', '-33.300000']);
  });

  it('min_max from low to the whole weight; all equal: the whole weight', () => {
    expect(pointsOf('{ family: min_max, low: 20 }', ['1', '2', '5'])).toEqual(['20.000000', '40.000000', '100.000000']);
    expect(pointsOf('{ family: min_max }', ['4', '4'])).toEqual(['100.000000', '100.000000']);
    expect(pointsOf('{ family: min_max }', ['4'])).toEqual(['100.000000']);
  });

  it('best; 0 where the best is not positive', () => {
    expect(pointsOf('{ family: best }', ['1', '4', '-2'])).toEqual(['25.000000', '100.000000', '-50.000000']);
    expect(pointsOf('{ family: best }', ['0', '-2'])).toEqual(['0.000000', '0.000000']);
  });

  it('inverse_mean: 0 from twice the mean up; the weight where the mean is not positive', () => {
    expect(pointsOf('{ family: inverse_mean }', ['0', '1', '5'])).toEqual(['100.000000', '75.000000', '0.000000']);
    expect(pointsOf('{ family: inverse_mean }', ['-4', '1'])).toEqual(['100.000000', '100.000000']);
    expect(pointsOf('{ family: inverse_mean, decimals: 0 }', ['1', '2', '2'])).toEqual(['75.000000', '50.000000', '50.000000']);
  });

  it('bands, either side of each', () => {
    const bands = '{ family: bands, bands: [ { at_least: 8, points: 10 }, { at_least: 3, points: 5 } ] }';
    expect(pointsOf(bands, ['8', '7.999', '3', '2.999'])).toEqual(['10.000000', '5.000000', '5.000000', '0.000000']);
  });

  it('rank_only ranks by the value, without points and total', () => {
    const group =
      'indicators: [{ id: x, numerator: tax.vat_net, points: { family: rank_only } }]\nclasses: { by: rank_share, upto: { A: 50%, B: 100% } }';
    const results = graded(
      group,
      ['1', '3', '3', undefined].map((value) => ({ 'tax.vat_net': value })),
    );
    expect(results.map(({ rank, total, final, state, points }) => [rank, total, final, state, points['x']])).toEqual([
      [3, null, 'B', 'GRADED', null],
      [1, null, 'A', 'GRADED', null],
      [1, null, 'A', 'GRADED', null],
      [null, null, null, 'HELD', null],
    ]);
  });
});

describe('benchmarks', () => {
  const of = (rule: string, values: readonly (string | undefined)[]): readonly (string | null)[] =>
    pointsOf(`{ family: ratio, benchmark: ${rule} }`, values);

  it('mean, times and decimals, after times', () => {
    expect(of('{ of: mean_of_ratios }', ['1', '3', undefined])).toEqual(['50.000000', '150.000000', null]);
    expect(of('{ of: mean_of_ratios, times: 0.5, decimals: 0 }', ['1', '2'])).toEqual(['100.000000', '200.000000']);
  });

  it('percentile by the nearest rank', () => {
    expect(of('{ of: percentile, percentile: 50 }', ['1', '2', '4', '5'])[0]).toBe('50.000000');
    expect(of('{ of: percentile, percentile: 50.1 }', ['1', '2', '4', '5'])[0]).toBe('25.000000');
    expect(of('{ of: percentile, percentile: 100 }', ['1', '2', '4', '5'])[0]).toBe('20.000000');
    expect(of('{ of: percentile, percentile: 0.1 }', ['1', '2', '4', '5'])[0]).toBe('100.000000');
  });

  it('ratio of sums over those that have a value', () => {
    const group = `indicators: [{ id: x, numerator: tax.vat_net, denominator: land.used_area, weight: 100, points: { family: ratio, benchmark: { of: ratio_of_sums } } }]\ntotal: { decimals: 2 }`;
    const results = graded(group, [
      { 'tax.vat_net': '2', 'land.used_area': '1' },
      { 'tax.vat_net': '4', 'land.used_area': '5' },
      { 'tax.vat_net': '1000', 'land.used_area': '0' },
    ]);
    expect(results.map((result) => result.points['x'])).toEqual(['200.000000', '80.000000', null]);
  });

  it('of the year before, over the members that had a value then', () => {
    const group = `indicators: [{ id: x, numerator: tax.vat_net, weight: 100, points: { family: ratio, benchmark: { of: mean_of_ratios, year: previous } } }]\ntotal: { decimals: 2 }`;
    const results = graded(group, [{ 'tax.vat_net': '6' }, { 'tax.vat_net': '9' }], [{ 'tax.vat_net': '3' }]);
    expect(results.map((result) => result.total)).toEqual(['200.00', '300.00']);
  });

  it.each([
    ['not positive', '{ of: mean_of_ratios }', ['-1', '1'], '不大于 0'],
    ['rounded to 0', '{ of: mean_of_ratios, decimals: 2 }', ['0.004'], '不大于 0'],
    ['without holder', '{ of: mean_of_ratios, year: previous }', ['1'], '没有一家企业有上一年的值'],
  ])('%s refuse the assessment', (_name, rule, values, says) => {
    expect(() => of(rule, values)).toThrow(says);
  });
});

describe('values', () => {
  const indicator = (further: string): string =>
    `indicators: [{ id: x, numerator: tax.vat_net, denominator: land.used_area, weight: 100, points: { family: ratio, benchmark: 1 }, missing: { points: -1 }, ${further} }]\ntotal: { decimals: 2 }`;

  it('round once, where the scheme says so', () => {
    const facts = [{ 'tax.vat_net': '1', 'land.used_area': '8' }];
    expect(graded(indicator('value_decimals: 2'), facts)[0]?.total).toBe('13.00');
    expect(graded(indicator(''), facts)[0]?.total).toBe('12.50');
  });

  it('are missing where the denominator is not positive, or zero is reported', () => {
    const facts = ['0', '-1', undefined].map((area) => ({ 'tax.vat_net': '1', 'land.used_area': area }));
    expect(graded(indicator(''), facts).map((result) => result.total)).toEqual(['-1.00', '-1.00', '-1.00']);
    expect(graded(indicator('zero_is_missing: true'), [{ 'tax.vat_net': '0', 'land.used_area': '1' }])[0]?.total).toBe('-1.00');
    expect(graded(indicator(''), [{ 'tax.vat_net': '0', 'land.used_area': '1' }])[0]?.total).toBe('0.00');
  });

  it('grow on last year, if that was positive', () => {
    const now = Array.from({ length: 3 }, () => ({ 'tax.vat_net': '3', 'land.used_area': '2' }));
    const before = ['2', '-2', undefined].map((tax) => ({ 'tax.vat_net': tax, 'land.used_area': '2' }));
    expect(graded(indicator('growth: true'), now, before).map((result) => result.total)).toEqual(['50.00', '-1.00', '-1.00']);
  });

  it('may be of another year, a derived sum wholly so', () => {
    const group = `indicators: [{ id: x, numerator: { fact: both, year: -1 }, weight: 100, points: { family: ratio, benchmark: 1 } }]\ntotal: { decimals: 0 }`;
    const results = graded(
      group,
      [{ 'tax.vat_net': '1' }],
      [{ 'tax.vat_net': '5' }],
      'derived: { both: { title: 合计, sum: [ { fact: tax.vat_net, factor: 2 }, { fact: tax.returned, factor: -1, missing: 3 } ] } }',
    );
    expect(results[0]?.total).toBe('700');
  });
});

describe('missing values', () => {
  const two = (missing: string): string =>
    `indicators:
    - { id: a, numerator: tax.vat_net, weight: 60, points: { family: ratio, benchmark: 1 }, missing: reweight }
    - { id: b, numerator: tax.other, weight: 40, points: { family: ratio, benchmark: 1, cap: 1 }, missing: ${missing} }
    total: { decimals: 3 }`;

  it('are reweighted by the weights of the others', () => {
    const results = graded(two('reweight'), [{ 'tax.vat_net': '1' }, { 'tax.other': '0.5' }, {}, { 'tax.vat_net': '1', 'tax.other': '1' }]);
    expect(results.map(({ total, state }) => total ?? state)).toEqual(['100.000', '50.000', 'HELD', '100.000']);
  });

  it('take the mean of the points of the holders, after the cap', () => {
    const facts = [{ 'tax.vat_net': '0' }, { 'tax.vat_net': '0', 'tax.other': '9' }, { 'tax.vat_net': '0', 'tax.other': '0.25' }];
    expect(graded(two('group_mean'), facts)[0]).toMatchObject({ total: '25.000', points: { b: '25.000000' } });
    expect(graded(two('{ group_mean: { decimals: 0 } }'), [...facts, { 'tax.vat_net': '0', 'tax.other': '0' }])[0]?.total).toBe('17.000');
  });

  it('hold where no holder gives a mean', () => {
    expect(graded(two('group_mean'), [{ 'tax.vat_net': '1' }])[0]).toMatchObject({
      state: 'HELD',
      total: null,
      points: { a: '60.000000', b: null },
    });
  });
});

describe('totals', () => {
  const total = (further: string, facts: Facts): string | null => graded(`${PLAIN}\n${further}`, [facts])[0]!.total;

  it('count beyond what is free, up to a maximum size', () => {
    const letting = (tenants: string, max = ''): string | null =>
      total(`extras: [{ id: letting, count: land.tenants, free: 1, first: -5, each: -3${max} }]`, {
        'tax.vat_net': '0',
        'land.tenants': tenants,
      });
    expect(['0', '1', '2', '4'].map((tenants) => letting(tenants))).toEqual(['0.00', '0.00', '-5.00', '-11.00']);
    expect(letting('4', ', max: -7')).toBe('-7.00');
  });

  it('bound extras above, themselves below, and round once', () => {
    const extras =
      'extras: [{ id: a, when: { fact: tax.vat_net, gte: 0 }, points: 8 }, { id: b, when: { fact: tax.other, missing: true }, points: 4 }]';
    expect(total(`${extras}\nextras_cap: 10`, { 'tax.vat_net': '1' })).toBe('11.00');
    expect(total(extras, { 'tax.vat_net': '1' })).toBe('13.00');
    expect(total(extras, { 'tax.vat_net': '1.005' })).toBe('13.01');
    const floored = PLAIN.replace('decimals: 2', 'decimals: 2, floor: 0');
    expect(graded(floored, [{ 'tax.vat_net': '-1.005' }])[0]?.total).toBe('0.00');
    expect(total('', { 'tax.vat_net': '-1.005' })).toBe('-1.01');
  });
});

describe('odd input', () => {
  it('a population of one', () => {
    expect(graded(`${PLAIN}\nclasses: { by: rank_share, upto: { A: 20%, B: 100% } }`, [{ 'tax.vat_net': '7' }])[0]).toMatchObject({
      rank: 1,
      final: 'B',
    });
  });

  it('very large, very small and very long numbers', () => {
    const long = '0.1234567890123456789012345678901234567890';
    expect(
      graded(PLAIN, [{ 'tax.vat_net': '1000000000000000' }, { 'tax.vat_net': '0.000000001' }, { 'tax.vat_net': long }]).map(
        ({ points }) => points['tax'],
      ),
    ).toEqual(['1000000000000000.000000', '0.000000', '0.123457']);
  });

  it('a year that the scheme is not for, or that has no records', () => {
    const scheme = schemeOf(schemeText(PLAIN));
    expect(() => grade(scheme, populationOf(2023, [{ creditCode: '0', facts: { 2023: { 'tax.vat_net': '1' } } }]))).toThrow(
      '不能用于 2023 年度',
    );
    expect(() => grade(scheme, populationOf(2024, [{ creditCode: '0', facts: { 2023: { 'tax.vat_net': '1' } } }]))).toThrow(
      '没有可用于办法',
    );
    expect(() => grade(scheme, populationOf(2024, []))).toThrow('没有可用于办法');
  });

  it('a partial scheme that leaves null what is needed', () => {
    const text = schemeText(PLAIN).replace('status: example', 'status: partial').replace('weight: 100', 'weight: null');
    expect(() => grade(schemeOf(text), populationOf(2024, []))).toThrow('groups/all/indicators/tax/weight');
  });
});
