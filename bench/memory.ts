import { gradeColumns } from '../src/grading/columnar/grade-columns.js';
import { groupResults } from '../src/grading/grade.js';
import { unknownYet } from './engine.js';
import { populationOf, syntheticColumns } from './population.js';
import { OTHER_WEIGHTS, WEIGHTS, benchScheme } from './scheme.js';

/**
 * Prints the bytes of memory that a population of the given size takes with its grade and another grade of it, beyond
 * what Node takes once it has graded a small one. A process of its own, so that no other run leaves or lends memory.
 */
function graded(size: number): { readonly population: unknown; readonly last: unknown } {
  const population = unknownYet(populationOf(syntheticColumns(size)));
  groupResults(gradeColumns(benchScheme(WEIGHTS), population));
  const last = gradeColumns(benchScheme(OTHER_WEIGHTS), population);
  groupResults(last);
  return { population, last };
}

function resident(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}

for (let run = 0; run < 20; run += 1) graded(1000);
const before = resident();
const kept = graded(Number(process.argv[2]));
const bytes = resident() - before;
process.stdout.write(`${kept.last ? bytes : 0}\n`);
