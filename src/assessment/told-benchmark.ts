import { seesWhatIfCountsOnly } from '../access/counts-only.js';
import { DISCLOSURE_THRESHOLD } from '../access/grants.js';
import { isGrantedOnRecord } from '../access/on-record.js';
import { zonesOf } from '../access/rows.js';
import { indicatorBand } from '../grading/indicator-band.js';
import { thresholdsIn } from '../grading/thresholds.js';
import type { Scheme } from '../grading/scheme.js';
import { standsBesideNow, type Now } from './benchmark-then.js';
import { ratioName } from './figure-behind.js';
import { thresholdsTold } from './figure-hints.js';
import { conditionsOf, type Asked } from './figure-thresholds.js';
import type { BesideFurther } from './further.js';
import type { BesideTotals } from './groups-given-away.js';
import { leavesNoRoom, type ComputedRule } from './mean-room.js';
import { meansBeside } from './means-beside.js';
import type { SeenAssessment, SeenBenchmark, SeenGroup } from './seen.js';
import { seenParts, seesOf, sightOfRows } from './sight.js';

/** Who sees bands beside it learns more from a sum over few. */
const LEAST_BESIDE_BANDS = 6;

/** What a benchmark is set beside. */
export type BesideBenchmarks = BesideTotals & Now;

const known = new WeakMap<object, Map<string, boolean | Promise<boolean>>>();

/**
 * Whether a benchmark may be told to a viewer who does not see the figures it is worked out of. One or two enterprises'
 * is theirs; the sum behind one of a few more may leave one of them no room ({@link leavesNoRoom}); a percentile is the figure
 * of one enterprise, which rank or band may point to; and a percentile that the viewer may move is one at each place.
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
  if (holders < least + meansBeside({ of, group }, id, sightOfRows(context), context)) return false;
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
    return { asked: all, written: JSON.stringify([sightOfRows(beside), isGrantedOnRecord('Grade.total', beside), seenParts(seen.of, seesOf(beside)), schemes, zonesOf(beside.viewer), all.map(([{ of: kind, id: its, side, at }]) => [kind, its, side, at.toString()])]) };
  });
  const key = `${seen.group.id} ${id} ${written}`;
  const found = of.get(key) ?? decided(seen, id, rule, { asked, beside });
  of.set(key, found);
  // At once for the rows that follow.
  if (typeof found !== 'boolean') void found.then((so) => of.set(key, so), () => of.delete(key));
  return found;
}

/** The thresholds of conditions that are told: of the scheme, of treatments, and of the other schemes, on what is made alike. */
function askedBeside(of: SeenAssessment, beside: BesideFurther): readonly Asked[] {
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
  if (rule.of !== 'percentile') return leavesNoRoom(of, held, rule, { asked, sight: sightOfRows(beside), beside });
  // A place of the values is a place of the ranks where nothing else makes them.
  const alone = group.group.indicators.length === 1;
  const candidates = held.filter(({ result: { value, benchmark } }) => indicatorBand(value, benchmark?.over(rule.times)) === 'AROUND');
  return alone || candidates.length < LEAST_BESIDE_BANDS;
}
