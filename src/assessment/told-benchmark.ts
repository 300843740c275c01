import { seesWhatIfCountsOnly } from '../access/counts-only.js';
import { DISCLOSURE_THRESHOLD } from '../access/grants.js';
import { ANYWHERE, both, near, type Span } from '../access/span.js';
import { zonesOf } from '../access/rows.js';
import type { IndicatorResult } from '../grading/assessment.js';
import { indicatorBand, BAND_EDGES } from '../grading/indicator-band.js';
import { thresholdsIn } from '../grading/thresholds.js';
import type { BenchmarkRule, Scheme } from '../grading/scheme.js';
import { assessmentsBeside, type OtherSchemes } from './assessments-beside.js';
import { standsBesideNow, type Now } from './benchmark-then.js';
import { figureBehind, ratioName, type FigureBehind } from './figure-behind.js';
import { thresholdsTold } from './figure-hints.js';
import { conditionsOf, saidByThresholds, type Asked } from './figure-thresholds.js';
import { figuresBeside } from './figures-beside.js';
import { ranksBeside } from './rank-span.js';
import type { SeenAssessment, SeenBenchmark, SeenGroup } from './seen.js';
import type { BesideTreatments } from './told-treatments.js';
import { pointsBetween, valueByTotal } from './total-tie.js';
import { sightOf, type BesideTotal } from './totals-in-force.js';

/** Who sees bands beside it learns more from a sum over few. */
const LEAST_BESIDE_BANDS = 6;

/** Beside more, one can be told by the others no more closely than each of them is told. */
const MOST_LOOKED_AT = 200;

/** What a benchmark is set beside. */
export type BesideBenchmarks = BesideTreatments & BesideTotal & OtherSchemes & Now;

const known = new WeakMap<object, Map<string, boolean | Promise<boolean>>>();

/**
 * Whether a benchmark may be told to a viewer who does not see the figures it is worked out of. One or two enterprises'
 * is theirs; the sum behind one of a few more, beside their bands and what conditions say of them, may leave one of them no room; a percentile is the
 * figure of one enterprise, which rank or band may point to; and a percentile that the viewer may move is one at each place.
 * Of an earlier data version, it is set beside today's.
 */
export function benchmarkMayBeTold(benchmark: SeenBenchmark, context: BesideBenchmarks): boolean | Promise<boolean> {
  const { seen: { of, group }, indicator: id, holders, value } = benchmark;
  const indicator = group.group.indicators.find((each) => each.id === id);
  const rule = indicator?.points?.family === 'ratio' ? indicator.points.benchmark : null;
  if (!indicator || !rule || rule.of === 'fixed') return true;
  const madeOf = of.madeOf(indicator);
  if (context.may(context.viewer, 'READ', { coordinate: 'IndicatorResult.value', madeOf }).granted) return true;
  const amended = of.base && seesWhatIfCountsOnly(context) ? of.base : undefined;
  const least = zonesOf(context.viewer) === undefined ? DISCLOSURE_THRESHOLD : LEAST_BESIDE_BANDS;
  if (holders < least) return false;
  const alone = pointsToOne({ of, group }, id, rule, context);
  if (alone === true) return false;
  if (amended && rule.of === 'percentile') {
    const before = amended.assessment.groups.find(({ id: its }) => its === group.id)?.benchmarks.find((used) => used.indicator === id);
    if (!before?.value.equals(value)) return false;
  }
  return alone === false ? standsBesideNow(benchmark, rule, context) : alone.then((one) => !one && standsBesideNow(benchmark, rule, context));
}

/** The value if it may be told: at once where that is known at once, as for every row of a page. */
export function ifTold<T>(told: boolean | Promise<boolean>, value: T): T | null | Promise<T | null> {
  return typeof told === 'boolean' ? (told ? value : null) : told.then((so) => (so ? value : null));
}

function pointsToOne(seen: SeenGroup, id: string, rule: ComputedRule, beside: BesideBenchmarks): boolean | Promise<boolean> {
  const of = known.get(seen.of.assessment) ?? new Map<string, boolean | Promise<boolean>>();
  known.set(seen.of.assessment, of);
  const { asked, written } = beside.kept(seen.of, 'thresholds beside benchmarks', () => {
    const all = askedBeside(seen.of, beside);
    const schemes = beside.schemesFor(seen.of.assessment.year).map(({ id: its }) => its);
    return { asked: all, written: JSON.stringify([sightOfRows(beside), schemes, zonesOf(beside.viewer), all.map(([{ of: kind, id: its, side, at }]) => [kind, its, side, at.toString()])]) };
  });
  const key = `${seen.group.id} ${id} ${written}`;
  const found = of.get(key) ?? decided(seen, id, rule, { asked, beside });
  of.set(key, found);
  // At once for the rows that follow.
  if (typeof found !== 'boolean') void found.then((so) => of.set(key, so), () => of.delete(key));
  return found;
}

/** What is known of single enterprises beside a mean. */
function sightOfRows({ viewer, may }: BesideBenchmarks): 'BANDS' | 'TOTALS' | 'NONE' {
  if (zonesOf(viewer) !== undefined) return 'BANDS';
  return may(viewer, 'READ', { coordinate: 'Grade.total' }).granted ? 'TOTALS' : 'NONE';
}

