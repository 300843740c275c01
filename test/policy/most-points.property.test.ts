import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grade } from '../../src/grading/grade.js';
import { AssessmentRefused } from '../../src/grading/refusal.js';
import { mostPoints } from '../../src/policy/most-points.js';
import { runs } from '../full.js';
import { populationOf } from '../grading/population-of.js';
import { schemeText } from '../grading/scheme-text.js';
import { schemeOf } from './scheme-of.js';

const FACTS = ['tax.vat_net', 'tax.other', 'statistics.revenue'];
const indicator = fc.record({
  family: fc.constantFrom('family: ratio, benchmark: 2, cap: 1.25', 'family: min_max', 'family: best', 'family: inverse_mean, cap: 2', 'family: bands, bands: [{ at_least: 3, points: 41.005 }, { at_least: 0, points: -2 }]'),
  bounds: fc.constantFrom('', ', floor: 0.5', ', floor: 1.5', ', points_decimals: 0'),
  missing: fc.constantFrom('hold', 'zero', '{ points: 70 }', 'group_mean', '{ group_mean: { decimals: 0 } }', 'reweight'),
}).filter(({ family, bounds }) => !(family.includes('cap: 1.25') && bounds.includes('1.5')));
const scheme = fc
  .record({
    indicators: fc.tuple(indicator, indicator, indicator),
    extras: fc.constantFrom('', 'extras: [{ id: a, title: 加, when: { event: high_tech }, points: 7.005 }, { id: b, title: 减, count: tax.other, first: -2, each: -1 }]\nextras_cap: 3', 'extras: [{ id: a, title: 加, count: tax.other, first: 2, each: 3, max: 6 }]'),
    total: fc.constantFrom('{ decimals: 0 }', '{ decimals: 2, floor: 10 }'),
  })
  .map(({ indicators, extras, total }) => {
    const lines = indicators.map(({ family, bounds, missing }, at) => `- { id: i${at}, title: 项, numerator: ${FACTS[at]}, weight: ${[50, 30, 20][at]}, points: { ${family}${bounds} }, missing: ${missing} }`);
    return schemeText(`indicators:\n${lines.join('\n')}\n${extras}\ntotal: ${total}`);
  });
const number = fc.option(fc.integer({ min: -3, max: 9 }).map(String), { nil: undefined });
const firms = fc.array(fc.record({ values: fc.tuple(number, number, number), bonus: fc.boolean() }), { minLength: 1, maxLength: 6 });

describe('the highest possible total', () => {
  it('is passed by nobody', () => {
    let bounded = 0;
    fc.assert(
      fc.property(scheme, firms, (text, all) => {
        const read = schemeOf(text);
        const most = mostPoints(read.groups[0]!);
        if (!most) return;
        const population = populationOf(2024, all.map(({ values, bonus }, at) => ({
          creditCode: String(at),
          facts: { 2024: Object.fromEntries(FACTS.map((fact, index) => [fact, values[index]])), 2023: {} },
          events: bonus ? [{ code: 'high_tech', date: '2024-01-01' }] : [],
        })));
        try {
          for (const { total } of grade(read, population).results) if (total) expect(total.compare(most)).toBeLessThanOrEqual(0);
          bounded += 1;
        } catch (error) {
          if (!(error instanceof AssessmentRefused)) throw error;
        }
      }),
      { numRuns: runs(300, 5_000) },
    );
    expect(bounded).toBeGreaterThan(30);
  });
});
