import type { Viewer } from '../access/viewer.js';
import { classesOf } from '../grading/scheme.js';
import type { SeenGroup } from './seen.js';
import { thereFor } from './there.js';

export interface CountedClass {
  readonly class: string;
  readonly title: string | undefined;
  readonly count: number;
}

/** A group's enterprises by final class, from the best: those that the viewer may see; classes that do not occur are left out. */
export function classCounts({ of, group }: SeenGroup, viewer: Viewer): readonly CountedClass[] {
  const counts = new Map<string, number>();
  for (const result of of.assessment.results) {
    if (result.group !== group.group || result.final === undefined || !thereFor(viewer, of, result.row)) continue;
    counts.set(result.final, (counts.get(result.final) ?? 0) + 1);
  }
  const ladder = classesOf(group.group);
  const others = [...counts.keys()].filter((name) => !ladder.includes(name)).sort();
  return [...ladder, ...others]
    .filter((name) => counts.has(name))
    .map((name) => ({ class: name, title: group.group.names[name], count: counts.get(name)! }));
}

/** How many of a group are ranked: of those that the viewer may see; of all, units of merged enterprises count once. */
export function rankedCount({ of, group }: SeenGroup, viewer: Viewer): number {
  const all = of.assessment.results.filter(({ group: its, rank }) => its === group.group && rank !== undefined);
  const mine = all.filter(({ row }) => thereFor(viewer, of, row));
  return mine.length === all.length ? group.ranked : mine.length;
}
