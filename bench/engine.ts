import { ColumnSpace } from '../src/grading/column-space.js';
import { gradeColumns } from '../src/grading/columnar/grade-columns.js';
import type { GradedColumns } from '../src/grading/columnar/graded-columns.js';
import { groupResults } from '../src/grading/grade.js';
import type { Population } from '../src/grading/population.js';
import { median } from './median.js';
import { INDICATORS, OTHER_WEIGHTS, WEIGHTS, benchScheme } from './scheme.js';

export interface EngineTimes {
  readonly gradeMs: number;
  readonly regradeMs: number;
  /** Of the first grade and the second. */
  readonly exactFallbacks: number;
  readonly graded: GradedColumns;
}

/** The same enterprises as nobody graded them before, with the memory that whoever reads them lays out for their first grade. */
export function unknownYet(population: Population): Population {
  return { ...population, space: ColumnSpace.laidOut(population.creditCodes.length, INDICATORS.length) };
}

/**
 * A first grade of a population nobody graded before, and one with other weights on the same columns: every value,
 * benchmark, total, rank and class, and the classes counted, as the peers do and a what-if asks. Each the median of some
 * runs; what the one before left behind is collected before the next is timed.
 */
export function measureEngine(population: Population, runs: number): EngineTimes {
  const [scheme, other] = [benchScheme(WEIGHTS), benchScheme(OTHER_WEIGHTS)];
  const gradeMs: number[] = [];
  const regradeMs: number[] = [];
  let last: Pick<EngineTimes, 'exactFallbacks' | 'graded'> | undefined;
  for (let run = 0; run < runs; run += 1) {
    last = undefined;
    const unknown = unknownYet(population);
    globalThis.gc?.();
    const [first, firstMs] = timed(() => counted(gradeColumns(scheme, unknown)));
    const [second, secondMs] = timed(() => counted(gradeColumns(other, unknown)));
    gradeMs.push(firstMs);
    regradeMs.push(secondMs);
    last = { exactFallbacks: first.exactFallbacks + second.exactFallbacks, graded: first };
  }
  return { gradeMs: median(gradeMs), regradeMs: median(regradeMs), ...last! };
}

function counted(graded: GradedColumns): GradedColumns {
  groupResults(graded);
  return graded;
}

function timed<Result>(run: () => Result): [Result, number] {
  const from = performance.now();
  const result = run();
  return [result, performance.now() - from];
}
