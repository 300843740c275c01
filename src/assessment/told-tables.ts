import { disclosedTables } from '../access/disclosed-tables.js';
import type { EnterpriseRecord } from '../enterprise/record.js';
import { classesOf } from '../grading/scheme.js';
import type { SeenAssessment } from './seen.js';

/** By what enterprises are counted apart. */
export const BREAKDOWN_KEYS = {
  ZONE: ({ zone }: EnterpriseRecord) => zone,
  TOWN: ({ town }: EnterpriseRecord) => town,
  INDUSTRY_GROUP: ({ industryGroup }: EnterpriseRecord) => industryGroup,
} as const;
export type BreakdownBy = keyof typeof BREAKDOWN_KEYS;

/** No key: sorts behind every other. */
export const NO_KEY = '\uFFFF';

/** A row of counts by class as it may be told; undefined is not. */
export interface ToldRow {
  readonly counts: ReadonlyMap<string, number | undefined>;
  readonly sum: number | undefined;
}

/** By `GROUP` and the keys of breakdowns: the rows, by group or key. */
type ToldTables = Readonly<Record<'GROUP' | BreakdownBy, ReadonlyMap<string, ToldRow>>>;

const known = new WeakMap<SeenAssessment, ToldTables>();

/**
 * Everything that an assessment tells in counts of classes, as it may be told to who sees no single enterprise: one set of
 * tables, since they are set beside each other.
 */
export function toldTables(of: SeenAssessment): ToldTables {
  const found = known.get(of) ?? decided(of);
  known.set(of, found);
  return found;
}

/** The classes of all groups from the best; those that no ladder names come last. */
export function ladderOf({ assessment }: SeenAssessment): readonly string[] {
  const ladder = new Set(assessment.groups.flatMap(({ group }) => classesOf(group)));
  const others = assessment.results.flatMap(({ final }) => (final !== undefined && !ladder.has(final) ? [final] : []));
  return [...ladder, ...[...new Set(others)].sort()];
}

function decided(of: SeenAssessment): ToldTables {
  const ladder = ladderOf(of);
  const names = ['GROUP', 'ZONE', 'TOWN', 'INDUSTRY_GROUP'] as const;
  const counted = names.map((name) => countsBy(of, name, ladder));
  const told = disclosedTables(counted.map((rows) => [...rows.values()]));
  const tables = names.map((name, at) => {
    const { counts, sums } = told[at]!;
    const rows = [...counted[at]!.keys()].map((key, row): [string, ToldRow] => [key, { counts: new Map(ladder.map((each, column) => [each, counts[row]![column]])), sum: sums[row] }]);
    return [name, new Map(rows)] as const;
  });
  return Object.fromEntries(tables) as unknown as ToldTables;
}

function countsBy(of: SeenAssessment, name: keyof ToldTables, ladder: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  for (const { row, group, final } of of.assessment.results) {
    const record = of.directory.records[row];
    if (final === undefined || !record) continue;
    const key = (name === 'GROUP' ? group?.id : BREAKDOWN_KEYS[name](record)) ?? NO_KEY;
    const counts = rows.get(key) ?? ladder.map(() => 0);
    rows.set(key, counts);
    counts[ladder.indexOf(final)]! += 1;
  }
  return rows;
}
