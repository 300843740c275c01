import { near, type Span, type ToldCell } from '../access/told-cell.js';
import type { EnterpriseResult, IndicatorResult } from '../grading/assessment.js';

/** An indicator of an enterprise, with what is known of the figure behind it. */
export interface Bounded {
  readonly result: IndicatorResult;
  readonly cell: ToldCell;
  /** The indicator's value if the figure is this. */
  readonly valueOf: (figure: number) => number;
}

/**
 * Whether the class of an enterprise tells one of its figures beside the bands: where scores cut, the class says between
 * which totals it lies, and what the points of the other indicators leave of that may be all but a single value.
 */
export function classTellsOne({ group, initial, extrasSum, indicators }: EnterpriseResult, bounded: readonly Bounded[]): boolean {
  const rule = group?.classes;
  if (rule?.by !== 'score' || initial === undefined) return false;
  const at = rule.atLeast?.findIndex((cut) => cut.class === initial) ?? -1;
  if (at < 0) return false;
  const rest = indicators.filter((each) => !bounded.some(({ result }) => result === each)).map(roomOf);
  const extras = extrasSum.toNumber();
  const least = (rule.atLeast![at]!.score?.toNumber() ?? 0) - extras - total(rest, 'high');
  const most = (rule.atLeast![at - 1]?.score?.toNumber() ?? Infinity) - extras - total(rest, 'low');
  const points = bounded.map(pointsOf);
  return bounded.some(({ result }, each) => {
    const others = points.filter((_, other) => other !== each);
    const { low, high } = points[each]!;
    const [from, to] = [Math.max(low, least - total(others, 'high')), Math.min(high, most - total(others, 'low'))];
    return to < capOf(result) && near(from, to);
  });
}

/** Between what the points of an indicator without a band lie; what stands in for a missing value is known. */
function roomOf(result: IndicatorResult): Span {
  const { value, points, weight, indicator } = result;
  const known = points?.toNumber() ?? 0;
  if (!value) return { low: known, high: known };
  return { low: 0, high: !weight ? Infinity : indicator.points?.family === 'ratio' ? capOf(result) : weight.toNumber() };
}

function pointsOf({ result, cell, valueOf }: Bounded): Span {
  const { weight, benchmark } = result;
  const [one, other] = [valueOf(Math.max(0, cell.span.low)), valueOf(cell.span.high)].map((value) => Math.min(capOf(result), Math.max(0, (weight!.toNumber() * value) / benchmark!.toNumber())));
  return { low: Math.min(one!, other!), high: Math.max(one!, other!) };
}

/** The most points it can have. */
function capOf({ indicator: { points }, weight }: IndicatorResult): number {
  return (points?.cap?.toNumber() ?? Infinity) * weight!.toNumber();
}

function total(spans: readonly Span[], end: keyof Span): number {
  return spans.reduce((sum, span) => sum + span[end], 0);
}
