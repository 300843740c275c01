import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grade } from '../../src/grading/grade.js';
import type { Population } from '../../src/grading/population.js';
import { printAssessment } from '../../src/grading/print.js';
import { AssessmentRefused } from '../../src/grading/refusal.js';
import type { Scheme } from '../../src/grading/scheme.js';
import { runs } from '../full.js';
import { schemeOf } from '../policy/scheme-of.js';
import { naiveGrade, type NaiveFirm, type NaiveIndicator, type NaiveResult, type NaiveScheme } from './naive-grading.js';
import { populationOf } from './population-of.js';
import { schemeText } from './scheme-text.js';

const FACTS = ['tax.vat_net', 'tax.other', 'land.used_area', 'statistics.energy'];

/** Few and small numbers, so that ties, zeros, exact cuts and equal values are frequent. */
const amount = fc.option(fc.integer({ min: -2, max: 6 }), { nil: undefined, freq: 8 });
const firm = fc.record({
  facts: fc.tuple(amount, amount, amount, amount).map((values) => Object.fromEntries(FACTS.map((fact, at) => [fact, values[at]]))),
  branch: fc.constantFrom('甲', '乙', undefined),
  temporary: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
  accident: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
});
const firms = fc
  .array(firm, { minLength: 1, maxLength: 24 })
  .map((all) => all.map((one, at): NaiveFirm => ({ ...one, code: `E${String(at).padStart(3, '0')}` })));

const indicator = fc.record({
  numerator: fc.constantFrom('tax.vat_net', 'tax.other'),
  denominator: fc.constantFrom('land.used_area', 'statistics.energy', undefined),
  family: fc.constantFrom<NaiveIndicator['family']>('mean', 'sums', 'percentile', 'fixed', 'min_max', 'best', 'inverse_mean'),
  cap: fc.constantFrom(10, 15, undefined),
  floor: fc.constantFrom(0, -5, undefined),
  missing: fc.constantFrom<NaiveIndicator['missing']>('hold', 'zero', 'points', 'group_mean', 'reweight'),
});
const WEIGHTS = [[100], [60, 40], [33, 33, 34]];
const indicators = fc
  .array(indicator, { minLength: 1, maxLength: 3 })
  .map((all) => all.map((one, at): NaiveIndicator => ({ ...one, weight: WEIGHTS[all.length - 1]![at]! })));
const scheme = fc.record({
  indicators,
  decimals: fc.constantFrom(0, 1, 4),
  within: fc.boolean(),
  limit: fc.constantFrom<NaiveScheme['limit']>('floor', 'half_up', 'ceil'),
  base: fc.constantFrom<NaiveScheme['base']>('ranked', 'group'),
  ties: fc.constantFrom<NaiveScheme['ties']>('better', 'worse'),
  shares: fc.constantFrom<NaiveScheme['shares']>([20, 60, 95], [10, 75, 95], [25, 50, 75]),
});

function pointsText(of: NaiveIndicator): string {
  const bounds = `${of.cap === undefined ? '' : `, cap: ${of.cap / 10}`}${of.floor === undefined ? '' : `, floor: ${of.floor / 10}`}`;
  const families: Record<NaiveIndicator['family'], string> = {
    mean: 'ratio, benchmark: { of: mean_of_ratios }',
    sums: 'ratio, benchmark: { of: ratio_of_sums }',
    percentile: 'ratio, benchmark: { of: percentile, percentile: 60 }',
    fixed: 'ratio, benchmark: 3.5',
    min_max: 'min_max, low: 20',
    best: 'best',
    inverse_mean: 'inverse_mean',
  };
  return `{ family: ${families[of.family]}${bounds} }`;
}

