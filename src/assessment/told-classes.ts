import { seesCountsOnly, seesWhatIfCountsOnly } from '../access/counts-only.js';
import { disclosedMatrix } from '../access/disclosed-matrix.js';
import { DISCLOSURE_THRESHOLD } from '../access/grants.js';
import type { May } from '../access/may.js';
import type { Viewer } from '../access/viewer.js';
import { Rational } from '../grading/rational.js';
import { classCounts, rankedCount } from './class-counts.js';
import type { SeenGroup } from './seen.js';

export interface ToldClass {
  readonly class: string;
  readonly title: string | null;
  /** Null where it may not be told. */
  readonly count: number | null;
  readonly share: Rational | null;
}

/**
 * A group's counts by class as they may be told. Who learns of counts alone gets none of one or two, nor what would give
 * it back: the other classes of the group, or the same class of the other groups beside its sum over all.
 */
export function toldClasses(seen: SeenGroup, context: { readonly may: May; readonly viewer: Viewer }): readonly ToldClass[] {
  const counts = classCounts(seen, context.viewer);
  const countsOnly = seesCountsOnly(context) || (seen.of.base !== undefined && seesWhatIfCountsOnly(context));
  const told = countsOnly ? disclosedOf(seen, context.viewer) : new Map(counts.map(({ class: name, count }) => [name, count]));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return counts.map(({ class: name, title }) => {
    const count = told.get(name) ?? null;
    const share = count === null || total === 0 ? null : Rational.of(BigInt(count), BigInt(total));
    return { class: name, title: title ?? null, count, share };
  });
}

/** Whether the size of a group may be told: not of a few, and not where a single class is left out, which it would give back. */
export function sumMayBeTold(seen: SeenGroup, context: { readonly may: May; readonly viewer: Viewer }): boolean {
  if (!seesCountsOnly(context)) return true;
  const left = toldClasses(seen, context).filter(({ count }) => count === null);
  return rankedCount(seen, context.viewer) >= DISCLOSURE_THRESHOLD && left.length !== 1;
}

/** By class; a class whose count may not be told is missing. */
function disclosedOf({ of, group }: SeenGroup, viewer: Viewer): ReadonlyMap<string, number> {
  const cells = of.assessment.groups.flatMap((each) =>
    classCounts({ of, group: each }, viewer).map((counted) => ({ from: each.id, to: counted.class, count: counted.count })),
  );
  const mine = disclosedMatrix(cells).filter(({ from }) => from === group.id);
  return new Map(mine.flatMap(({ to, count }) => (count === undefined ? [] : [[to, count] as const])));
}
