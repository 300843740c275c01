import { rowsOf } from '../grading/assessment.js';
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
  if (of.countsAll) return group.classes;
  const rows = rowsOf(of.assessment);
  const place = of.assessment.scheme.groups.indexOf(group.group);
  for (let row = 0; row < rows.size; row += 1) {
    const final = of.isVisible(row) && rows.groupOf(row) === place ? rows.finalOf(row) : undefined;
    if (final !== undefined) counts.set(final, (counts.get(final) ?? 0) + 1);
  }
  const order = classesOf(group.group);
  const others = [...counts.keys()].filter((name) => !order.includes(name)).sort();
  return [...order, ...others]
    .filter((name) => counts.has(name))
    .map((name) => ({ class: name, title: group.group.names[name], count: counts.get(name)! }));
}

/** How many of a group are ranked: of those that the viewer may see; of all, units of merged enterprises count once. */
export function rankedCount({ of, group }: GroupView): number {
  if (of.countsAll) return group.ranked;
  const rows = rowsOf(of.assessment);
  const place = of.assessment.scheme.groups.indexOf(group.group);
  let [all, mine] = [0, 0];
  for (let row = 0; row < rows.size; row += 1) {
    if (rows.groupOf(row) !== place || rows.rankOf(row) === 0) continue;
    all += 1;
    if (of.isVisible(row)) mine += 1;
  }
  return mine === all ? group.ranked : mine;
}
