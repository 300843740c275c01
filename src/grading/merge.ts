import { conditionTest } from './condition.js';
import { FactTable } from './fact-table.js';
import type { Column, Population } from './population.js';
import { Rational } from './rational.js';
import type { Scheme } from './scheme.js';
import type { Standing } from './standing.js';

/** What is scored and ranked once: a population whose rows are units, and the unit of each enterprise. */
export interface Units {
  readonly facts: FactTable;
  /** By unit. */
  readonly standings: readonly Standing[];
  /** By row of the enterprises. */
  readonly unitOf: readonly number[];
}

/**
 * Tenancy `merge`: members of one group that hold or lease the same parcel, directly or through a chain of such
 * parcels, become one unit (SCHEME.md, Tenancy).
 */
export function mergedUnits(scheme: Scheme, facts: FactTable, standings: readonly Standing[]): Units {
  const unitOf = unitNumbers(facts.population, standings);
  const members: number[][] = [];
  for (const [row, unit] of unitOf.entries()) (members[unit] ??= []).push(row);
  const merged = new FactTable(mergedPopulation(facts, members, unitOf), scheme.derived);
  const scored = scheme.states.filter((state) => state.scored).map((state) => ({ state, holds: conditionTest(state.when, merged) }));
  const unitStandings = members.map((rows, unit) => {
    const standing = standings[rows[0]!]!;
    if (!standing.group) return standing;
    return { group: standing.group, state: scored.find(({ holds }) => holds(unit))?.state };
  });
  return { facts: merged, standings: unitStandings, unitOf };
}

/** The unit of each row, counted from 0 in the order of their first rows. */
function unitNumbers(population: Population, standings: readonly Standing[]): readonly number[] {
  const parent = standings.map((_, row) => row);
  const root = (row: number): number => {
    while (parent[row] !== row) row = parent[row] = parent[parent[row]!]!;
    return row;
  };
  const firstOnParcel = new Map<string, number>();
  const occupants = [
    ...population.tenure.holdings,
    ...population.tenure.leases.map((lease) => ({ row: lease.tenant, parcel: lease.parcel })),
  ];
  for (const { row, parcel } of occupants) {
    const group = standings[row]?.group;
    if (!group) continue;
    const key = `${group.id}\n${parcel}`;
    const first = firstOnParcel.get(key);
    if (first === undefined) firstOnParcel.set(key, row);
    else parent[root(row)] = root(first);
  }
  const numbers = new Map<number, number>();
  return standings.map((_, row) => {
    const top = root(row);
    if (!numbers.has(top)) numbers.set(top, numbers.size);
    return numbers.get(top)!;
  });
}

function mergedPopulation(facts: FactTable, members: readonly number[][], unitOf: readonly number[]): Population {
  const { population } = facts;
  const leading = leadingMembers(facts, members);
  return {
    year: population.year,
    creditCodes: leading.map((row) => population.creditCodes[row]!),
    column: (id, year) => {
      const column = population.column(id, year);
      return column && mergedColumn(column, members, leading);
    },
    events: population.events.map((event) => ({ ...event, row: unitOf[event.row]! })),
    tenure: { holdings: [], leases: [] },
  };
}

/** Numbers are summed, missing if missing in all; the rest is the leading member's. */
function mergedColumn(column: Column, members: readonly number[][], leading: readonly number[]): Column {
  if (column.kind !== 'number') {
    return { kind: column.kind, values: leading.map((row) => column.values[row]) } as Column;
  }
  const values = members.map((rows) => {
    const present = rows.flatMap((row) => column.values[row] ?? []);
    return present.length === 0 ? undefined : Rational.sum(present);
  });
  return { kind: 'number', values };
}

/** The member of each unit with the most used area; equal: the lower credit code. */
function leadingMembers(facts: FactTable, members: readonly number[][]): readonly number[] {
  const { creditCodes } = facts.population;
  const areas = facts.numbers('land.used_area', facts.year);
  const leads = (a: number, b: number): boolean => {
    const [left, right] = [areas[a], areas[b]];
    const sign = left && right ? left.compare(right) : Number(!!left) - Number(!!right);
    return sign === 0 ? creditCodes[a]! < creditCodes[b]! : sign > 0;
  };
  return members.map((rows) => rows.reduce((best, row) => (leads(row, best) ? row : best)));
}
