import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { grade } from '../../src/grading/grade.js';
import { indicatorFacts, neededFacts } from '../../src/grading/needed-facts.js';
import type { Population } from '../../src/grading/population.js';
import { schemeOf } from '../policy/scheme-of.js';
import { populationOf } from './population-of.js';
import { samplePopulation } from './sample-population.js';
import { schemeText } from './scheme-text.js';

const read = (path: string): string => readFileSync(new URL(`../../schemes/${path}`, import.meta.url), 'utf8');

/** What the engine asks a population for while it grades. */
function asked(text: string, population: Population): readonly string[] {
  const found = new Set<string>();
  grade(schemeOf(text), {
    ...population,
    column: (id, year) => {
      found.add(`${id} ${year}`);
      return population.column(id, year);
    },
  });
  return [...found].sort();
}

function needed(text: string, year: number): readonly string[] {
  return neededFacts(schemeOf(text), year)
    .map((one) => `${one.fact} ${one.year}`)
    .sort();
}

describe('the facts that a scheme needs', () => {
  it.each(['example-county/ratio-2024.yaml', 'example-county/minmax-2024.yaml'])('are those that grading by %s asks for', (path) => {
    expect(needed(read(path), 2024)).toEqual(asked(read(path), samplePopulation()));
  });

  it('reach back for growth, earlier years and last year’s benchmark', () => {
    const text = schemeText(
      `
indicators:
- { id: growth, numerator: both, weight: 50, growth: true, points: { family: ratio, benchmark: { of: mean_of_ratios, year: previous } } }
- { id: old, numerator: { fact: tax.other, year: -1 }, weight: 50, points: { family: best }, missing: zero }
extras: [{ id: letting, count: land.tenants, first: -1, each: -1 }]
total: { decimals: 2 }`,
      'tenancy: merge\nderived: { both: { sum: { tax.vat_net: 1, tax.property: 1 } } }',
    );
    const facts = { 'tax.vat_net': '2', 'tax.property': '1' };
    const population = populationOf(2024, [
      { creditCode: 'a', facts: { 2024: { ...facts, 'tax.vat_net': '9' }, 2023: { ...facts, 'tax.vat_net': '5' }, 2022: facts } },
    ]);
    expect(needed(text, 2024)).toEqual(asked(text, population));
    expect(needed(text, 2024)).toContain('tax.property 2022');
  });

  it('are told by indicator, sums taken apart', () => {
    const scheme = schemeOf(read('huangyan/2022.yaml'));
    expect(indicatorFacts(scheme, scheme.groups[0]!.indicators[0]!, 2022)).toEqual([
      { fact: 'tax.vat_net', year: 2022 },
      { fact: 'land.used_area', year: 2022 },
    ]);
  });
});
