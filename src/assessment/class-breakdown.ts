import { seesCountsOnly } from '../access/counts-only.js';
import type { May } from '../access/may.js';
import type { Viewer } from '../access/viewer.js';
import { Rational } from '../grading/rational.js';
import type { SeenAssessment } from './seen.js';
import { thereFor } from './there.js';
import type { ToldClass } from './told-classes.js';
import { BREAKDOWN_KEYS, ladderOf, NO_KEY, toldTables, type BreakdownBy, type ToldRow } from './told-tables.js';

/** The enterprises that share a zone, town or group of industries, by class, as they may be told. */
export interface ToldBreakdown {
  readonly key: string | null;
  readonly graded: number | null;
  readonly rank: number | null;
  readonly classes: readonly ToldClass[];
}

/**
 * Counts by final class, apart for each key, by key; those of none come last. Who learns of counts alone gets none of one
 * or two, nor what would give it back beside the other tables of the assessment.
 */
export function classBreakdown(of: SeenAssessment, by: BreakdownBy, context: { readonly may: May; readonly viewer: Viewer }): readonly ToldBreakdown[] {
  const counted = countedBy(of, by, context.viewer);
  const ladder = ladderOf(of);
  const titles = new Map(of.assessment.groups.flatMap(({ group }) => Object.entries(group.names)).reverse());
  const told = seesCountsOnly(context) ? toldTables(of)[by] : counted;
  const rows = [...counted.keys()].sort(byKey).map((key) => {
    const { counts, sum } = told.get(key)!;
    const classes = ladder.map((name): ToldClass => {
      const count = counts.get(name) ?? null;
      return { class: name, title: titles.get(name) ?? null, count, share: count === null || !sum ? null : Rational.of(BigInt(count), BigInt(sum)) };
    });
    return { key: key === NO_KEY ? null : key, graded: sum ?? null, classes };
  });
  const ranked = rows.filter(isComparable).sort(byShares);
  return rows.map((row) => {
    const first = ranked.findIndex((other) => byShares(other, row) === 0);
    return { ...row, rank: isComparable(row) ? first + 1 : null };
  });
}

/** Of the enterprises that the viewer may see. */
function countedBy(of: SeenAssessment, by: BreakdownBy, viewer: Viewer): ReadonlyMap<string, ToldRow> {
  const rows = new Map<string, { readonly counts: Map<string, number>; readonly sum: number }>();
  for (const { row, final } of of.assessment.results) {
    const record = of.directory.records[row];
    if (final === undefined || !record || !thereFor(viewer, of, row)) continue;
    const key = BREAKDOWN_KEYS[by](record) ?? NO_KEY;
    const { counts, sum } = rows.get(key) ?? { counts: new Map(ladderOf(of).map((name) => [name, 0])), sum: 0 };
    rows.set(key, { counts: counts.set(final, (counts.get(final) ?? 0) + 1), sum: sum + 1 });
  }
  return rows;
}

interface Shares {
  readonly classes: readonly ToldClass[];
}

function isComparable({ classes }: Shares): boolean {
  return classes.every(({ share }) => share !== null);
}

function byShares(a: Shares, b: Shares): number {
  for (const [index, { share }] of a.classes.entries()) {
    const other = b.classes[index]?.share;
    const order = share && other ? other.compare(share) : 0;
    if (order !== 0) return order;
  }
  return 0;
}

function byKey(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
