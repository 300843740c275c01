import { classesOf } from '../grading/scheme.js';
import type { GroupView } from './views.js';

export interface CountedClass {
  readonly class: string;
  readonly title: string | undefined;
  readonly count: number;
}

/** A group's enterprises by final class, from the best: those that the viewer may see; classes that do not occur are left out. */
export function classCounts({ of, group }: GroupView): readonly CountedClass[] {
  const counts = new Map<string, number>();
  for (const result of of.assessment.results) {
    if (result.group !== group.group || result.final === undefined || !(of.countsAll || of.visible(result.row))) continue;
    counts.set(result.final, (counts.get(result.final) ?? 0) + 1);
  }
  const order = classesOf(group.group);
  const others = [...counts.keys()].filter((name) => !order.includes(name)).sort();
  return [...order, ...others]
    .filter((name) => counts.has(name))
    .map((name) => ({ class: name, title: group.group.names[name], count: counts.get(name)! }));
}

/** How many of a group are ranked: of those that the viewer may see; of all, units of merged enterprises count once. */
export function rankedCount({ of, group }: GroupView): number {
  const all = of.assessment.results.filter(({ group: its, rank }) => its === group.group && rank !== undefined);
  const mine = of.countsAll ? all : all.filter(({ row }) => of.visible(row));
  return mine.length === all.length ? group.ranked : mine.length;
}
