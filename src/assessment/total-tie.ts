import { ANYWHERE, type Span } from '../access/span.js';
import type { Tie } from '../access/told-figures.js';
import type { EnterpriseResult, IndicatorResult } from '../grading/assessment.js';
import type { Group } from '../grading/scheme.js';
import type { FigureBehind } from './figure-behind.js';

/** An indicator of an enterprise, with the figure behind it. */
export interface Behind {
  readonly result: IndicatorResult;
  readonly figure: FigureBehind;
}

/** What the points of an enterprise are made of, to a viewer. */
export interface Parts {
  /** The indicators with a figure behind them that the viewer does not see. */
  readonly behind: readonly Behind[];
  /** Those whose points the viewer works out. */
  readonly seen: ReadonlySet<IndicatorResult>;
}

/**
 * What is told of an enterprise's total says of the figures behind its indicators: what the points of the others leave of
 * it bounds each.
 * @param told between what the total lies; undefined: nothing is told
 */
export function totalTie(result: EnterpriseResult, points: Parts, told: (result: EnterpriseResult) => Span | undefined): Tie | undefined {
  const span = told(result);
  if (!span) return undefined;
  const { parts, known, times, half } = pointsOfTotal(result, points);
  if (parts.length === 0) return undefined;
  const [least, most] = [(span.low - half) / times - known.high, (span.high + half) / times - known.low];
  return {
    figures: parts.map(({ figure }) => figure.name),
    // The points of each end at its floor and cap.
    alone: true,
    bounds: (of) => {
      const points = parts.map((part) => pointsOf(part, of(part.figure.name)));
      return parts.map((part, each) => {
        const others = points.filter((_, other) => other !== each);
        const { low, high } = points[each]!;
        return [part.figure.name, figuresOf(part, { low: Math.max(low, least - total(others, 'high')), high: Math.min(high, most - total(others, 'low')) })] as const;
      });
    },
  };
}

/** Between what the total of an enterprise lies, as far as its figures are known. */
export function totalSpan(result: EnterpriseResult, made: Parts, of: (figure: string) => Span): Span {
  const { parts, known, times, half } = pointsOfTotal(result, made);
  const points = [...parts.map((part) => pointsOf(part, of(part.figure.name))), known];
  return { low: times * total(points, 'low') - half, high: times * total(points, 'high') + half };
}

/** A total is points that follow from figures, others that are known or have some room, times what reweighting makes of them. */
function pointsOfTotal(result: EnterpriseResult, { behind, seen }: Parts) {
  const parts = behind.filter((each) => isRatio(each.result) && result.indicators.includes(each.result));
  const { times, extras, half } = outsideOfPoints(result);
  const rest = [...result.indicators.filter((each) => !parts.some((part) => part.result === each)).map((each) => (seen.has(each) ? exactly(each) : roomOf(each))), { low: extras, high: extras }];
  return { parts, times, known: { low: total(rest, 'low'), high: total(rest, 'high') }, half };
}

/** What reweighting makes of a total, the extra points before it, and how far rounding may move it. */
function outsideOfPoints({ group, extrasSum, reweighting }: EnterpriseResult) {
  const times = reweighting.toNumber();
  const decimals = group?.total.decimals ?? null;
  return { times, extras: extrasSum.toNumber() / times, half: decimals === null ? 0 : 0.5 * 10 ** -decimals };
}

/**
 * Between what the value of an indicator lies by its total.
 * @param told between what the points of another lie; undefined where only their ends are known
 */
export function valueByTotal(result: EnterpriseResult, of: IndicatorResult, told: (other: IndicatorResult) => Span | undefined): Span {
  if (!result.total || !isRatio(of)) return ANYWHERE;
  const others = result.indicators.filter((each) => each !== of).map((each) => told(each) ?? endsOf(each));
  const { times, extras, half } = outsideOfPoints(result);
  const whole = result.total.toNumber();
  const [low, high] = [(whole - half) / times - extras - total(others, 'high'), (whole + half) / times - extras - total(others, 'low')];
  return { low: low > floorOf(of) ? low / unitOf(of) : -Infinity, high: high < capOf(of) ? high / unitOf(of) : Infinity };
}

