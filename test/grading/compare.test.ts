import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareAssessments } from '../../src/grading/compare.js';
import { grade } from '../../src/grading/grade.js';
import { schemeOf } from '../policy/scheme-of.js';
import { populationOf } from './population-of.js';
import { samplePopulation } from './sample-population.js';
import { CLASSES, schemeText } from './scheme-text.js';

const TEXT = readFileSync(new URL('../../schemes/example-county/ratio-2024.yaml', import.meta.url), 'utf8');

describe('two assessments beside each other', () => {
  const population = samplePopulation();
  const base = grade(schemeOf(TEXT), population);

  it('of one scheme differ in nothing', () => {
    const { matrix, movers } = compareAssessments(base, grade(schemeOf(TEXT), population));
    expect(movers).toEqual([]);
    expect(matrix).toHaveLength(16);
    expect(matrix.filter((move) => move.from !== move.to && move.count > 0)).toEqual([]);
  });

  it('count every enterprise once, each mover with its reasons', () => {
    const text = TEXT.replace('weight: 35', 'weight: 45').replace('id: above\n', 'id: above\n    total_weight: 110\n');
    const { matrix, movers } = compareAssessments(base, grade(schemeOf(text), population));
    const moved = matrix.filter((move) => move.from !== move.to).reduce((sum, move) => sum + move.count, 0);
    expect(moved).toBe(movers.length);
    expect(movers.length).toBeGreaterThan(0);
    expect(matrix.reduce((sum, move) => sum + move.count, 0)).toBe(base.results.filter((result) => result.final).length);
    for (const mover of movers) expect(mover.becauseOf.every((id) => id === 'tax_per_mu')).toBe(true);
  });

  it('name the indicators that moved an enterprise, the largest first', () => {
    const group = (a: number, b: number): string => `
indicators:
- { id: a, numerator: tax.vat_net, weight: 50, points: { family: ratio, benchmark: ${a} } }
- { id: b, numerator: tax.other, weight: 50, points: { family: ratio, benchmark: ${b} } }
total: { decimals: 2 }
${CLASSES.replace('20%', '50%')}`;
    const firms = populationOf(2024, [
      { creditCode: 'x', facts: { 2024: { 'tax.vat_net': '3', 'tax.other': '1' } } },
      { creditCode: 'y', facts: { 2024: { 'tax.vat_net': '1', 'tax.other': '2' } } },
    ]);
    const { movers } = compareAssessments(
      grade(schemeOf(schemeText(group(1, 1))), firms),
      grade(schemeOf(schemeText(group(4, 0.5))), firms),
    );
    expect(movers.map(({ from, becauseOf }) => [from.creditCode, becauseOf])).toEqual([
      ['x', ['a']],
      ['y', ['b']],
    ]);
  });
});