function parsed(of: NaiveScheme): Scheme {
  const lines = of.indicators.map((one, at) => {
    const denominator = one.denominator ? `, denominator: ${one.denominator}` : '';
    const missing = one.missing === 'points' ? '{ points: -3 }' : one.missing;
    return `- { id: i${at}, numerator: ${one.numerator}${denominator}, weight: ${one.weight}, points: ${pointsText(one)}, missing: ${missing} }`;
  });
  const [a, b, c] = of.shares;
  const group = `
${of.within ? 'rank_within: [enterprise.industry_group]' : ''}
indicators:
${lines.join('\n')}
total: { decimals: ${of.decimals} }
classes: { by: rank_share, upto: { A: ${a}%, B: ${b}%, C: ${c}%, D: 100% }, limit: ${of.limit}, base: ${of.base}, ties: ${of.ties} }`;
  const whole = `states: [{ state: TEMPORARY, when: { event: new_enterprise }, scored: true }]
overrides: [{ id: accident, when: { event: safety_accident }, best: C }]`;
  return schemeOf(schemeText(group, whole));
}

function populationFor(all: readonly NaiveFirm[], scale = 1): Population {
  const text = (value: number | undefined): string | undefined => (value === undefined ? undefined : String(value * scale));
  return populationOf(
    2024,
    all.map(({ code, facts, branch, temporary, accident }) => ({
      creditCode: code,
      facts: {
        2024: {
          ...Object.fromEntries(Object.entries(facts).map(([fact, value]) => [fact, text(value)])),
          'enterprise.industry_group': branch,
        },
      },
      events: [...(temporary ? ['new_enterprise'] : []), ...(accident ? ['safety_accident'] : [])].map((event) => ({
        code: event,
        date: '2024-06-30',
      })),
    })),
  );
}

/** By credit code; undefined where the assessment was refused. */
function engineGrade(of: Scheme, population: Population): ReadonlyMap<string, NaiveResult> | undefined {
  try {
    const { results } = printAssessment(grade(of, population));
    return new Map(
      results.map(({ creditCode, state, points, total, rank, final }) => [
        creditCode,
        { state, points: Object.values(points), total, rank, final },
      ]),
    );
  } catch (error) {
    if (error instanceof AssessmentRefused) return undefined;
    throw error;
  }
}

const someRecord = (all: readonly NaiveFirm[]): boolean =>
  all.some(({ facts }) => FACTS.some((fact) => fact !== 'land.used_area' && facts[fact] !== undefined));

describe('the engine, over random schemes and populations on the edges', () => {
  it('agrees with a second reading of the same text', () => {
    fc.assert(
      fc.property(scheme, firms, (drawn, all) => {
        const naive = naiveGrade(drawn, all);
        const engine = engineGrade(parsed(drawn), populationFor(all));
        if (engine === undefined && naive !== undefined) {
          const named = new Set(drawn.indicators.flatMap((one) => [one.numerator, one.denominator]));
          fc.pre(all.some(({ facts }) => [...named].some((fact) => fact && fact !== 'land.used_area' && facts[fact] !== undefined)));
        }
        expect(engine && all.map(({ code }) => engine.get(code))).toEqual(naive);
      }),
      { numRuns: runs(200, 5_000) },
    );
  });

  it('does not look at the order of rows', () => {
    const shuffled = firms.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })));
    fc.assert(
      fc.property(scheme, shuffled, (drawn, [all, other]) => {
        const of = parsed(drawn);
        expect(engineGrade(of, populationFor(other))).toEqual(engineGrade(of, populationFor(all)));
      }),
      { numRuns: runs(75, 2_000) },
    );
  });

  it('does not look at the unit of money or land where benchmarks are computed', () => {
    const relative = scheme.map((drawn) => ({
      ...drawn,
      indicators: drawn.indicators.map((one) => (one.family === 'fixed' ? { ...one, family: 'mean' as const } : one)),
    }));
    fc.assert(
      fc.property(relative, firms.filter(someRecord), (drawn, all) => {
        const of = parsed(drawn);
        expect(engineGrade(of, populationFor(all, 10000))).toEqual(engineGrade(of, populationFor(all)));
      }),
      { numRuns: runs(75, 2_000) },
    );
  });
});
