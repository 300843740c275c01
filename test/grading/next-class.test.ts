import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assessment, EnterpriseResult } from '../../src/grading/assessment.js';
import { grade } from '../../src/grading/grade.js';
import { nextClassFinder, type NextClass } from '../../src/grading/next-class.js';
import type { Population } from '../../src/grading/population.js';
import { Rational } from '../../src/grading/rational.js';
import { classesOf } from '../../src/grading/scheme.js';
import { runs } from '../full.js';
import { schemeOf } from '../policy/scheme-of.js';
import { populationOf, type FactValue } from './population-of.js';
import { samplePopulation } from './sample-population.js';
import { CLASSES, PLAIN, schemeText } from './scheme-text.js';
import { readFileSync } from 'node:fs';

type Facts = Readonly<Record<string, FactValue>>;

/** The middle band earns less than the one below it. */
const BANDS = '[ { at_least: 9, points: 20 }, { at_least: 6.25, points: 9 }, { at_least: 4, points: 12 } ]';
const SCORES = '{ by: score, at_least: { A: 90, B: 60.005, C: 0, D: null } }';
const FACTS = ['tax.vat_net', 'tax.other', 'statistics.revenue', 'statistics.value_added'];

const indicator = (fact: string, more: string): string => `- { id: ${fact}, numerator: ${fact}, ${more} }`;

/** Four indicators, each with a fact of its own, so that one can be changed alone; the yardsticks are fixed numbers. */
const group = (ties: string, by: string, missing: string): string => `
indicators:
${indicator('tax.vat_net', 'denominator: land.used_area, weight: 40, points: { family: ratio, benchmark: 7, cap: 1.5, floor: 0 }')}
${indicator('tax.other', `weight: 30, points: { family: ratio, benchmark: 3, points_decimals: 1 }, missing: ${missing}`)}
${indicator('statistics.revenue', `weight: 20, value_decimals: 1, points: { family: bands, bands: ${BANDS} }, missing: zero`)}
${indicator('statistics.value_added', 'weight: 10, value_decimals: 2, points: { family: ratio, benchmark: 9 }, missing: { points: -3 }')}
total: { decimals: 2 }
classes: ${by === 'score' ? SCORES : `{ by: rank_share, upto: { A: 20%, B: 60%, C: 90%, D: 100% }, ties: ${ties} }`}`;

const ACCIDENT = '{ id: accident, when: { event: safety_accident }, best: C }';
/** Asks for a value that a path changes: it counts as it fires today, so that less than the path may be enough. */
const POOR = '{ id: poor, when: { indicator: tax.vat_net, lt: 2 }, shift: -1 }';

function population(firms: readonly { facts: Facts; accident: boolean }[]): Population {
  return populationOf(
    2024,
    firms.map(({ facts, accident }, index) => ({
      creditCode: String(index).padStart(3, '0'),
      facts: { 2024: facts },
      events: accident ? [{ code: 'safety_accident', date: '2024-03-01' }] : [],
    })),
  );
}

function classIndex(assessment: Assessment, row: number): number {
  return classesOf(assessment.scheme.groups[0]!).indexOf(assessment.results[row]!.final!);
}

function ways(assessment: Assessment, people: Population): readonly { result: EnterpriseResult; next: NextClass }[] {
  const nextClass = nextClassFinder(assessment, people);
  return assessment.results.flatMap((result) => {
    const next = nextClass(result);
    return next ? [{ result, next }] : [];
  });
}

const number = fc.integer({ min: 0, max: 150 }).map((tenths) => `${Math.floor(tenths / 10)}.${tenths % 10}`);
const firm = fc.record({
  facts: fc.record({
    'land.used_area': fc.constantFrom('1', '3', '0.7'),
    'tax.vat_net': number,
    'tax.other': fc.option(number, { nil: undefined }),
    'statistics.revenue': number,
    'statistics.value_added': fc.option(number, { nil: undefined }),
  }),
  accident: fc.boolean(),
});

