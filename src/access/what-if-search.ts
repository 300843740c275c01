import type { Rational } from '../grading/rational.js';
import type { Group, Scheme } from '../grading/scheme.js';
import type { AmendedNumber } from '../policy/amend.js';
import { isApart, nearestApart } from './round-numbers.js';

const WHY = '一点一点地移动一个数，看家数在哪里变，就会试出企业的数额；确需其他数的，请申请查看变动企业（WhatIf.movers）的授权';

/**
 * Why who learns of a what-if in counts alone may not amend a scheme so; undefined: may. Counts are exact from three
 * upwards, so a number that figures are compared with, moved step by step, shows where a count changes and with it some
 * enterprise's figure. Such numbers take round values, far enough from each other and from the scheme's own that no
 * figure between two of them is known within 5 %, one of them a group at a time. Shares of ranks, percentiles, and
 * weights where ranks make the class, are compared with no figure. The rule looks at numbers of the scheme alone: a
 * refusal tells nothing.
 */
export function searchRefusal(scheme: Scheme, numbers: readonly AmendedNumber[]): string | undefined {
  const changed = numbers.filter(({ before, after }) => !before?.equals(after)).map((each) => ({ ...each, place: each.path.replace(/\/value$/, '') }));
  for (const { path, place, before, after } of changed) {
    const compared = comparedWith(scheme, place);
    if (compared === undefined) continue;
    if (/decimals$/.test(place)) {
      if (before === undefined || after.compare(before) < 0) return `${path}：小数位只能多于原方案（${before?.toString() ?? '未设'}），不能是 ${after.toString()}：舍入会在线的两侧露出企业。${WHY}`;
      continue;
    }
    const others = [...(before ? [before] : []), ...standingBeside(scheme, place)];
    if (/\/cap$/.test(place) && after.sign === 0) return `${path}：封顶不能是 0`;
    if (isApart(after, others)) continue;
    const [low, high] = nearestApart(after, others);
    return `${path}：${after.toString()} 不能用于试算，最近可用的数是 ${low.toString()} 和 ${high.toString()}（圆整数，且与方案现有的数相差一成以上）。${WHY}`;
  }
  const sets = new Map<string, string>();
  for (const { path, place } of changed) {
    const compared = comparedWith(scheme, place);
    if (compared === undefined) continue;
    const group = place.split('/')[1] ?? '';
    const known = sets.get(group);
    if (known !== undefined && known !== compared) return `${path}：同一组内与企业数值相比较的数，一次试算只改一处（类别的分数线可一起改，名次比例和名次定类的权重不限）。${WHY}`;
    sets.set(group, compared);
  }
  return undefined;
}

/** What is amended together with a number, if figures are compared with it; undefined if none are. */
function comparedWith(scheme: Scheme, place: string): string | undefined {
  if (/\/classes\/upto\/[^/]+$|\/percentile$|\/total_weight$/.test(place)) return undefined;
  const group = groupAt(scheme, place);
  if (/\/weight$/.test(place)) return group?.classes?.by === 'score' ? 'weights' : undefined;
  if (/\/classes\/at_least\/[^/]+$/.test(place)) return 'cuts';
  return /\/bands\/[^/]+\/at_least$/.test(place) ? place.replace(/\/[^/]+\/at_least$/, '') : place;
}

/** The numbers that the same figure is compared with under the scheme as it is. */
function standingBeside(scheme: Scheme, place: string): readonly Rational[] {
  const group = groupAt(scheme, place);
  const cuts = group?.classes?.by === 'score' ? group.classes.atLeast : undefined;
  if (/\/classes\/at_least\/[^/]+$/.test(place)) return cuts?.flatMap(({ score }) => score ?? []) ?? [];
  if (!/\/bands\/[^/]+\/at_least$/.test(place)) return [];
  const points = group?.indicators.find(({ id }) => id === place.split('/')[3])?.points;
  return points?.family === 'bands' ? (points.bands ?? []).map(({ atLeast }) => atLeast) : [];
}

function groupAt({ groups }: Scheme, place: string): Group | undefined {
  return groups.find(({ id }) => id === place.split('/')[1]);
}
