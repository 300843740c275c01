import type { Assessment, EnterpriseResult, GroupResult, ResultRows } from './assessment.js';
import { gradeColumns, gradingSteps } from './columnar/grade-columns.js';
import type { GradedColumns, GradedGroup } from './columnar/graded-columns.js';
import { RowResult } from './columnar/row-result.js';
import { groupResult } from './group-result.js';
import type { Population } from './population.js';
import { classesOf, type Scheme } from './scheme.js';
import type { Steps } from './steps.js';

/**
 * Grades a population under a scheme, exactly as SCHEME.md says. Totals, ranks and classes are decided at once; the
 * other figures of an enterprise are made, exactly, when they are asked for.
 *
 * @throws AssessmentRefused for a year that the scheme is not for or that has no records, for a partial scheme that
 *   leaves null what is needed, and for a benchmark that is not positive or has no holder.
 */
export function grade(scheme: Scheme, population: Population): Assessment {
  return assessmentOf(gradeColumns(scheme, population));
}

/** The same, step by step. */
export function* gradeInSteps(scheme: Scheme, population: Population): Steps<Assessment> {
  return assessmentOf(yield* gradingSteps(scheme, population));
}

function assessmentOf(graded: GradedColumns): Assessment {
  const { scheme, population, members } = graded;
  const { length: size } = population.creditCodes;
  const codesOf: string[][] = [];
  if (scheme.tenancy === 'merge') {
    for (const [row, creditCode] of population.creditCodes.entries()) (codesOf[graded.unitOf(row)] ??= []).push(creditCode);
  }
  const result = (row: number): EnterpriseResult => new RowResult(graded, row, graded.unitOf(row), codesOf[graded.unitOf(row)] ?? NONE);
  const rows: ResultRows = {
    ...{ size, result },
    groupOf: (row) => members.groupOf(graded.unitOf(row)),
    rankOf: (row) => {
      const unit = graded.unitOf(row);
      return graded.groups[members.groupOf(unit)]?.ranks[graded.placeOf(unit)] ?? 0;
    },
    finalOf: (row) => graded.finalOf(graded.unitOf(row)),
  };
  let results: readonly EnterpriseResult[] | undefined;
  return {
    ...{ scheme, year: population.year, groups: groupResults(graded), rows, exactFallbacks: graded.exactFallbacks },
    get results() {
      return (results ??= Array.from({ length: size }, (_, row) => result(row)));
    },
  };
}

const NONE: readonly string[] = [];

/** What is said of each group as a whole, without making a result for every enterprise. */
export function groupResults(graded: GradedColumns): readonly GroupResult[] {
  const counts = graded.areInitialFinal
    ? graded.groups.map(countInitial)
    : graded.scheme.tenancy === 'merge'
      ? countFinal(graded)
      : countMoved(graded);
  return graded.groups.map(({ group, ranked, benchmarks }, at) => groupResult(group, ranked, benchmarks, counts[at]!));
}

function countInitial({ group, counts }: GradedGroup): ReadonlyMap<string, number> {
  return new Map(
    classesOf(group)
      .map((name, place): [string, number] => [name, counts[place]!])
      .filter(([, count]) => count > 0),
  );
}

/** Units are enterprises here, and most keep their initial class: only the others are looked at. */
function countMoved(graded: GradedColumns): readonly ReadonlyMap<string, number>[] {
  const { groups, members, placeOf } = graded;
  const counts = groups.map((group) => new Map(countInitial(group)));
  for (let unit = 0; unit < graded.population.creditCodes.length; unit += 1) {
    const at = members.groupOf(unit);
    if (at < 0 || !graded.mayDiffer(unit)) continue;
    const { group, initial } = groups[at]!;
    const before = classesOf(group)[initial[placeOf(unit)]!];
    if (before !== undefined) counts[at]!.set(before, counts[at]!.get(before)! - 1);
    const final = graded.finalOf(unit);
    if (final !== undefined) counts[at]!.set(final, (counts[at]!.get(final) ?? 0) + 1);
  }
  return counts.map((of) => new Map([...of].filter(([, count]) => count > 0)));
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
