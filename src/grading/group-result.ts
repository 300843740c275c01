import type { BenchmarkUsed, GroupResult } from './assessment.js';
import { classesOf, type Group } from './scheme.js';

/** What is said of a group as a whole; `counts` are its enterprises by final class. */
export function groupResult(
  group: Group,
  ranked: number,
  benchmarks: readonly BenchmarkUsed[],
  counts: ReadonlyMap<string, number>,
): GroupResult {
  const classOrder = classesOf(group);
  const order = [...classOrder, ...[...counts.keys()].filter((name) => !classOrder.includes(name)).sort()];
  return {
    id: group.id,
    title: group.title,
    group,
    ranked,
    classes: order.flatMap((name) => (counts.has(name) ? [{ class: name, title: group.names[name], count: counts.get(name)! }] : [])),
    benchmarks,
  };
}