type ComputedRule = Exclude<BenchmarkRule, { of: 'fixed' }>;

/** The thresholds of conditions that are told: of the scheme, of treatments, and of the other schemes, on what is made alike. */
function askedBeside(of: SeenAssessment, beside: BesideTreatments): readonly Asked[] {
  const { scheme, year } = of.assessment;
  const indicators = (each: Scheme) => each.groups.flatMap((group) => group.indicators.map((indicator) => ({ indicator, name: ratioName(each.derived, indicator) })));
  const others = beside.schemesFor(year).filter(({ id }) => id !== scheme.id).flatMap((other) =>
    conditionsOf(other).flatMap(thresholdsIn).flatMap((threshold): Asked[] => {
      if (threshold.of === 'fact') return [[threshold, other.derived]];
      const names = indicators(other).flatMap(({ indicator, name }) => (indicator.id === threshold.id ? [name] : []));
      return indicators(scheme).flatMap(({ indicator: { id }, name }) => (names.includes(name) ? [[{ ...threshold, id }, scheme.derived]] : []));
    }),
  );
  return [...thresholdsTold(of, beside), ...others];
}

interface Decided {
  readonly asked: readonly Asked[];
  readonly beside: BesideBenchmarks;
}

function decided({ of, group }: SeenGroup, id: string, rule: ComputedRule, { asked, beside }: Decided): boolean | Promise<boolean> {
  if (rule.year === 'previous') return false;
  const held = of.assessment.results.flatMap(({ group: its, indicators, row }) => (its === group.group ? indicators.filter((each) => each.id === id && each.value).map((result) => ({ row, result })) : []));
  if (rule.of !== 'percentile') {
    const parts = held.map(({ row, result }): Part => ({ row, result, told: toldOfValue(of, row, result, asked), tells: () => false }));
    const sight = sightOfRows(beside);
    if (leavesNoRoom(parts, rule)) return true;
    if (sight === 'NONE' || held.length > MOST_LOOKED_AT) return false;
    if (sight === 'TOTALS') return leavesNoRoom(parts.map((part) => besideTotal(of, part, beside)), rule);
    return leavesNoRoomBesideBands(of, parts, rule, beside);
  }
  // A place of the values is a place of the ranks where nothing else makes them.
  const alone = group.group.indicators.length === 1;
  const candidates = held.filter(({ result: { value, benchmark } }) => indicatorBand(value, benchmark?.over(rule.times)) === 'AROUND');
  return alone || candidates.length < LEAST_BESIDE_BANDS;
}

/** What one enterprise adds to a mean. */
interface Part {
  readonly row: number;
  readonly result: IndicatorResult;
  /** Between what its value lies by what is told beside. */
  readonly told: Span;
  /** Whether something else of the enterprise would be known if its value lay in a span. */
  tells(span: Span): boolean;
}

/** Beside the total of the enterprise, and the points of it that the viewer works out. */
function besideTotal(of: SeenAssessment, part: Part, beside: BesideBenchmarks): Part {
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

async function leavesNoRoomBesideBands(of: SeenAssessment, parts: readonly Part[], rule: ComputedRule, beside: BesideBenchmarks): Promise<boolean> {
  const all = await assessmentsBeside(of, beside);
  const ranks = await ranksBeside(all, beside);
  return leavesNoRoom(parts.map((part) => besideBands(of, part, figuresBeside(part.row, all, ranks, beside))), rule);
}

/** Beside all bands and ranks of the enterprise, under every scheme. */
function besideBands(of: SeenAssessment, part: Part, { hints, figures }: ReturnType<typeof figuresBeside>): Part {
  const figure = hints.behind.find((each) => each.of === of && each.result === part.result)?.figure;
  if (!figure) return part;
  return { ...part, told: both(part.told, valuesOf(figure, figures.of(figure.name))), tells: ({ low, high }) => figures.tells(figure.name, ordered(figure.figureOf(Math.max(0, low)), figure.figureOf(high))) };
}

/** Between what a value lies by what conditions say of the figure behind it. */
function toldOfValue(of: SeenAssessment, row: number, result: IndicatorResult, asked: readonly Asked[]): Span {
  const figure = asked.length > 0 ? figureBehind(of, result) : undefined;
  const said = figure && saidByThresholds(of, row, asked, new Map([[figure.name, figure.at]])).find(({ name }) => name === figure.name);
  if (!said) return ANYWHERE;
  return valuesOf(figure, said.span);
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
function leavesNoRoom(held: readonly Part[], rule: ComputedRule): boolean {
  const parts = held.map(({ result: { value, benchmark, denominator }, told, tells }) => {
    const [at, by] = [value!.toNumber(), benchmark!.toNumber()];
    const edges = [-Infinity, ...BAND_EDGES.map((edge) => edge.toNumber() * by), Infinity];
    const above = edges.findIndex((edge) => at < edge);
    // Figures below nothing are rare, and who guesses counts on none.
    const low = Math.max(told.low, at < 0 ? edges[above - 1]! : Math.max(0, edges[above - 1]!));
    return { at, low, tells, high: Math.min(told.high, edges[above]!), size: rule.of === 'ratio_of_sums' ? (denominator?.toNumber() ?? 1) : 1 };
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
