import type { Rational } from '../grading/rational.js';
import type { Group, Scheme } from '../grading/scheme.js';
import type { SchemeProblem } from './problem.js';

/** A group whose weights add up to something else than before. */
export interface ChangedSum {
  readonly group: Group;
  readonly before: Rational;
}

/** The groups of an amended scheme whose sum of weights is another; `total_weight` is that sum in both. */
export function changedSums(base: Scheme, amended: Scheme): readonly ChangedSum[] {
  return amended.groups.flatMap((group): readonly ChangedSum[] => {
    const before = base.groups.find(({ id }) => id === group.id)?.totalWeight;
    return before && !before.equals(group.totalWeight) ? [{ group, before }] : [];
  });
}

/** Says that the sum followed the weights (SCHEME.md, Amendments). */
export function sumNotice({ group, before }: ChangedSum): string {
  return `${group.title}：权重合计由 ${before.toString()} 变为 ${group.totalWeight.toString()}`;
}

/** Scores are out of the sum of the weights: where they are the cuts, another sum is another scale. */
export function sumProblem(changed: ChangedSum, file: string): SchemeProblem | undefined {
  const { group, before } = changed;
  if (group.classes?.by !== 'score') return undefined;
  const message = `${sumNotice(changed)}；本组按分数线定类，分数线是按合计 ${before.toString()} 定的，请使各项权重合计不变`;
  return { file, line: 1, column: 1, path: `groups/${group.id}/total_weight`, message };
}
