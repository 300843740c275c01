import { Rational } from '../grading/rational.js';
import type { Scheme } from '../grading/scheme.js';
import type { AmendedNumber } from '../policy/amend.js';
import { seesWhatIfCountsOnly } from './counts-only.js';
import type { May } from './may.js';
import { isNear, weightsNear } from './near-weight.js';
import { Refusal } from './refusal.js';
import { zonesOf } from './rows.js';
import type { Viewer } from './viewer.js';
import { searchRefusal } from './what-if-search.js';

const WEIGHT = /\/weight(\/value)?$/;
const SHARE = /\/classes\/upto\/[^/]+(\/value)?$/;
const HUNDRED = Rational.integer(100);

/**
 * Why a viewer may not amend a scheme so; undefined: may. Who sees movers is bound by nothing; who sees enterprises one
 * by one without their figures by the most; who learns of counts alone by {@link searchRefusal}.
 * @param numbers what is amended, as far as it can be read: what is no number, or nowhere, is refused with the scheme
 */
export function amendmentRefusal(asking: { readonly may: May; readonly viewer: Viewer }, scheme: Scheme, numbers: readonly AmendedNumber[]): Refusal | undefined {
  if (!seesWhatIfCountsOnly(asking) || numbers.length === 0) return undefined;
  if (zonesOf(asking.viewer) !== undefined) return ofCommittee(scheme, numbers);
  const found = searchRefusal(scheme, numbers);
  return found === undefined ? undefined : new Refusal('BAD_USER_INPUT', found);
}

/**
 * A committee would find any figure of its enterprises by moving a threshold until the enterprise crosses it: a score, a
 * cap, a benchmark, a rounding, and in groups cut by score a weight. Weights so small that totals round to the same are a
 * threshold too, and one indicator that weighs alone ranks by its figure: so weights are
 * whole hundredths of their sum and near their own, and shares of ranks whole percents.
 */
function ofCommittee(scheme: Scheme, numbers: readonly AmendedNumber[]): Refusal | undefined {
  const other = numbers.find(({ path }) => !WEIGHT.test(path) && !SHARE.test(path));
  if (other) return new Refusal('FORBIDDEN', `园区试算只能改权重（weight）和名次比例（classes/upto），不能改 ${other.path}：反复试算会反推出企业的数额`);
  const byScore = scheme.groups.find(({ classes }) => classes?.by === 'score');
  if (byScore) return new Refusal('FORBIDDEN', `“${byScore.title}”按分数线定类，园区不能试算：反复试算会反推出企业的分数`);
  for (const { path, before, after } of numbers) {
    if (before?.equals(after)) continue;
    if (SHARE.test(path) && !isWhole(after.times(HUNDRED))) return new Refusal('BAD_USER_INPUT', `${path}：园区试算的名次比例须为整百分点，不能是 ${after.times(HUNDRED).toString()}%：太细会试出企业的名次和数额`);
    if (SHARE.test(path)) continue;
    const step = totalWeightAt(scheme, path).over(HUNDRED);
    if (!isNear(after, before) || !isWhole(after.over(step))) {
      const near = weightsNear(before);
      const allowed = near ? `，且在 ${near.least.toString()} 到 ${near.most.toString()} 之间` : '（原权重未知或为 0 的不能改）';
      return new Refusal('BAD_USER_INPUT', `${path}：园区试算的权重须为 ${step.toString()} 的整数倍${allowed}，不能是 ${after.toString()}：只留一项指标或总分过小，会试出企业的数额`);
    }
  }
  return undefined;
}

function totalWeightAt({ groups }: Scheme, path: string): Rational {
  return groups.find(({ id }) => id === path.split('/')[1])?.totalWeight ?? HUNDRED;
}

function isWhole(number: Rational): boolean {
  return number.reduced().d === 1n;
}
