import { Rational } from '../grading/rational.js';
import type { Group, Scheme } from '../grading/scheme.js';
import type { AmendedNumber } from '../policy/amend.js';
import { isNear, weightsNear } from './near-weight.js';
import { isApart, nearestApart } from './round-numbers.js';

const WHY = '一点一点地移动一个数，看家数在哪里变，就会试出企业的数额；确需其他数的，请申请查看变动企业（WhatIf.movers）的授权';
/** An indicator with more than this share of the weights makes the total by itself, near enough. */
const ALONE = Rational.from('0.75');

/** A number that changes, at its place in the scheme. */
interface Changed extends AmendedNumber {
  readonly place: string;
  readonly group: Group | undefined;
}

/**
 * Why who learns of a what-if in counts alone may not amend a scheme so; undefined: may. Counts are exact from three
 * upwards, so a number that a single figure is compared with, moved step by step, shows where a count changes and with it
 * the figure of some enterprise. Such numbers — the edges of bands, and everything but shares of ranks where one
 * indicator makes the total — take round values, far enough from each other and from the scheme's own that no figure
 * between two of them is known within 5 %. Elsewhere a total is compared, which gives no figure as long as it is made of
 * several: so what could leave one alone in it is not moved together with anything else of the group. The rule looks at
 * numbers of the scheme alone: a refusal tells nothing. Where one indicator makes the total, one kind of number may move
 * at all: through another the same figure would be compared with numbers that lie between the first ones.
 */
export function searchRefusal(scheme: Scheme, numbers: readonly AmendedNumber[]): string | undefined {
  const changed = numbers.filter(({ before, after }) => !before?.equals(after)).map((each): Changed => {
    const place = each.path.replace(/\/value$/, '');
    return { ...each, place, group: scheme.groups.find(({ id }) => id === place.split('/')[1]) };
  });
  for (const each of changed) {
    const refusal = isFigureCompared(each) ? stepRefusal(each) : weightRefusal(each);
    if (refusal !== undefined) return `${refusal}。${WHY}`;
  }
  return twoAtOnce(changed);
}

/** Whether one figure of each enterprise, and not a sum of several, is compared with the number. */
function isFigureCompared({ place, group }: Changed): boolean {
  if (/\/bands\/[^/]+\/at_least$/.test(place)) return true;
  return group !== undefined && isMadeByOne(group) && setOf(place) !== undefined && !(isWeight(place) && group.classes?.by !== 'score');
}

function isMadeByOne({ indicators }: Group): boolean {
  const weights = indicators.map(({ weight }) => weight ?? Rational.ZERO);
  const all = Rational.sum(weights);
  return indicators.length < 2 || weights.some((weight) => weight.compare(all.times(ALONE)) > 0);
}

function stepRefusal({ path, place, before, after, group }: Changed): string | undefined {
  if (/decimals$/.test(place)) {
    const coarser = before === undefined || after.compare(before) < 0;
    return coarser ? `${path}：小数位只能多于原方案（${before?.toString() ?? '未设'}），不能是 ${after.toString()}：舍入会在线的两侧露出企业` : undefined;
  }
  if (group && isMadeByOne(group) && !isMovable(place, group)) {
    const movable = group.classes?.by === 'score' ? '分数线' : '封顶和保底';
    return `${path}：该组总分由一项指标构成，试算只能改${movable}：两处各改各的，合起来就会试出企业的数额`;
  }
  if (/\/cap$/.test(place) && after.sign === 0) return `${path}：封顶不能是 0`;
  const others = [...(before ? [before] : []), ...standingBeside(group, place)];
  if (isApart(after, others)) return undefined;
  const [low, high] = nearestApart(after, others);
  return `${path}：${after.toString()} 不能用于试算，最近可用的数是 ${low.toString()} 和 ${high.toString()}（圆整数，且与方案现有的数相差一成以上）`;
}

/** Where scores cut, weights stay within some times their own. */
function weightRefusal({ path, place, before, after, group }: Changed): string | undefined {
  if (!isWeight(place) || group?.classes?.by !== 'score') return undefined;
  if (isNear(after, before)) return undefined;
  const near = weightsNear(before);
  const range = near ? `，须在 ${near.least.toString()} 到 ${near.most.toString()} 之间` : '（原权重未知或为 0 的不能改）';
  return `${path}：权重不能是 ${after.toString()}${range}：只留一项指标，分数线就成了数额的线`;
}

function twoAtOnce(changed: readonly Changed[]): string | undefined {
  const sets = new Map<Group | undefined, string>();
  for (const { path, place, group } of changed) {
    const set = setOf(place);
    if (set === undefined) continue;
    const known = sets.get(group);
    if (known !== undefined && known !== set) {
      return `${path}：同一组内一次试算只改一处（几项权重可一起改，几条分数线可一起改，名次比例不限）：只留一项指标，再移动界线，就会试出企业的数额；要一起改的，请申请查看变动企业（WhatIf.movers）的授权`;
    }
    sets.set(group, set);
  }
  return undefined;
}

/** The one kind of number that may move in a group whose total one indicator makes, and the edges of bands, which are compared as they are. */
function isMovable(place: string, { classes }: Group): boolean {
  if (/\/bands\/[^/]+\/at_least$/.test(place)) return true;
  return classes?.by === 'score' ? isCut(place) : /\/points\/(cap|floor)$/.test(place);
}

/** What a number is amended together with; undefined for shares of ranks and percentiles, which nothing is compared with. */
function setOf(place: string): string | undefined {
  if (/\/classes\/upto\/[^/]+$|\/percentile$|\/total_weight$/.test(place)) return undefined;
  if (isWeight(place)) return 'weights';
  if (isCut(place)) return 'cuts';
  return place.replace(/(\/bands)\/[^/]+\/at_least$/, '$1');
}

function isCut(place: string): boolean {
  return /\/classes\/at_least\/[^/]+$/.test(place);
}

function isWeight(place: string): boolean {
  return /\/weight$/.test(place);
}

/** The numbers that the same figure is compared with under the scheme as it is. */
function standingBeside(group: Group | undefined, place: string): readonly Rational[] {
  const cuts = group?.classes?.by === 'score' ? group.classes.atLeast : undefined;
  if (isCut(place)) return cuts?.flatMap(({ score }) => score ?? []) ?? [];
  const points = group?.indicators.find(({ id }) => id === place.split('/')[3])?.points;
  if (/\/points\/(cap|floor)$/.test(place)) return [points?.cap, points?.floor].flatMap((bound) => bound ?? []);
  return /\/bands\/[^/]+\/at_least$/.test(place) && points?.family === 'bands' ? (points.bands ?? []).map(({ atLeast }) => atLeast) : [];
}
