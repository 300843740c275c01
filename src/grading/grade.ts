import type { Assessment, EnterpriseResult, GroupResult } from './assessment.js';
import { gradeColumns } from './columnar/grade-columns.js';
import type { GradedColumns, GradedGroup } from './columnar/graded-columns.js';
import { RowResult } from './columnar/row-result.js';
import { groupResult } from './group-result.js';
import type { Population } from './population.js';
import { classesOf, type Scheme } from './scheme.js';

/**
 * Grades a population under a scheme, exactly as SCHEME.md says. Totals, ranks and classes are decided at once; the
 * other figures of an enterprise are made, exactly, when they are asked for.
 *
 * @throws AssessmentRefused for a year that the scheme is not for or that has no records, for a partial scheme that
 *   leaves null what is needed, and for a benchmark that is not positive or has no holder.
 */
export function grade(scheme: Scheme, population: Population): Assessment {
  const graded = gradeColumns(scheme, population);
  const codesOf: string[][] = [];
  if (scheme.tenancy === 'merge') {
    for (const [row, creditCode] of population.creditCodes.entries()) (codesOf[graded.unitOf(row)] ??= []).push(creditCode);
  }
  const results = population.creditCodes.map(
    (_, row): EnterpriseResult => new RowResult(graded, row, graded.unitOf(row), codesOf[graded.unitOf(row)] ?? []),
  );
  return { scheme, year: population.year, groups: groupResults(graded), results, exactFallbacks: graded.exactFallbacks };
}

/** What is said of each group as a whole, without making a result for every enterprise. */
export function groupResults(graded: GradedColumns): readonly GroupResult[] {
  const counts = graded.areInitialFinal ? graded.groups.map(countInitial) : countFinal(graded);
  return graded.groups.map(({ group, ranked, benchmarks }, at) => groupResult(group, ranked, benchmarks, counts[at]!));
}

function countInitial({ group, counts }: GradedGroup): ReadonlyMap<string, number> {
  return new Map(
    classesOf(group)
      .map((name, place): [string, number] => [name, counts[place]!])
      .filter(([, count]) => count > 0),
  );
}

function countFinal(graded: GradedColumns): readonly ReadonlyMap<string, number>[] {
  const counts = graded.groups.map(() => new Map<string, number>());
  for (let row = 0; row < graded.population.creditCodes.length; row += 1) {
    const unit = graded.unitOf(row);
    const final = graded.finalOf(unit);
    const count = counts[graded.members.groupOf(unit)];
    if (count && final !== undefined) count.set(final, (count.get(final) ?? 0) + 1);
  }
  return counts;
}
