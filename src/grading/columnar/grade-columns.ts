import { ColumnSpace } from '../column-space.js';
import { FactTable } from '../fact-table.js';
import { requireGradable } from '../gradable.js';
import { subGroups } from '../group-grading.js';
import { ownersToInherit } from '../inheritance.js';
import { mergedUnits } from '../merge.js';
import type { Population } from '../population.js';
import { classesOf, isRankOnly, type Group, type Scheme } from '../scheme.js';
import { settlement, type Placed } from '../settlement.js';
import { standings, type Standing } from '../standing.js';
import { finished, type Steps } from '../steps.js';
import { needsTenure } from '../needed-facts.js';
import { needsEvent } from '../needs-event.js';
import { groupColumns } from './group-columns.js';
import { Kept } from './kept.js';
import { membership, type Membership } from './membership.js';
import { numberColumn } from './number-columns.js';
import { emptyPlaces, placeAmong, placesWithin, type PlaceColumns } from './place-columns.js';
import { room } from './room.js';
import type { GradedColumns, GradedGroup } from './graded-columns.js';
import { plainColumns } from './plain-columns.js';
import { columnsOfStandings, standingColumns } from './standing-columns.js';
import type { Source } from './value-columns.js';

const keptOf = new WeakMap<Population, Kept>();

/**
 * Grades a population in columns of doubles with error bounds; where they leave a rounding, a tie, a cut, a least value
 * or a percentile in doubt, it is decided by enclosures of growing precision, and exactly where these do not suffice
 * (SCHEME.md, Exactness at scale). Another grade of the same population uses again what does not change.
 *
 * @throws AssessmentRefused as `gradePlainly`
 */
export function gradeColumns(scheme: Scheme, population: Population): GradedColumns {
  return finished(gradingSteps(scheme, population));
}

/** The same, step by step: none of them takes long, however many enterprises there are. */
export function* gradingSteps(scheme: Scheme, population: Population): Steps<GradedColumns> {
  requireGradable(scheme, population);
  const kept = keptOf.get(population) ?? new Kept();
  keptOf.set(population, kept);
  kept.begin();
  const { space = ColumnSpace.NONE } = population;
  const climbs = { count: 0 };
  const { facts, members, unitOf } = yield* unitsOf(scheme, population, kept);
  yield;
  members.kept.begin();
  const numbers = members.kept;
  const numbersOf: Source['numbersOf'] = (id, year) => numbers.read(`numbers ${year} ${id}`, () => numberColumn(facts, id, year, climbs));
  const owners = ownersToInherit(scheme, facts);
  const barred = owners || scheme.states.some(({ scored }) => scored) ? barredOf(members, owners) : undefined;
  const largest = Math.max(...scheme.groups.map((_, at) => members.from[at + 1]! - members.from[at]!));
  const source = { facts, members, numbersOf, totals: space.doubles(members.rows.length), space, room: room(largest), climbs };
  const places = emptyPlaces(
    members.rows.length,
    scheme.groups.some(({ rankWithin }) => rankWithin.length > 0),
    space,
  );
  const groups: GradedGroup[] = [];
  for (const [at, group] of scheme.groups.entries()) {
    groups.push(yield* gradedGroup(group, members.from[at]!, members.from[at + 1]!, source, barred, places));
    yield;
  }
  const placeOf = (unit: number): number => members.slotOf[unit]! - members.from[members.groupOf(unit)]!;
  const standingOf = (unit: number): Standing => ({
    state: scheme.states[members.stateOf(unit)],
    group: scheme.groups[members.groupOf(unit)],
  });
  const memberOf = (unit: number): Placed | undefined => {
    const group = groups[members.groupOf(unit)];
    return group && placed(group, unit, placeOf(unit));
  };
  const settledOf = settlement(scheme, facts, standingOf, memberOf, owners);
  // In the order of the rows, since a circle of owners is broken where it is first met.
  owners?.forEach((owner, row) => owner !== undefined && settledOf(row));
  const isOfEvents = scheme.overrides.every(({ when }) => needsEvent(when));
  const isSettled = !owners && scheme.overrides.length === 0;
  const finalOf = (unit: number): string | undefined => {
    const group = groups[members.groupOf(unit)];
    if (!group || members.stateOf(unit) >= 0) return undefined;
    const initial = group.initial[placeOf(unit)]!;
    if (initial < 0 && owners?.[unit] === undefined) return undefined;
    return isSettled || (isOfEvents && owners?.[unit] === undefined && !facts.isEventful(unit))
      ? classesOf(group.group)[initial]
      : settledOf(unit).final;
  };
  const areInitialFinal = isSettled && scheme.tenancy !== 'merge';
  return {
    scheme,
    population,
    members,
    unitOf,
    groups,
    placeOf,
    standingOf,
    areInitialFinal,
    mayDiffer: (unit) => !isOfEvents || owners?.[unit] !== undefined || facts.isEventful(unit),
    finalOf,
    settledOf,
    exactFallbacks: climbs.count,
  };
}

