import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../src/grading/assessment.js';
import { grade } from '../../../src/grading/grade.js';
import { gradePlainly } from '../../../src/grading/grade-plainly.js';
import type { Population, Tenure } from '../../../src/grading/population.js';
import { printAssessment } from '../../../src/grading/print.js';
import { Rational } from '../../../src/grading/rational.js';
import { AssessmentRefused } from '../../../src/grading/refusal.js';
import type { Scheme } from '../../../src/grading/scheme.js';
import { runs } from '../../full.js';
import { schemeOf } from '../../policy/scheme-of.js';
import { populationOf, type FactValue, type SyntheticEnterprise } from '../population-of.js';

/**
 * Schemes and populations that sit on the edges: few and small numbers, so that values tie, fall on x.xx5 and shares
 * divide evenly, among them zeros, negative, missing, huge, tiny and very long numbers and some that do not terminate.
 */
const FACTS = ['tax.vat_net', 'tax.other', 'land.used_area', 'statistics.energy'];
const CHARGES = fc.constantFrom('1.005', '0.015', '2.675', '0.1', '0.3', '12.345', '99.995');
const EXTREME = fc.constantFrom(
  '1000000000000000',
  '0.000000001',
  '-1000000000000000',
  `0.${'123456789'.repeat(5)}`,
  `${'9'.repeat(160)}`,
  `0.${'0'.repeat(150)}7`,
);
const number = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -2, max: 6 }).map(String) },
  { weight: 5, arbitrary: CHARGES },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }).map((n) => Rational.of(BigInt(n), 7n)) },
  { weight: 2, arbitrary: fc.constant(undefined) },
);
const extreme = fc.oneof({ weight: 15, arbitrary: number }, { weight: 1, arbitrary: EXTREME });

function enterprises(amount: fc.Arbitrary<FactValue>): fc.Arbitrary<readonly SyntheticEnterprise[]> {
  const facts = fc.tuple(amount, amount, amount, amount).map((values) => Object.fromEntries(FACTS.map((fact, at) => [fact, values[at]])));
  const one = fc.record({
    now: facts,
    before: facts,
    branch: fc.constantFrom('甲', '乙', undefined),
    events: fc.subarray(['new_enterprise', 'safety_accident', 'little_giant', 'tax_fraud'], { maxLength: 2 }),
    eventful: fc.integer({ min: 0, max: 2 }),
  });
  return fc.array(one, { minLength: 1, maxLength: 16 }).map((all) =>
    all.map(({ now, before, branch, events, eventful }, at) => ({
      creditCode: `E${String(at).padStart(3, '0')}`,
      facts: { 2024: { ...now, 'enterprise.industry_group': branch }, 2023: before },
      events: eventful === 0 ? events.map((code) => ({ code, date: '2024-06-30' })) : [],
    })),
  );
}

const benchmark = fc.constantFrom(
  '3.5',
  '0.1',
  '{ of: mean_of_ratios }',
  '{ of: mean_of_ratios, decimals: 2 }',
  '{ of: ratio_of_sums, times: 1.5 }',
  '{ of: ratio_of_sums, decimals: 1 }',
  '{ of: percentile, percentile: 60 }',
  '{ of: percentile, percentile: 33.3, times: 0.7, decimals: 2 }',
  '{ of: mean_of_ratios, year: previous }',
);
const family = fc.oneof(
  { weight: 4, arbitrary: benchmark.map((of) => `family: ratio, benchmark: ${of}`) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'family: min_max',
      'family: min_max, low: 40',
      'family: best',
      'family: inverse_mean',
      'family: inverse_mean, decimals: 2',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant(
      'family: bands, bands: [{ at_least: 2.675, points: 9.005 }, { at_least: 1, points: 5 }, { at_least: 0, points: 1.5 }]',
    ),
  },
);
const optional = (...texts: string[]): fc.Arbitrary<string> => fc.constantFrom('', '', ...texts);
const indicator = fc
  .record({
    numerator: fc.constantFrom('tax.vat_net', 'tax.other', 'net'),
    denominator: optional(', denominator: land.used_area', ', denominator: statistics.energy', ', denominator: sum'),
    valued: optional(', value_decimals: 2', ', growth: true', ', zero_is_missing: true', ', growth: true, value_decimals: 3'),
    family,
    bounds: optional(', cap: 1.5', ', cap: 1.2, floor: 0', ', floor: -0.5'),
    rounded: optional(', points_decimals: 2'),
    missing: fc.constantFrom('hold', 'zero', '{ points: -3 }', 'group_mean', '{ group_mean: { decimals: 4 } }', 'reweight'),
  })
  .filter(({ valued, family: of }) => !(valued.includes('growth') && of.includes('ratio_of_sums')));