/** The points that values bring. */
export function pointsBetween(of: IndicatorResult, { low, high }: Span): Span {
  const ends = endsOf(of);
  if (!isRatio(of)) return ends;
  const [least, most] = [low, high].map((value) => Math.min(ends.high, Math.max(ends.low, unitOf(of) * value)));
  return { low: least!, high: most! };
}

/** Between which cuts a class by score says that the total lies; a class taken from an owner says nothing of one's own. */
export function classSpan({ group, initial, inheritedFrom }: EnterpriseResult): Span | undefined {
  return group && initial !== undefined && inheritedFrom === undefined ? classSpans(group).get(initial) : undefined;
}

/** Between which cuts each class by score says that a total lies; none where ranks make classes. */
export function classSpans({ classes: rule }: Group): ReadonlyMap<string, Span> {
  if (rule?.by !== 'score') return new Map();
  return new Map(rule.atLeast!.map(({ class: name, score }, at) => [name, { low: score?.toNumber() ?? -Infinity, high: rule.atLeast![at - 1]?.score?.toNumber() ?? Infinity }]));
}

function isRatio({ indicator, weight, benchmark }: IndicatorResult): boolean {
  return indicator.points?.family === 'ratio' && weight !== undefined && benchmark !== undefined && benchmark.sign > 0;
}

/** Between what the points of an indicator lie that are no multiple of its value; what stands in for a missing value is known. */
function roomOf(result: IndicatorResult): Span {
  const { value, weight, indicator: { points: rule } } = result;
  if (!value) return exactly(result);
  if (!weight || !rule) return { low: 0, high: Infinity };
  if (rule.family === 'bands') return ends(rule.bands!.map(({ points }) => points.toNumber()));
  const least = rule.family === 'min_max' ? rule.low.toNumber() / 100 : 0;
  return { low: Math.max(least, rule.floor?.toNumber() ?? 0) * weight.toNumber(), high: weight.toNumber() };
}

/** Between the points of steps; below the last there are none. */
function ends(steps: readonly number[]): Span {
  return { low: Math.min(0, ...steps), high: Math.max(0, ...steps) };
}

function exactly({ points }: IndicatorResult): Span {
  const known = points?.toNumber() ?? 0;
  return { low: known, high: known };
}

/** Between what points can lie, whatever the value. */
function endsOf(result: IndicatorResult): Span {
  return isRatio(result) ? { low: floorOf(result), high: capOf(result) } : roomOf(result);
}

function pointsOf({ result, figure }: Behind, { low, high }: Span): Span {
  const [one, other] = [figure.valueOf(Math.max(0, low)), figure.valueOf(high)].map((value) => Math.min(capOf(result), Math.max(floorOf(result), unitOf(result) * value)));
  return { low: Math.min(one!, other!), high: Math.max(one!, other!) };
}

/** The figures that bring points between these; at their ends points say no more than at least, or at most. */
function figuresOf({ result, figure }: Behind, { low, high }: Span): Span {
  const [least, most] = [low > floorOf(result) ? low / unitOf(result) : 0, high < capOf(result) ? high / unitOf(result) : Infinity];
  const [one, other] = [figure.figureOf(least), figure.figureOf(most)];
  return { low: Math.min(one, other), high: Math.max(one, other) };
}

/** The points that one of its value brings. */
function unitOf({ weight, benchmark }: IndicatorResult): number {
  return weight!.toNumber() / benchmark!.toNumber();
}

function capOf({ indicator: { points }, weight }: IndicatorResult): number {
  return (points?.cap?.toNumber() ?? Infinity) * weight!.toNumber();
}

function floorOf({ indicator: { points }, weight }: IndicatorResult): number {
  return (points?.floor?.toNumber() ?? 0) * weight!.toNumber();
}

function total(spans: readonly Span[], end: keyof Span): number {
  return spans.reduce((sum, span) => sum + span[end], 0);
}
