import { FactTable } from './fact-table.js';
import { mergedUnits, type Units } from './merge.js';
import type { Population } from './population.js';
import type { Scheme } from './scheme.js';
import { standings } from './standing.js';

/** The units of a population: under tenancy `merge` those who share land, otherwise every enterprise by itself. */
export function evaluationUnits(scheme: Scheme, population: Population): Units {
  const facts = new FactTable(population, scheme.derived);
  const standing = standings(scheme, facts);
  if (scheme.tenancy === 'merge') return mergedUnits(scheme, facts, standing);
  return { facts, standings: standing, unitOf: standing.map((_, row) => row) };
}
