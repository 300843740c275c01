import { ANYWHERE, both, near, pieceAt, type Span } from '../access/span.js';
import type { ToldFigures } from '../access/told-figures.js';
import type { IndicatorResult } from '../grading/assessment.js';
import type { BenchmarkRule } from '../grading/scheme.js';
import { assessmentsBeside } from './assessments-beside.js';
import { bandPiece } from './band-piece.js';
import { figureBehind, spanBehind, type FigureBehind, type Sees } from './figure-behind.js';
import { figureHints, type FigureHints } from './figure-hints.js';
import { saidByThresholds, type Asked } from './figure-thresholds.js';
import { figuresBeside, rankTies } from './figures-beside.js';
import type { BesideTotals } from './groups-given-away.js';
import { ranksBeside } from './ranks-beside.js';
import type { SeenAssessment } from './seen.js';
import { seesOf, type SightOfRows } from './sight.js';
import { totalsTold } from './told-total.js';
import { pointsBetween, valueByTotal } from './total-tie.js';
import { sightOf } from './totals-in-force.js';

/** Of more holders, each is set beside the others by its own band and conditions alone. */
export const MOST_LOOKED_AT = 200;

/** A rule that makes a benchmark out of values. */
export type ComputedRule = Exclude<BenchmarkRule, { of: 'fixed' }>;

/** An enterprise that holds a value of an indicator. */
export interface Holder {
  readonly row: number;
  readonly result: IndicatorResult;
}

/** How a mean is looked at, and the thresholds that are told beside it. */
interface Looked {
  readonly asked: readonly Asked[];
  readonly sight: SightOfRows;
  readonly beside: BesideTotals;
}

/**
 * Whether the sum behind a mean or a ratio of sums would tell a figure of one of its holders: beside their bands and what
 * conditions say of them, and beside their totals, or their bands and ranks under every scheme, where the viewer sees those.
 */
export function leavesNoRoom(of: SeenAssessment, held: readonly Holder[], rule: ComputedRule, { asked, sight, beside }: Looked): boolean | Promise<boolean> {
  const parts = held.map((holder): Part => ({ ...holder, told: toldOfValue(of, holder, asked, seesOf(beside)), tells: () => false }));
  if (pressed(parts, rule)) return true;
  if (sight === 'NONE' || held.length > MOST_LOOKED_AT) return false;
  if (sight === 'BANDS') return besideBands(of, parts, beside).then((all) => pressed(all, rule));
  const withTotals = parts.map((part) => besideTotal(of, part, beside));
  return pressed(withTotals, rule) || besideTotals(of, withTotals, beside).then((all) => pressed(all, rule));
}

/** What one enterprise adds to a mean. */
export interface Part extends Holder {
  /** Between what its value lies by what is told beside. */
  readonly told: Span;
  /** Whether something else of the enterprise would be known if its value lay in a span. */
  tells(span: Span): boolean;
}

/** Beside the total of the enterprise, and the points of it that the viewer works out. */
function besideTotal(of: SeenAssessment, part: Part, beside: BesideTotals): Part {
  const result = of.assessment.results[part.row]!;
  const sight = sightOf(of.departmentOf, of.assessment.year, beside);
  const worksOut = ({ indicator }: IndicatorResult) => sight.sees(of.madeOf(indicator));
  const known = (each: IndicatorResult) => (worksOut(each) ? { low: each.points?.toNumber() ?? 0, high: each.points?.toNumber() ?? 0 } : undefined);
  const hidden = result.indicators.filter((each) => each !== part.result && !worksOut(each));
  return {
    ...part,
    told: both(part.told, valueByTotal(result, part.result, known)),
    tells: (span) => hidden.some((other) => isNear(valueByTotal(result, other, (each) => (each === part.result ? pointsBetween(each, span) : known(each))))),
  };
}