const WEIGHTS = [['100'], ['60', '40'], ['33.3', '33.3', '33.4']];
const CLASSES = fc.oneof(
  fc
    .record({
      upto: fc.constantFrom('20%, B: 60%, C: 95%', '25%, B: 50%, C: 75%'),
      limit: fc.constantFrom('floor', 'half_up', 'ceil'),
      base: fc.constantFrom('ranked', 'group'),
      ties: fc.constantFrom('better', 'worse'),
    })
    .map(
      ({ upto, limit, base, ties }) =>
        `classes: { by: rank_share, upto: { A: ${upto}, D: 100% }, limit: ${limit}, base: ${base}, ties: ${ties} }`,
    ),
  fc.constant('classes: { by: score, at_least: { A: 90.005, B: 50, C: 0, D: null } }'),
);
const OVERRIDES = `
- { id: accident, when: { event: safety_accident }, best: C }
- { id: giant, when: { all: [{ event: little_giant }, { class: [B, C, D] }] }, shift: +1 }
- { id: low, when: { indicator: i0, lt: 1.005 }, worst: B, unless: [accident] }`;
const scheme = fc
  .record({
    indicators: fc.array(indicator, { minLength: 1, maxLength: 3 }),
    decimals: fc.constantFrom(0, 2, 4),
    floor: fc.constantFrom('null', '0', '50.005'),
    within: optional('rank_within: [enterprise.industry_group]'),
    extras: optional(
      'extras: [{ id: giant, when: { event: little_giant }, points: 3.005 }, { id: few, count: tax.other, free: 1, first: -0.5, each: -0.25, max: -2 }]',
      'extras: [{ id: giant, when: { event: little_giant }, points: 9 }]\nextras_cap: 2.5',
    ),
    classes: CLASSES,
    tenancy: fc.constantFrom('net', 'net', 'inherit_owner', 'merge'),
    overrides: fc.boolean(),
    split: fc.boolean(),
  })
  .map(({ indicators, decimals, floor, within, extras, classes, tenancy, overrides, split }) => {
    const lines = indicators.map(
      (one, at) =>
        `  - { id: i${at}, numerator: ${one.numerator}${one.denominator}${one.valued}, weight: ${WEIGHTS[indicators.length - 1]![at]}, points: { ${one.family}${one.bounds}${one.rounded} }, missing: ${one.missing} }`,
    );
    const body = [within, 'indicators:', ...lines, ...extras.split('\n'), `total: { decimals: ${decimals}, floor: ${floor} }`, classes];
    const group = (id: string, when: string): string => [`  - id: ${id}`, `title: ${id}`, `when: ${when}`, ...body].join('\n    ');
    const groups = split
      ? [group('first', '{ fact: enterprise.industry_group, eq: 甲 }'), group('rest', '{ fact: tax.other, gte: -1 }')]
      : [group('all', '{ not: { event: key_polluter } }')];
    return `
scheme: synthetic
title: 合成办法
jurisdiction: 某县
years: [2024]
status: example
sources: [{ document: 示例 }]
tenancy: ${tenancy}
derived:
  net: { title: 净额, sum: { tax.vat_net: 1, tax.other: -1 } }
  sum: { title: 合计, sum: [{ fact: land.used_area, factor: 1.5 }, { fact: statistics.energy, factor: 0.1, missing: 0 }] }
states: [{ state: TEMPORARY, title: 新, when: { event: new_enterprise }, scored: true, treated_as: B }, { state: NOT_EVALUATED, title: 停, when: { event: tax_fraud } }]
${overrides ? `overrides:${OVERRIDES}` : ''}
groups:
${groups.join('\n')}
`;
  });

const tenure: Tenure = {
  holdings: [0, 2, 4].map((row) => ({ row, parcel: `p${row % 3}` })),
  leases: [
    [1, 0],
    [3, 0],
    [3, 2],
    [5, 6],
    [6, 5],
    [7, 1],
  ].map(([tenant, owner]) => ({ tenant: tenant!, owner, parcel: `p${owner! % 3}`, area: Rational.ONE })),
};

function peopled(all: readonly SyntheticEnterprise[]): Population {
  const within = (row: number | undefined): boolean => row === undefined || row < all.length;
  const some = {
    holdings: tenure.holdings.filter(({ row }) => within(row)),
    leases: tenure.leases.filter(({ tenant, owner }) => within(tenant) && within(owner)),
  };
  return populationOf(2024, all, some);
}

/** Everything that is said of a population, or why it is refused. */
function told(run: (scheme: Scheme, population: Population) => Assessment, of: Scheme, population: Population): unknown {
  try {
    const assessment = run(of, population);
    return {
      printed: printAssessment(assessment),
      results: assessment.results.map(
        ({ rankedOf, lacks, overrides, extrasSum, reweighting, unit, inheritedFrom, stateTitle, indicators }) => ({
          ...{ rankedOf, lacks, overrides, unit, inheritedFrom, stateTitle },
          ...{ extrasSum: extrasSum.toFixed(12), reweighting: reweighting.toFixed(12) },
          indicators: indicators.map(({ value, benchmark, missing, treatedBy }) => ({
            value: value?.toFixed(12),
            benchmark: benchmark?.toFixed(12),
            missing,
            treatedBy,
          })),
        }),
      ),
    };
  } catch (error) {
    if (error instanceof AssessmentRefused) return { refused: error.message };
    throw error;
  }
}

describe('grading in columns', () => {
  it.each([
    ['ordinary', enterprises(number), runs(200, 10_000)],
    ['extreme', enterprises(extreme), runs(150, 7_000)],
  ])('says what the plain engine says, of %s numbers', (_, some, numRuns) => {
    fc.assert(
      fc.property(scheme, some, (text, all) => {
        const of = schemeOf(text);
        expect(told(grade, of, peopled(all))).toEqual(told(gradePlainly, of, peopled(all)));
      }),
      { numRuns },
    );
  });

  it('says the same again after another scheme on the same population', () => {
    fc.assert(
      fc.property(scheme, scheme, enterprises(number), (text, other, all) => {
        const population = peopled(all);
        const of = schemeOf(text);
        const first = told(grade, of, population);
        told(grade, schemeOf(other), population);
        told(grade, schemeOf(text.replace('decimals: 2', 'decimals: 3').replace('cap: 1.5', 'cap: 1.6')), population);
        expect(told(grade, of, population)).toEqual(first);
      }),
      { numRuns: runs(75, 2_000) },
    );
  });
});
