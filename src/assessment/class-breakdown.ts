import { rowsOf } from '../grading/assessment.js';
import { Rational } from '../grading/rational.js';
import { classesOf } from '../grading/scheme.js';
import type { AssessmentView } from './views.js';

export type BreakdownBy = 'ZONE' | 'TOWN' | 'INDUSTRY_GROUP';

/** How many enterprises have a class, and which part of those counted that is. */
export interface CountedClass {
  readonly class: string;
  readonly title: string | null;
  readonly count: number;
  /** 0 to 1; null where nobody is counted. */
  readonly share: Rational | null;
}

/** The enterprises that share a zone, town or group of industries, by class. */
export interface ClassBreakdown {
  readonly key: string | null;
  readonly graded: number;
  readonly rank: number;
  readonly classes: readonly CountedClass[];
}

const KEYS = { ZONE: 'zone', TOWN: 'town', INDUSTRY_GROUP: 'industryGroup' } as const;

/**
 * Counts of the viewer's enterprises by final class, apart for each key, by key; those of none come last. Counts of
 * results are exact: classes are made to be published (SHARING.md, Aggregates).
 */
export function classBreakdown(of: AssessmentView, by: BreakdownBy): readonly ClassBreakdown[] {
  const order = [...new Set(of.assessment.scheme.groups.flatMap(classesOf))];
  const titles = new Map(of.assessment.groups.flatMap(({ group }) => Object.entries(group.names)).reverse());
  const counts = new Map<string | null, Map<string, number>>();
  const results = rowsOf(of.assessment);
  const keys = of.directory.coded[KEYS[by]];
  for (let row = 0; row < results.size; row += 1) {
    const final = of.countsAll || of.isVisible(row) ? results.finalOf(row) : undefined;
    if (final === undefined) continue;
    const key = keys.at(row);
    const its = counts.get(key) ?? new Map<string, number>();
    counts.set(key, its.set(final, (its.get(final) ?? 0) + 1));
  }
  const rows = [...counts]
    .sort(([a], [b]) => byKey(a, b))
    .map(([key, its]) => {
      const graded = [...its.values()].reduce((sum, count) => sum + count, 0);
      const classes = order.map((name): CountedClass => {
        const count = its.get(name) ?? 0;
        return { class: name, title: titles.get(name) ?? null, count, share: Rational.of(BigInt(count), BigInt(graded)) };
      });
      return { key, graded, classes };
    });
  const ranked = [...rows].sort(byShares);
  return rows.map((row) => ({ ...row, rank: ranked.findIndex((other) => byShares(other, row) === 0) + 1 }));
}

/** By the share of the best class, of equals by the next. */
function byShares(a: Pick<ClassBreakdown, 'classes'>, b: Pick<ClassBreakdown, 'classes'>): number {
  for (const [index, { share }] of a.classes.entries()) {
    const order = b.classes[index]!.share!.compare(share!);
    if (order !== 0) return order;
  }
  return 0;
}

function byKey(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
}