/** Beside the totals and classes of the enterprise under every scheme in force; of an earlier data version its own alone. */
async function besideTotals(of: SeenAssessment, parts: readonly Part[], beside: BesideTotals): Promise<readonly Part[]> {
  if (of.version !== (await beside.version())) return parts;
  const all = await assessmentsBeside(of, beside);
  const totals = await totalsTold(all, beside);
  return parts.map((part) => {
    const hints = figureHints(all, part.row, beside, { totals });
    const told = besideHints(of, part, hints, figuresBeside(hints, hints.ties));
    return { ...told, tells: (span) => part.tells(span) || told.tells(span) };
  });
}

/** Beside all bands and ranks of the enterprise, under every scheme. */
async function besideBands(of: SeenAssessment, parts: readonly Part[], beside: BesideTotals): Promise<readonly Part[]> {
  const all = await assessmentsBeside(of, beside);
  const { spanOf, untreated } = await ranksBeside(all, beside);
  return parts.map((part) => {
    const hints = figureHints(all, part.row, beside, { untreated });
    return besideHints(of, part, hints, figuresBeside(hints, [...hints.ties, ...rankTies(part.row, hints, all, spanOf)]));
  });
}

/** Beside what is known of the figures of the enterprise. */
export function besideHints(of: SeenAssessment, part: Part, hints: FigureHints, figures: ToldFigures): Part {
  const figure = hints.behind.find((each) => each.of === of && each.result === part.result)?.figure;
  if (!figure) return part;
  return { ...part, told: both(part.told, valuesOf(figure, figures.of(figure.name))), tells: (span) => figures.tells(figure.name, spanBehind(figure, span)) };
}

/** Between what a value lies by what conditions say of the figure behind it. */
function toldOfValue(of: SeenAssessment, { row, result }: Holder, asked: readonly Asked[], sees: Sees): Span {
  const figure = asked.length > 0 ? figureBehind(of, result, sees) : undefined;
  if (!figure) return ANYWHERE;
  const said = saidByThresholds(of, row, asked, new Map([[figure.name, figure.at]]), sees).filter(({ name }) => name === figure.name);
  return said.map(({ span }) => valuesOf(figure, span)).reduce(both, ANYWHERE);
}

function valuesOf({ at, valueOf }: FigureBehind, { low, high }: Span): Span {
  return ordered(valueOf(at < 0 ? low : Math.max(0, low)), valueOf(high));
}

function ordered(one: number, other: number): Span {
  return { low: Math.min(one, other), high: Math.max(one, other) };
}

function isNear({ low, high }: Span): boolean {
  return near(low, high);
}

/**
 * Whether the sum that a mean or a ratio of sums gives back, beside the band of each, tells one of them: each lies within
 * its band and where conditions say, and what the others could be more or less is all the room that it has.
 */
export function pressed(held: readonly Part[], rule: ComputedRule): boolean {
  const parts = held.map(({ result, told, tells }) => {
    const { value, denominator } = result;
    const at = value!.toNumber();
    const piece = bandPiece(result, (same) => same);
    const { low, high } = piece ? both(told, pieceAt(piece.edges, piece.inside)) : told;
    // Figures below nothing are rare, and who guesses counts on none.
    return { at, tells, high, low: at < 0 ? low : Math.max(0, low), size: rule.of === 'ratio_of_sums' ? (denominator?.toNumber() ?? 1) : 1 };
  });
  const sum = total(parts.map(({ at, size }) => at * size));
  const lows = total(parts.map(({ low, size }) => low * size));
  const bounded = parts.filter(({ high }) => high < Infinity);
  const highs = total(bounded.map(({ high, size }) => high * size));
  return parts.some(({ low, high, size, tells }) => {
    const most = low + (sum - lows) / size;
    const open = parts.length - bounded.length - (high < Infinity ? 0 : 1);
    const least = open > 0 ? -Infinity : (sum - highs) / size + (high < Infinity ? high : 0);
    const room = { low: Math.max(low, least), high: Math.min(high, most) };
    return isNear(room) || tells(room);
  });
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
