import { rankLimits } from '../classes.js';
import { Rational } from '../rational.js';
import { known } from '../refusal.js';
import type { ClassRule, Group } from '../scheme.js';

/**
 * Where each class, from the best, ends in the order of a group's members, as `initialClass` finds it for each of them:
 * members before the first end are of the first class. Who has the same total is of the same class.
 *
 * @param order the members' places, the highest total first
 * @param scaled totals × 10^decimals, by place
 * @param base how many the shares are taken of
 */
export function classEnds(rule: ClassRule, group: Group, order: Uint32Array, scaled: Float64Array, base: number): readonly number[] {
  const { length } = order;
  const ends =
    rule.by === 'rank_share'
      ? rankLimits(rule, base).map(({ upto }) => withTies(Number(upto), order, scaled, rule.ties))
      : scoreEnds(rule, group, order, scaled);
  return ends.map((end, at) => (at === ends.length - 1 ? length : end));
}

/** An end in the midst of equal totals moves behind them, or before them. */
function withTies(end: number, order: Uint32Array, scaled: Float64Array, ties: 'better' | 'worse'): number {
  const isAmongEqual = (at: number): boolean => at > 0 && at < order.length && scaled[order[at - 1]!] === scaled[order[at]!];
  let moved = Math.min(end, order.length);
  while (isAmongEqual(moved)) moved += ties === 'better' ? 1 : -1;
  return moved;
}

function scoreEnds(
  rule: Extract<ClassRule, { by: 'score' }>,
  { total }: Group,
  order: Uint32Array,
  scaled: Float64Array,
): readonly number[] {
  const scale = Rational.of(10n ** BigInt(total.decimals ?? 0));
  return known(rule.atLeast, 'classes/at_least').map(({ class: name, score }) => {
    if (score === undefined) return order.length;
    const least = Number(known(score, `classes/at_least/${name}`).times(scale).ceil());
    return firstBelow(least, order, scaled);
  });
}

/** By halving: the totals fall along the order. */
function firstBelow(least: number, order: Uint32Array, scaled: Float64Array): number {
  let from = 0;
  let to = order.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (scaled[order[middle]!]! >= least) from = middle + 1;
    else to = middle;
  }
  return from;
}