describe('the next class', () => {
  it('comes out when a needed value or numerator is put in, and not with a hair less', () => {
    let put = 0;
    const ways = fc.record({
      ties: fc.constantFrom('better', 'worse'),
      by: fc.constantFrom('share', 'score'),
      missing: fc.constantFrom('zero', 'reweight'),
      poor: fc.boolean(),
      given: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(firm, { minLength: 1, maxLength: 12 }), ways, (firms, { ties, by, missing, poor, given }) => {
        const scheme = schemeOf(schemeText(group(ties, by, missing), `overrides: [${poor ? `${ACCIDENT}, ${POOR}` : ACCIDENT}]`));
        // One that has every fact, so that each has a column.
        const whole = { facts: Object.fromEntries([...FACTS, 'land.used_area'].map((id) => [id, '1'])), accident: false };
        const people = population([...firms, whole]);
        const assessment = grade(scheme, people);
        const find = nextClassFinder(assessment, people);
        for (const result of assessment.results) {
          const exact = find(result);
          const next = find(result, () => given);
          if (!next?.pointsNeeded) continue;
          const target = classesOf(scheme.groups[0]!).indexOf(next.class);
          const total = result.total!.plus(next.pointsNeeded);
          const isExact = next.pointsNeeded.equals(exact!.pointsNeeded!);
          if (!isExact) expect(total.equals(Rational.of(result.total!.plus(exact!.pointsNeeded!).ceil()))).toBe(true);
          for (const path of next.paths) {
            if (!path.valueNeeded || !path.numeratorNeeded) continue;
            const { indicator, denominator } = result.indicators.find(({ id }) => id === path.indicator)!;
            const withNumerator = (value: Rational): Assessment => grade(scheme, changed(people, path.indicator, result.row, value));
            const withValue = (value: Rational): Assessment => withNumerator(value.times(denominator ?? Rational.ONE));
            for (const after of [withValue(path.valueNeeded), withNumerator(path.numeratorNeeded)]) {
              expect(after.results[result.row]!.total!.compare(total)).toBeGreaterThanOrEqual(0);
              expect(classIndex(after, result.row)).toBeLessThanOrEqual(target);
            }
            const less = withValue(path.valueNeeded.minus(Rational.of(1n, 10n ** BigInt(indicator.valueDecimals ?? 12))));
            expect(less.results[result.row]!.total!.compare(total)).toBeLessThan(0);
            if (!poor && isExact) expect(classIndex(less, result.row)).toBeGreaterThan(target);
            put += 1;
          }
        }
      }),
      { numRuns: runs(60, 600) },
    );
    expect(put).toBeGreaterThan(200);
  });

  it('comes out of a rise or a fall from last year too, rounded or not, when the needed numerator is put in', () => {
    const changing = (more: string): string => `
indicators:
- { id: tax.vat_net, numerator: tax.vat_net, denominator: land.used_area, growth: true, weight: 60, points: { family: ratio, benchmark: 0.7 }${more} }
- { id: tax.other, numerator: tax.other, denominator: land.used_area, decline: true, weight: 40, points: { family: ratio, benchmark: 0.3, cap: 2 }${more} }
total: { decimals: 2 }
classes: { by: rank_share, upto: { A: 20%, B: 60%, C: 90%, D: 100% } }`;
    const amount = fc.integer({ min: 1, max: 60 }).map((tenths) => String(tenths / 10));
    const year = fc.record({ 'tax.vat_net': amount, 'tax.other': amount, 'land.used_area': fc.constantFrom('1', '3', '0.7') });
    let put = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(year, year), { minLength: 2, maxLength: 9 }),
        fc.constantFrom('', ', value_decimals: 1', ', value_decimals: 3'),
        (firms, more) => {
          const scheme = schemeOf(schemeText(changing(more)));
          const people = populationOf(
            2024,
            firms.map(([now, before], index) => ({ creditCode: String(index), facts: { 2024: now, 2023: before } })),
          );
          const assessment = grade(scheme, people);
          for (const { result, next } of ways(assessment, people)) {
            for (const path of next.paths) {
              if (!path.numeratorNeeded) continue;
              const after = grade(scheme, changed(people, path.indicator, result.row, path.numeratorNeeded, 2024));
              expect(classIndex(after, result.row)).toBeLessThanOrEqual(classesOf(scheme.groups[0]!).indexOf(next.class));
              put += 1;
            }
          }
        },
      ),
      { numRuns: runs(120, 1_200) },
    );
    expect(put).toBeGreaterThan(100);
  });

  it('has no path where an override or a cap stands in the way, and none above the best', () => {
    const people = population([
      { facts: { 'tax.vat_net': '5' }, accident: false },
      { facts: { 'tax.vat_net': '9' }, accident: true },
      ...Array.from({ length: 8 }, (_, index) => ({ facts: { 'tax.vat_net': String(index) }, accident: false })),
    ]);
    const assessment = grade(
      schemeOf(schemeText(`${PLAIN}\n${CLASSES}`, 'overrides: [{ id: a, when: { event: safety_accident }, best: C }]')),
      people,
    );
    const found = ways(assessment, people);
    expect(found.find(({ result }) => result.row === 1)?.next).toEqual({
      class: 'B',
      pointsNeeded: undefined,
      paths: [{ indicator: 'tax', valueNeeded: undefined, numeratorNeeded: undefined }],
      unreachable: 'OVERRIDE',
    });
    expect(found.some(({ result }) => result.final === 'A')).toBe(false);
    const third = found.find(({ result }) => result.rank === 3)!.next;
    expect(third.class).toBe('A');
    expect(third.pointsNeeded?.toString()).toBe('1');
    expect(third.paths[0]?.valueNeeded?.toString()).toBe('6.995');
  });

  it('is found for the sample county, every path to more points than today', () => {
    const people = samplePopulation();
    for (const method of ['ratio', 'minmax']) {
      const text = readFileSync(new URL(`../../schemes/example-county/${method}-2024.yaml`, import.meta.url), 'utf8');
      const found = ways(grade(schemeOf(text), people), people);
      expect(found.length).toBeGreaterThan(300);
      for (const { next } of found) expect(next.pointsNeeded?.sign ?? 1).toBe(1);
    }
  });
});

/** The population with one number of one enterprise changed. */
function changed(people: Population, fact: string, row: number, value: Rational, of?: number): Population {
  return {
    ...people,
    column: (id, year) => {
      const column = people.column(id, year);
      if (id !== fact || (of ?? year) !== year || column?.kind !== 'number') return column;
      return { kind: 'number', values: column.values.map((old, at) => (at === row ? value : old)) };
    },
  };
}
