import type { Assessment, EnterpriseResult, EvaluationState, GroupResult, Lack } from './assessment.js';
import { gradeGroup, type GroupGrading, type MemberGrading } from './group-grading.js';
import { ownersToInherit } from './inheritance.js';
import type { Units } from './merge.js';
import { evaluationUnits } from './units.js';
import { overriding, type OverrideFired } from './override.js';
import type { Population } from './population.js';
import { Rational } from './rational.js';
import { requireGradable } from './gradable.js';
import { classesOf, type Group, type Scheme } from './scheme.js';
import type { Standing } from './standing.js';

/** The class of a unit after inheritance and overrides. */
interface Settled {
  readonly initial: string | undefined;
  readonly final: string | undefined;
  readonly fired: readonly OverrideFired[];
  readonly lacks: readonly Lack[];
  readonly inheritedFrom: string | undefined;
}

/**
 * Grades a population under a scheme, exactly as SCHEME.md says.
 *
 * @throws AssessmentRefused for a year that the scheme is not for or that has no records, for a partial scheme that
 *   leaves null what is needed, and for a benchmark that is not positive or has no holder.
 */
export function grade(scheme: Scheme, population: Population): Assessment {
  requireGradable(scheme, population);
  const units = evaluationUnits(scheme, population);
  const owners = scheme.tenancy === 'inherit_owner' ? ownersToInherit(population) : undefined;
  const gradings = new Map<Group, GroupGrading>();
  const members = new Array<MemberGrading | undefined>(units.standings.length);
  for (const group of scheme.groups) {
    const rows = units.standings.flatMap((found, row) => (found.group === group ? row : []));
    const mayRank = (row: number): boolean => !units.standings[row]!.state && owners?.[row] === undefined;
    const grading = gradeGroup(group, units.facts, rows, mayRank);
    gradings.set(group, grading);
    for (const member of grading.members) members[member.row] = member;
  }
  const settled = settleClasses(scheme, units, members, owners);
  const results = enterpriseResults(population, units, members, settled);
  return {
    scheme,
    year: population.year,
    groups: scheme.groups.map((group) => groupResult(group, gradings.get(group)!, results)),
    results,
  };
}

/** Initial classes become final ones: tenants take their owner's, then the overrides are applied. */
function settleClasses(
  scheme: Scheme,
  units: Units,
  members: readonly (MemberGrading | undefined)[],
  owners: readonly (number | undefined)[] | undefined,
): (row: number) => Settled {
  const override = overriding(scheme.overrides, units.facts);
  const { creditCodes } = units.facts.population;
  const settled = new Map<number, Settled | 'under way'>();

  const settle = (row: number): Settled | 'under way' => {
    const found = settled.get(row);
    if (found) return found;
    settled.set(row, 'under way');
    const result = work(row);
    settled.set(row, result);
    return result;
  };

  const work = (row: number): Settled => {
    const member = members[row];
    const { state, group } = units.standings[row]!;
    const owner = owners?.[row];
    if (!member || !group || state) return without(member?.lacks ?? [], undefined);
    if (owner === undefined) {
      return member.initial === undefined ? without(member.lacks, undefined) : withClass(member, member.initial, classesOf(group), undefined);
    }
    const ownerSettled = settle(owner);
    const creditCode = creditCodes[owner]!;
    if (ownerSettled === 'under way') return without([{ what: 'owner', creditCode, reason: 'OWNERS_IN_A_CIRCLE' }], creditCode);
    const inherited = ownerSettled.final;
    if (inherited === undefined) return without([{ what: 'owner', creditCode, reason: 'OWNER_WITHOUT_CLASS' }], creditCode);
    return withClass(member, inherited, ladderWith(inherited, group, scheme), creditCode);
  };

  const withClass = (member: MemberGrading, initial: string, ladder: readonly string[], inheritedFrom: string | undefined): Settled => {
    const value = (id: string): Rational | undefined => member.indicators.find((found) => found.id === id)?.value;
    return { initial, ...override(member.row, initial, ladder, value), lacks: [], inheritedFrom };
  };

  return (row) => {
    const result = settle(row);
    if (result === 'under way') throw new Error(`the class of row ${row} was asked for while it was being settled`);
    return result;
  };
}

function without(lacks: readonly Lack[], inheritedFrom: string | undefined): Settled {
  return { initial: undefined, final: undefined, fired: [], lacks, inheritedFrom };
}

/** The group's own classes, or those of the group that an inherited class comes from. */
function ladderWith(inherited: string, group: Group, scheme: Scheme): readonly string[] {
  const ladders = [group, ...scheme.groups].map(classesOf);
  return ladders.find((ladder) => ladder.includes(inherited)) ?? [inherited];
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
    const state = stateOf(standing, lacks);
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

function stateOf(standing: Standing, lacks: readonly Lack[]): EvaluationState {
  if (standing.state) return standing.state.state;
  if (!standing.group) return 'NOT_EVALUATED';
  return lacks.length > 0 ? 'HELD' : 'GRADED';
}

function groupResult(group: Group, grading: GroupGrading, results: readonly EnterpriseResult[]): GroupResult {
  const counts = new Map<string, number>();
  for (const { group: of, final } of results) {
    if (of === group && final !== undefined) counts.set(final, (counts.get(final) ?? 0) + 1);
  }
  const ladder = classesOf(group);
  const order = [...ladder, ...[...counts.keys()].filter((name) => !ladder.includes(name)).sort()];
  return {
    id: group.id,
    title: group.title,
    group,
    ranked: grading.ranked,
    classes: order.flatMap((name) =>
      counts.has(name) ? [{ class: name, title: group.names[name], count: counts.get(name)! }] : [],
    ),
    benchmarks: grading.benchmarks,
  };
}
