import { seesCountsOnly, seesWhatIfCountsOnly } from '../access/counts-only.js';
import { disclosedMatrix } from '../access/disclosed-matrix.js';
import { DISCLOSURE_THRESHOLD } from '../access/grants.js';
import type { May } from '../access/may.js';
import type { Viewer } from '../access/viewer.js';
import { Rational } from '../grading/rational.js';
import { classCounts, rankedCount } from './class-counts.js';
import type { SeenGroup } from './seen.js';
import { toldTables } from './told-tables.js';

export interface ToldClass {
  readonly class: string;
  readonly title: string | null;
  /** Null where it may not be told. */
  readonly count: number | null;
  readonly share: Rational | null;
}

/**
 * A group's counts by class as they may be told. Who learns of counts alone gets none of one or two, nor what would give
 * it back beside the other tables of the assessment; a class that does not occur is listed only where that is not told.
 */
export function toldClasses(seen: SeenGroup, context: { readonly may: May; readonly viewer: Viewer }): readonly ToldClass[] {
  if (seesCountsOnly(context)) return ofTables(seen);
  const counts = classCounts(seen, context.viewer);
  const amended = seen.of.base !== undefined && seesWhatIfCountsOnly(context);
  const told = amended ? disclosedOf(seen, context.viewer) : new Map(counts.map(({ class: name, count }) => [name, count]));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return counts.map(({ class: name, title }) => toldClass(name, title, told.get(name), total));
}

/** Whether the size of a group may be told: not where it, or what it would give back, is of one or two. */
export function sumMayBeTold(seen: SeenGroup, context: { readonly may: May; readonly viewer: Viewer }): boolean {
  if (!seesCountsOnly(context)) return true;
  return rankedCount(seen, context.viewer) >= DISCLOSURE_THRESHOLD && toldTables(seen.of).GROUP.get(seen.group.id)?.sum !== undefined;
}

function ofTables({ of, group }: SeenGroup): readonly ToldClass[] {
  const row = toldTables(of).GROUP.get(group.id);
  if (!row) return [];
  return [...row.counts].filter(([, count]) => count !== 0).map(([name, count]) => toldClass(name, group.group.names[name], count, row.sum));
}

function toldClass(name: string, title: string | undefined, count: number | undefined, total: number | undefined): ToldClass {
  const share = count === undefined || !total ? null : Rational.of(BigInt(count), BigInt(total));
  return { class: name, title: title ?? null, count: count ?? null, share };
}

/** By class; a class whose count may not be told is missing. */
function disclosedOf({ of, group }: SeenGroup, viewer: Viewer): ReadonlyMap<string, number> {
  const cells = of.assessment.groups.flatMap((each) =>
    classCounts({ of, group: each }, viewer).map((counted) => ({ from: each.id, to: counted.class, count: counted.count })),
  );
  const mine = disclosedMatrix(cells).filter(({ from }) => from === group.id);
  return new Map(mine.flatMap(({ to, count }) => (count === undefined ? [] : [[to, count] as const])));
}
