import { describe, expect, it } from 'vitest';
import { grade } from '../../src/grading/grade.js';
import { gradePlainly } from '../../src/grading/grade-plainly.js';
import { printAssessment, type PrintedResult } from '../../src/grading/print.js';
import { AssessmentRefused } from '../../src/grading/refusal.js';
import { schemeOf } from '../policy/scheme-of.js';
import { populationOf, type FactValue } from './population-of.js';
import { CLASSES, schemeText } from './scheme-text.js';

type Facts = Readonly<Record<string, FactValue>>;

const FAMILIES = [
  'ratio, benchmark: { of: mean_of_ratios }',
  'ratio, benchmark: { of: ratio_of_sums }',
  'ratio, benchmark: { of: percentile, percentile: 80 }',
  'ratio, benchmark: 3',
  'min_max, low: 20',
  'best',
  'inverse_mean',
];

function text(family: string, missing = 'hold', more = ''): string {
  const indicator = `{ id: x, numerator: tax.vat_net, denominator: land.used_area, weight: 100, points: { family: ${family}${more} }, missing: ${missing} }`;
  return schemeText(`indicators: [${indicator}]\ntotal: { decimals: 4 }\n${CLASSES}`);
}

/** What both engines say, which must be the same, and plain decimals or nothing. */
function graded(scheme: string, all: readonly Facts[], year = 2024): readonly PrintedResult[] {
  const population = populationOf(
    year,
    all.map((facts, at) => ({ creditCode: String(at), facts: { 2024: facts } })),
  );
  const printed = printAssessment(grade(schemeOf(scheme), population));
  expect(printed).toEqual(printAssessment(gradePlainly(schemeOf(scheme), population)));
  for (const { points, total } of printed.results)
    for (const figure of [total, ...Object.values(points)]) if (figure !== null) expect(figure).toMatch(/^-?\d+\.\d+$/);
  return [...printed.results].sort((a, b) => (a.creditCode < b.creditCode ? -1 : 1));
}

function refusalOf(scheme: string, all: readonly Facts[], year = 2024): string {
  try {
    graded(scheme, all, year);
  } catch (error) {
    if (error instanceof AssessmentRefused) return `${error.reason} ${error.message}`;
    throw error;
  }
  return 'graded';
}

const firm = (tax: string | undefined, land: string | undefined = '1'): Facts => ({
  'tax.vat_net': tax,
  'land.used_area': land,
  'tax.other': '1',
});

describe('numbers of any size', () => {
  const sizes = [
    firm('1000000000000000', '0.000000001'),
    firm('0.000000001', '1000000000000000'),
    firm('0.000000001'),
    firm('1000000000000000'),
    firm('3'),
    firm(undefined),
  ];

  it.each(FAMILIES.flatMap((family) => ['', ', cap: 1.5, floor: 0'].map((more): [string, string] => [family, more])))(
    'are graded to the digit by %s%s',
    (family, more) => {
      const results = graded(text(family, 'group_mean', more), sizes);
      expect(results.every(({ rank, total }) => rank !== null && total !== null)).toBe(true);
    },
  );

  it('10^24 and 10^−24 of one benchmark', () => {
    const [huge, tiny] = graded(text('ratio, benchmark: 3'), [
      firm('1000000000000000', '0.000000001'),
      firm('0.000000001', '1000000000000000'),
    ]);
    expect(huge!.total).toBe('33333333333333333333333333.3333');
    expect(tiny!.total).toBe('0.0000');
  });

  it('a fact of 40 digits, told from its neighbour in the last one', () => {
    const [less, more] = [`${'1234567890'.repeat(3)}.1234567890`, `${'1234567890'.repeat(3)}.1234567895`];
    const scheme = text('ratio, benchmark: 100').replace('decimals: 4', 'decimals: 10');
    const results = graded(scheme, [firm(less), firm(more), firm(less)]);
    expect(results.map(({ total }) => total)).toEqual([less, more, less]);
    expect(results.map(({ rank }) => rank)).toEqual([2, 1, 2]);
  });

  it('a total whose 40th digit decides how it is rounded', () => {
    const results = graded(text('ratio, benchmark: 100'), [firm(`0.00005`), firm(`0.00004${'9'.repeat(35)}`)]);
    expect(results.map(({ total }) => total)).toEqual(['0.0001', '0.0000']);
  });
});

describe('hardly anyone', () => {
  it.each([
    ...FAMILIES.slice(0, 3).map((family): [string, string] => [family, '100.0000']),
    ['ratio, benchmark: 3', '200.0000'],
    ['min_max, low: 20', '100.0000'],
    ['best', '100.0000'],
    ['inverse_mean', '50.0000'],
  ])('a population of one, by %s', (family, total) => {
    expect(graded(text(family), [firm('6')])[0]).toMatchObject({ state: 'GRADED', total, rank: 1 });
  });

  it.each(['mean_of_ratios', 'ratio_of_sums', 'percentile, percentile: 80'])('no holder of a benchmark that is the %s is refused', (of) => {
    expect(refusalOf(text(`ratio, benchmark: { of: ${of} }`), [firm(undefined), firm('1', '0')])).toMatch(/^NO_HOLDER /);
  });

  it.each(['min_max', 'best', 'inverse_mean', 'ratio, benchmark: 3'])('no holder of %s holds everyone, with what is lacking', (family) => {
    for (const missing of ['hold', 'group_mean', 'reweight']) {
      expect(
        graded(text(family, missing), [firm(undefined), firm('1', '0')]).map(({ state, total, rank }) => [state, total, rank]),
      ).toEqual([
        ['HELD', null, null],
        ['HELD', null, null],
      ]);
    }
  });

  it('a group without members leaves the others as they are', () => {
    const two = text('ratio, benchmark: { of: mean_of_ratios }').replace(
      'groups:',
      `groups:\n  - { id: none, title: 无, when: { event: key_polluter }, indicators: [{ id: y, numerator: tax.vat_net, weight: 100, points: { family: ratio, benchmark: 1 } }], total: { decimals: 2 }, ${CLASSES} }`,
    );
    expect(graded(two, [firm('6'), firm('2')]).map(({ group, rank }) => [group, rank])).toEqual([
      ['all', 1],
      ['all', 2],
    ]);
  });
});

describe('nothing to measure by', () => {
  it.each([
    ['mean_of_ratios', ['0', '0']],
    ['mean_of_ratios', ['5', '-5']],
    ['mean_of_ratios', ['1000000000000000', '-1000000000000000.000000001']],
    ['ratio_of_sums', ['0', '0']],
    ['percentile, percentile: 50', ['0', '3']],
  ])('a benchmark of %s that is not positive is refused: %j', (of, taxes) => {
    expect(
      refusalOf(
        text(`ratio, benchmark: { of: ${of} }`),
        taxes.map((tax) => firm(tax)),
      ),
    ).toMatch(/^BENCHMARK_NOT_POSITIVE /);
  });

  it('a year without records is refused, and a year that the scheme is not for', () => {
    const any = text('best').replace('years: [2024]', 'years: [2024, 2025]');
    expect(refusalOf(any, [firm('1')], 2025)).toMatch(/^NO_RECORDS 2025 年度没有可用于办法/);
    expect(refusalOf(text('best'), [firm('1')], 2025)).toMatch(/^SCHEME_YEAR /);
    expect(refusalOf(text('best'), [])).toMatch(/^NO_RECORDS /);
  });
});
