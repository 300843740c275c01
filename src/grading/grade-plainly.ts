import type { Assessment, EnterpriseResult } from './assessment.js';
import { requireGradable } from './gradable.js';
import { gradeGroup, type GroupGrading, type MemberGrading } from './group-grading.js';
import { groupResult } from './group-result.js';
import { ownersToInherit } from './inheritance.js';
import type { Units } from './merge.js';
import type { Population } from './population.js';
import { Rational } from './rational.js';
import type { Group, Scheme } from './scheme.js';
import { settlement, type Placed, type Settled } from './settlement.js';
import { stateOf } from './standing.js';
import { evaluationUnits } from './units.js';

/**
 * Grades a population under a scheme, exactly as SCHEME.md says, in rational numbers from beginning to end: the text put
 * into code, one step after the other. `grade` must give the same and is held to it by a test.
 *
 * @throws AssessmentRefused for a year that the scheme is not for or that has no records, for a partial scheme that
 *   leaves null what is needed, and for a benchmark that is not positive or has no holder.
 */
export function gradePlainly(scheme: Scheme, population: Population): Assessment {
  requireGradable(scheme, population);
  const units = evaluationUnits(scheme, population);
  const owners = ownersToInherit(scheme, units.facts);
  const gradings = new Map<Group, GroupGrading>();
  const members = new Array<MemberGrading | undefined>(units.standings.length);
  for (const group of scheme.groups) {
    const rows = units.standings.flatMap((found, row) => (found.group === group ? row : []));
    const mayRank = (row: number): boolean => !units.standings[row]!.state && owners?.[row] === undefined;
    const grading = gradeGroup(group, units.facts, rows, mayRank);
    gradings.set(group, grading);
    for (const member of grading.members) members[member.row] = member;
  }
  const memberOf = (row: number): Placed | undefined => members[row] && placed(members[row]);
  const settled = settlement(scheme, units.facts, (row) => units.standings[row]!, memberOf, owners);
  const results = enterpriseResults(population, units, members, settled);
  return {
    scheme,
    year: population.year,
    groups: scheme.groups.map((group) => {
      const { ranked, benchmarks } = gradings.get(group)!;
      return groupResult(group, ranked, benchmarks, countClasses(group, results));
    }),
    results,
    exactFallbacks: 0,
  };
}

function placed({ initial, lacks, indicators }: MemberGrading): Placed {
  return { initial, lacks, value: (id) => indicators.find((found) => found.id === id)?.value };
}

function countClasses(group: Group, results: readonly EnterpriseResult[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { group: of, final } of results) {
    if (of === group && final !== undefined) counts.set(final, (counts.get(final) ?? 0) + 1);
  }
  return counts;
}

function enterpriseResults(
  population: Population,
  units: Units,
  members: readonly (MemberGrading | undefined)[],
  settled: (row: number) => Settled,
): readonly EnterpriseResult[] {
  const codesOf: string[][] = [];
  for (const [row, unit] of units.unitOf.entries()) (codesOf[unit] ??= []).push(population.creditCodes[row]!);
  return population.creditCodes.map((creditCode, row): EnterpriseResult => {
    const unit = units.unitOf[row]!;
    const member = members[unit];
    const standing = units.standings[unit]!;
    const { initial, final, fired, lacks, inheritedFrom } = settled(unit);
    const state = stateOf(standing, lacks.length > 0);
    return {
      row,
      creditCode,
      state,
      stateTitle: standing.state?.title,
      group: standing.group,
      indicators: member?.indicators ?? [],
      extras: member?.extras ?? [],
      extrasSum: member?.extrasSum ?? Rational.ZERO,
      reweighting: member?.reweighting ?? Rational.ONE,
      total: state === 'HELD' ? undefined : member?.total,
      rank: member?.place?.rank,
      rankedOf: member?.place?.of,
      initial,
      final,
      treatedAs: standing.state?.treatedAs,
      overrides: fired,
      lacks,
      unit: codesOf[unit]!.length > 1 ? codesOf[unit] : undefined,
      inheritedFrom,
    };
  });
}
