import { seesCountsOnly } from '../access/counts-only.js';
import { disclosedMatrix } from '../access/disclosed-matrix.js';
import { DISCLOSURE_THRESHOLD } from '../access/grants.js';
import type { May } from '../access/may.js';
import type { Viewer } from '../access/viewer.js';
import type { EnterpriseRecord } from '../enterprise/record.js';
import { Rational } from '../grading/rational.js';
import { classesOf } from '../grading/scheme.js';
import type { SeenAssessment } from './seen.js';
import { thereFor } from './there.js';
import type { ToldClass } from './told-classes.js';

/** The enterprises that share a zone, town or group of industries, by class, as they may be told. */
export interface ToldBreakdown {
  readonly key: string | null;
  readonly graded: number | null;
  readonly rank: number | null;
  readonly classes: readonly ToldClass[];
}

/**
 * Counts by final class, apart for each key, by key; those of none come last. Who learns of counts alone gets none of one
 * or two, nor what would give it back from the sums over the keys and over the classes.
 */
export function classBreakdown(
  of: SeenAssessment,
  keyOf: (record: EnterpriseRecord) => string | null,
  context: { readonly may: May; readonly viewer: Viewer },
): readonly ToldBreakdown[] {
  const counts = counted(of, keyOf, context.viewer);
  const { ladder, titles } = ladderOf(of);
  const cells = [...counts].flatMap(([key, classes]) => ladder.map((name) => ({ from: key, to: name, count: classes.get(name) ?? 0 })));
  const countsOnly = seesCountsOnly(context);
  const told = new Map((countsOnly ? disclosedMatrix(cells) : cells).map(({ from, to, count }) => [JSON.stringify([from, to]), count]));
  const rows = [...counts.keys()].sort(byKey).map((key) => {
    const graded = cells.filter(({ from }) => from === key).reduce((sum, { count }) => sum + count, 0);
    const classes = ladder.map((name): ToldClass => {
      const count = told.get(JSON.stringify([key, name])) ?? null;
      return { class: name, title: titles.get(name) ?? null, count, share: count === null || graded === 0 ? null : Rational.of(BigInt(count), BigInt(graded)) };
    });
    return { key: key === NONE ? null : key, graded: countsOnly && graded < DISCLOSURE_THRESHOLD ? null : graded, classes };
  });
  const ranked = rows.filter(isComparable).sort(byShares);
  return rows.map((row) => {
    const first = ranked.findIndex((other) => byShares(other, row) === 0);
    return { ...row, rank: isComparable(row) ? first + 1 : null };
  });
}

/** No key: sorts behind every other. */
const NONE = '\uFFFF';

function counted(of: SeenAssessment, keyOf: (record: EnterpriseRecord) => string | null, viewer: Viewer) {
  const counts = new Map<string, Map<string, number>>();
  for (const { row, final } of of.assessment.results) {
    const record = of.directory.records[row];
    if (final === undefined || !record || !thereFor(viewer, of, row)) continue;
    const key = keyOf(record) ?? NONE;
    const classes = counts.get(key) ?? new Map<string, number>();
    counts.set(key, classes.set(final, (classes.get(final) ?? 0) + 1));
  }
  return counts;
}

/** The classes of all groups from the best, and what they are called; those that no ladder names come last. */
function ladderOf({ assessment }: SeenAssessment) {
  const ladder = new Set(assessment.groups.flatMap(({ group }) => classesOf(group)));
  const others = assessment.results.flatMap(({ final }) => (final !== undefined && !ladder.has(final) ? [final] : []));
  const titles = new Map(assessment.groups.flatMap(({ group }) => Object.entries(group.names)).reverse());
  return { ladder: [...ladder, ...[...new Set(others)].sort()], titles };
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
