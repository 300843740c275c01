import { FactTable } from './fact-table.js';
import { mergedUnits, type Units } from './merge.js';
import type { Population } from './population.js';
import type { Scheme } from './scheme.js';
import { standings, type Standing } from './standing.js';

/** The units of a population: under tenancy `merge` those who share land, otherwise every enterprise by itself. */
export function evaluationUnits(scheme: Scheme, population: Population): Units {
  const facts = new FactTable(population, scheme.derived);
  if (scheme.tenancy === 'merge') return mergedUnits(scheme, facts, standings(scheme, facts));
  let made: readonly Standing[] | undefined;
  return {
    facts,
    // Whoever only asks about single rows needs none of them.
    get standings() {
      return (made ??= standings(scheme, facts));
    },
    unitOf: Array.from({ length: facts.size }, (_, row) => row),
  };
}
