import { gradeColumns, type GradedColumns } from '../src/grading/columnar/grade-columns.js';
import { groupResults } from '../src/grading/grade.js';
import type { Population } from '../src/grading/population.js';
import { OTHER_WEIGHTS, WEIGHTS, benchScheme } from './scheme.js';

export interface EngineTimes {
  readonly gradeMs: number;
  readonly regradeMs: number;
  readonly exactFallbacks: number;
  readonly graded: GradedColumns;
}

/** A first grade, and one with other weights on the same columns; classes are counted each time, as a what-if asks. */
export function measureEngine(population: Population): EngineTimes {
  const [scheme, other] = [benchScheme(WEIGHTS), benchScheme(OTHER_WEIGHTS)];
  const [graded, gradeMs] = timed(() => counted(gradeColumns(scheme, population)));
  const [regraded, regradeMs] = timed(() => counted(gradeColumns(other, population)));
  return { gradeMs, regradeMs, exactFallbacks: graded.exactFallbacks + regraded.exactFallbacks, graded };
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