interface ColumnUnits {
  readonly facts: FactTable;
  readonly members: Membership;
  readonly unitOf: (row: number) => number;
}

/** The units and their standings, kept for schemes that tell members apart in the same way. */
function* unitsOf(scheme: Scheme, population: Population, kept: Kept): Steps<ColumnUnits> {
  const { tenancy, derived, states } = scheme;
  const name = JSON.stringify([tenancy, derived, states, scheme.groups.map(({ id, when }) => [id, when])]);
  return yield* kept.readInSteps(name, function* (): Steps<ColumnUnits> {
    const facts = new FactTable(population, derived);
    if (tenancy !== 'merge' || !needsTenure(scheme)) {
      const standing = yield* standingColumns(scheme, facts);
      yield;
      return { facts, members: membership(scheme, standing, population.space), unitOf: (row: number) => row };
    }
    const units = mergedUnits(scheme, facts, standings(scheme, facts));
    const standing = yield* columnsOfStandings(scheme, units.standings.length, (unit) => units.standings[unit]!);
    const members = membership(scheme, standing);
    return { facts: units.facts, members, unitOf: (row: number) => units.unitOf[row]! };
  });
}

/** 1 for who is not ranked in its group, by row: it has a state, or takes the class of an owner. */
function barredOf({ stateOf, slotOf }: Membership, owners: readonly (number | undefined)[] | undefined): Uint8Array {
  const barred = new Uint8Array(slotOf.length);
  for (let row = 0; row < barred.length; row += 1) if (stateOf(row) >= 0 || owners?.[row] !== undefined) barred[row] = 1;
  return barred;
}

function* gradedGroup(
  group: Group,
  from: number,
  to: number,
  source: Source,
  barred: Uint8Array | undefined,
  whole: PlaceColumns,
): Steps<GradedGroup> {
  const rows = source.members.rows.subarray(from, to);
  if (isRankOnly(group)) return plainColumns(group, rows, source.facts, (row) => !barred?.[row], source.climbs);
  const columns = yield* groupColumns(group, rows, from, source, source.members.kept);
  const places = placesWithin(whole, from, to, group);
  const all =
    group.rankWithin.length > 0
      ? source.members.kept.read(`sub-groups ${group.id} ${group.rankWithin.join(' ')}`, () => [...subGroups(group, source.facts, rows)])
      : [source.room.every.subarray(0, rows.length)];
  let ranked = 0;
  for (const among of all) {
    const able = ableAmong(among, rows, columns.totals.held, barred);
    placeAmong(group, columns.totals, able, among.length, places, source.room);
    ranked += able.length;
    yield;
  }
  return { ...columns, ...places, ranked };
}

/** The places, among those given, of who has a total and may be ranked. */
function ableAmong(among: ArrayLike<number>, rows: Int32Array, held: Uint8Array | undefined, barred: Uint8Array | undefined): Int32Array {
  if (!held && !barred && among instanceof Int32Array) return among;
  const able = new Int32Array(among.length);
  let count = 0;
  for (let index = 0; index < among.length; index += 1) {
    const at = among[index]!;
    if (held?.[at] || barred?.[rows[at]!]) continue;
    able[count] = at;
    count += 1;
  }
  return able.subarray(0, count);
}

function placed(group: GradedGroup, unit: number, at: number): Placed {
  const initial = classesOf(group.group)[group.initial[at]!];
  return {
    initial,
    get lacks() {
      return group.totals.held?.[at] ? group.exactly(unit).lacks : [];
    },
    value: (id) => group.exactly(unit).indicators.find((found) => found.id === id)?.value,
  };
}
