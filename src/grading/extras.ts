import { conditionTest } from './condition.js';
import type { FactTable } from './fact-table.js';
import { Rational } from './rational.js';
import type { Extra, Group } from './scheme.js';

/** Points beside the indicators. */
export interface ExtraPoints {
  readonly id: string;
  readonly title: string;
  readonly points: Rational;
}

/** What a row of the group gets for each extra that applies to it (points other than 0). */
export function extrasTest(group: Group, facts: FactTable): (row: number) => readonly ExtraPoints[] {
  const rules = group.extras.map((extra) => ({ id: extra.id, title: extra.title, pointsOf: extraTest(extra, facts) }));
  return (row) => rules.map(({ id, title, pointsOf }) => ({ id, title, points: pointsOf(row) })).filter((extra) => extra.points.sign !== 0);
}

/** The sum of the extras, bounded above by `extras_cap`. */
export function extrasSum(extras: readonly ExtraPoints[], cap: Rational | undefined): Rational {
  const sum = Rational.sum(extras.map((extra) => extra.points));
  return cap ? Rational.min(sum, cap) : sum;
}

function extraTest(extra: Extra, facts: FactTable): (row: number) => Rational {
  if (extra.by === 'condition') {
    const holds = conditionTest(extra.when, facts);
    return (row) => (holds(row) ? extra.points : Rational.ZERO);
  }
  const countOf = facts.number(extra.count, facts.year);
  return (row) => countPoints(extra, countOf(row) ?? Rational.ZERO);
}

/** `max` is of the sign of the points and bounds their size. */
function countPoints(extra: Extract<Extra, { by: 'count' }>, count: Rational): Rational {
  const beyond = count.minus(extra.free);
  if (beyond.sign <= 0) return Rational.ZERO;
  const points = extra.first.plus(extra.each.times(beyond.minus(Rational.ONE)));
  if (!extra.max) return points;
  return extra.max.sign < 0 ? Rational.max(points, extra.max) : Rational.min(points, extra.max);
}
