import type { Assessment, EnterpriseResult } from './assessment.js';
import { schemeClasses } from './needed-facts.js';
import { Rational } from './rational.js';
import { classesOf } from './scheme.js';

/** How many enterprises went from one final class to another; '' is no class. */
export interface ClassMove {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** An enterprise whose final class differs between two assessments of one population. */
export interface Mover {
  readonly from: EnterpriseResult;
  readonly to: EnterpriseResult;
  /** Indicators whose points changed the way the class did, the largest change first. */
  readonly becauseOf: readonly string[];
}

export interface Comparison {
  /** Every pair of classes of either scheme, and of no class where that occurs; zero counts included. */
  readonly matrix: readonly ClassMove[];
  /** By ascending credit code. */
  readonly movers: readonly Mover[];
}

/**
 * Two assessments of the same population beside each other.
 *
 * @throws RangeError if they are not of the same enterprises in the same order.
 */
export function compareAssessments(base: Assessment, amended: Assessment): Comparison {
  const pairs = base.results.map((from, row) => {
    const to = amended.results[row];
    if (to?.creditCode !== from.creditCode) throw new RangeError('the assessments are not of the same population');
    return { from, to };
  });
  if (amended.results.length !== pairs.length) throw new RangeError('the assessments are not of the same population');
  const movers = pairs
    .filter(({ from, to }) => from.final !== to.final)
    .map(({ from, to }) => ({ from, to, becauseOf: becauseOf(from, to) }))
    .sort((a, b) => (a.from.creditCode < b.from.creditCode ? -1 : 1));
  return { matrix: matrixOf(base, amended, pairs), movers };
}

function matrixOf(
  base: Assessment,
  amended: Assessment,
  pairs: readonly { readonly from: EnterpriseResult; readonly to: EnterpriseResult }[],
): readonly ClassMove[] {
  const counts = new Map<string, number>();
  for (const { from, to } of pairs) {
    if (from.final === undefined && to.final === undefined) continue;
    const key = keyOf(from.final ?? '', to.final ?? '');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const classes = [...new Set([...schemeClasses(base.scheme), ...schemeClasses(amended.scheme)])];
  const withNone = pairs.some(({ from, to }) => (from.final === undefined) !== (to.final === undefined));
  const names = withNone ? [...classes, ''] : classes;
  return names
    .flatMap((from) => names.map((to) => ({ from, to, count: counts.get(keyOf(from, to)) ?? 0 })))
    .filter((move) => move.from !== '' || move.to !== '');
}

function keyOf(from: string, to: string): string {
  return `${from}\n${to}`;
}

/**
 * The indicators whose points rose where the class rose, or fell where it fell. Where none did (others moved past it,
 * or the cuts were moved), all whose points changed at all.
 */
function becauseOf(from: EnterpriseResult, to: EnterpriseResult): readonly string[] {
  const before = new Map(from.indicators.map((found) => [found.id, found.points]));
  const changes = to.indicators
    .map(({ id, points }) => ({ id, change: (points ?? Rational.ZERO).minus(before.get(id) ?? Rational.ZERO) }))
    .filter(({ change }) => change.sign !== 0)
    .sort((a, b) => magnitude(b.change).compare(magnitude(a.change)));
  const direction = directionOf(from, to);
  const along = changes.filter(({ change }) => change.sign === direction);
  return (along.length > 0 ? along : changes).map(({ id }) => id);
}

function magnitude(value: Rational): Rational {
  return value.sign < 0 ? value.negated() : value;
}

/** 1 where the class rose, −1 where it fell, 0 where that cannot be said. */
function directionOf(from: EnterpriseResult, to: EnterpriseResult): number {
  const classOrder = to.group ? classesOf(to.group) : [];
  const [before, after] = [classOrder.indexOf(from.final ?? ''), classOrder.indexOf(to.final ?? '')];
  return before < 0 || after < 0 ? 0 : Math.sign(before - after);
}
