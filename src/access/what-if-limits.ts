import type { Scheme } from '../grading/scheme.js';
import { zonesOf } from './rows.js';
import type { Viewer } from './viewer.js';

/** Weights, and shares of ranks: what no threshold on a single enterprise's figures can be made of. */
const WEIGHT_OR_SHARE = /(^|\/)(weight(\/value)?|classes\/upto\/[^/]+)$/;

/**
 * Why a viewer may not amend a scheme so; undefined: may. Who sees enterprises one by one without their figures would
 * find any figure by moving a threshold until the enterprise crosses it: a score, a cap, a benchmark, a rounding, and in
 * groups cut by score a weight.
 */
export function amendmentRefusal(viewer: Viewer, scheme: Scheme, paths: readonly string[]): string | undefined {
  if (zonesOf(viewer) === undefined || paths.length === 0) return undefined;
  const other = paths.find((path) => !WEIGHT_OR_SHARE.test(path));
  if (other !== undefined) return `园区试算只能改权重（weight）和名次比例（classes/upto），不能改 ${other}：反复试算会反推出企业的数额`;
  const byScore = scheme.groups.find(({ classes }) => classes?.by === 'score');
  return byScore && `“${byScore.title}”按分数线定类，园区不能试算：反复试算会反推出企业的分数`;
}
