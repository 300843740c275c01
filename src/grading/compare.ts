import { rowsOf, type Assessment, type EnterpriseResult } from './assessment.js';
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
 * @param isAmong the rows that are looked at; all unless given
 * @throws RangeError if they are not of the same enterprises in the same order.
 */
export function compareAssessments(base: Assessment, amended: Assessment, isAmong: (row: number) => boolean = () => true): Comparison {
  const [before, after] = [rowsOf(base), rowsOf(amended)];
  if (before.size !== after.size) throw new RangeError('the assessments are not of the same population');
  const counts = new Map<string, Map<string, number>>();
  const moved: number[] = [];
  for (let row = 0; row < before.size; row += 1) {
    if (!isAmong(row)) continue;
    const [from, to] = [before.finalOf(row), after.finalOf(row)];
    const its = counts.get(from ?? '') ?? new Map<string, number>();
    counts.set(from ?? '', its.set(to ?? '', (its.get(to ?? '') ?? 0) + 1));
    if (from !== to) moved.push(row);
  }
  const movers = moved.map((row): Mover => {
    const [from, to] = [before.result(row), after.result(row)];
    if (to.creditCode !== from.creditCode) throw new RangeError('the assessments are not of the same population');
    let because: readonly string[] | undefined;
    return {
      from,
      to,
      get becauseOf() {
        return (because ??= becauseOf(from, to));
      },
    };
  });
  return { matrix: matrixOf(base, amended, counts), movers: movers.sort((a, b) => (a.from.creditCode < b.from.creditCode ? -1 : 1)) };
}

function matrixOf(base: Assessment, amended: Assessment, counts: ReadonlyMap<string, ReadonlyMap<string, number>>): readonly ClassMove[] {
  const classes = [...new Set([...schemeClasses(base.scheme), ...schemeClasses(amended.scheme)])];
  const ofNone = counts.get('');
  const withNone = [...counts].some(([from, its]) => from !== '' && its.has('')) || [...(ofNone?.keys() ?? [])].some((to) => to !== '');
  const names = withNone ? [...classes, ''] : classes;
  return names
    .flatMap((from) => names.map((to) => ({ from, to, count: counts.get(from)?.get(to) ?? 0 })))
    .filter((move) => move.from !== '' || move.to !== '');
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
