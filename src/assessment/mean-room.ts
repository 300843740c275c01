import { ANYWHERE, both, near, pieceAt, type Span } from '../access/span.js';
import type { ToldFigures } from '../access/told-figures.js';
import type { IndicatorResult } from '../grading/assessment.js';
import type { BenchmarkRule } from '../grading/scheme.js';
import { assessmentsBeside } from './assessments-beside.js';
import { bandPiece } from './band-piece.js';
import { figureBehind, figureName, isPlain, spanBehind, type FigureBehind, type Sees } from './figure-behind.js';
import { figureHints, type FigureHints } from './figure-hints.js';
import { saidByThresholds, type Asked } from './figure-thresholds.js';
import { figuresBeside, rankTies } from './figures-beside.js';
import type { BesideTotals } from './groups-given-away.js';
import { ranksBeside } from './ranks-beside.js';
import type { SeenAssessment } from './seen.js';
import { seesOf, type SightOfRows } from './sight.js';
import { toldNow } from './told-total.js';
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

/** What is known of one number of an enterprise by what is told beside. */
interface Room {
  /** Between what it lies. */
  readonly told: Span;
  /** Whether something else of the enterprise would be known if it lay in a span. */
  tells(span: Span): boolean;
}

/** What one enterprise adds to a mean: its value. */
export interface Part extends Holder, Room {
  /** The parts of a ratio neither of which, or of which only the numerator, is seen. */
  readonly operands?: Readonly<Record<'numerator' | 'denominator', Room & { readonly isSeen?: boolean }>>;
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

/** Beside the totals and classes of the enterprise under every scheme in force, and those not in force told before. */
async function besideTotals(of: SeenAssessment, parts: readonly Part[], beside: BesideTotals): Promise<readonly Part[]> {
  const all = await assessmentsBeside(of, beside);
  // Of an earlier data version those of now, which are of the same figures mostly: so that nothing is put on record as told.
  const totals = new Map(await Promise.all(all.map(async (each) => [each, (await toldNow(each, beside)).totals] as const)));
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
  const room: Room = { told: both(part.told, valuesOf(figure, figures.of(figure.name))), tells: (span) => figures.tells(figure.name, spanBehind(figure, span)) };
  return { ...part, ...room, operands: operandsOf(of, part.result, figure, figures) };
}

function operandsOf(of: SeenAssessment, { indicator, numerator: top, denominator: bottom }: IndicatorResult, figure: FigureBehind, figures: ToldFigures): Part['operands'] {
  if (!top || !bottom || !indicator.denominator || !isPlain(indicator)) return undefined;
  const { derived } = of.assessment.scheme;
  const [numerator, denominator] = [figureName(derived, indicator.numerator), figureName(derived, indicator.denominator)];
  // With the denominator seen, the value says all of the numerator.
  if (figure.name === numerator) return undefined;
  const unseen = (name: string): Room => ({ told: figures.of(name), tells: (span) => figures.tells(name, span) });
  const size = top.toNumber();
  return { numerator: figure.name === denominator || top.sign === 0 ? { told: { low: size, high: size }, isSeen: true, tells: () => false } : unseen(numerator), denominator: unseen(denominator) };
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
  const values = held.map(({ result, told, tells }): Added => {
    const { value, denominator } = result;
    const piece = bandPiece(result, (same) => same);
    const span = piece ? both(told, pieceAt(piece.edges, piece.inside)) : told;
    return { at: value!.toNumber(), span, tells, size: rule.of === 'ratio_of_sums' ? (denominator?.toNumber() ?? 1) : 1 };
  });
  const sum = total(values.map(({ at, size }) => at * size));
  if (tellsOne(values, { low: sum, high: sum })) return true;
  if (rule.of !== 'ratio_of_sums' || !held.some(({ operands }) => operands)) return false;
  const [above, below] = (['numerator', 'denominator'] as const).map((part) => held.map((each): Added => ({ at: each.result[part]?.toNumber() ?? 0, span: each.operands?.[part].told ?? ANYWHERE, isSeen: each.operands?.[part].isSeen, tells: (span) => each.operands?.[part].tells(span) ?? false, size: 1 })));
  const ratio = sum / total(below!.map(({ at }) => at));
  const [tops, bottoms] = [sumOf(above!), sumOf(below!)];
  return tellsOne(above!, { low: ratio * bottoms.low, high: ratio * bottoms.high }) || tellsOne(below!, { low: tops.low / ratio, high: tops.high / ratio });
}

/** One number of a sum, and how often it counts. */
interface Added {
  readonly at: number;
  readonly span: Span;
  readonly size: number;
  /** Who is told the sum sees it anyway. */
  readonly isSeen?: boolean;
  tells(span: Span): boolean;
}

/** Whether a sum tells one of its numbers, or by it something else. */
function tellsOne(added: readonly Added[], sum: Span): boolean {
  const parts = added.map((each) => ({ ...each, ...atLeastNothing(each) }));
  const lows = total(parts.map(({ low, size }) => low * size));
  const bounded = parts.filter(({ high }) => high < Infinity);
  const highs = total(bounded.map(({ high, size }) => high * size));
  return parts.some(({ low, high, size, isSeen, tells }) => {
    const most = low + (sum.high - lows) / size;
    const open = parts.length - bounded.length - (high < Infinity ? 0 : 1);
    const least = open > 0 ? -Infinity : (sum.low - highs) / size + (high < Infinity ? high : 0);
    const room = { low: Math.max(low, least), high: Math.min(high, most) };
    return !isSeen && (isNear(room) || tells(room));
  });
}

/** Between what the sum of numbers lies. */
function sumOf(added: readonly Added[]): Span {
  const parts = added.map(atLeastNothing);
  return { low: total(parts.map(({ low }) => low)), high: total(parts.map(({ high }) => high)) };
}

/** Figures below nothing are rare, and who guesses counts on none. */
function atLeastNothing({ at, span: { low, high } }: Pick<Added, 'at' | 'span'>): Span {
  return { low: at < 0 ? low : Math.max(0, low), high };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
