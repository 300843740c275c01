import { zonesOf } from '../access/rows.js';
import { revealing } from '../access/told-span.js';
import type { Viewer } from '../access/viewer.js';
import type { GroupResult, IndicatorResult } from '../grading/assessment.js';
import type { Rational } from '../grading/rational.js';
import type { BenchmarkRule } from '../grading/scheme.js';
import { assessedOrNone } from './assessments-beside.js';
import type { SeenAssessment, SeenBenchmark } from './seen.js';

/** Who sets a benchmark of an earlier data version beside what. */
export interface Now {
  readonly viewer: Viewer;
  /** The data version now. */
  readonly currentVersion: number;
  assess(scheme: string, year: number, version: number): Promise<SeenAssessment>;
}

const known = new WeakMap<object, Map<string, Promise<boolean>>>();

/**
 * Whether a benchmark that was worked out of an earlier data version gives no figure back beside today's: the two are of
 * the same figures, or more enterprises' changed between them than one or two, of whom none rules the difference. A percentile
 * is one enterprise's figure, another at each version: told where it is today's. So is any benchmark to who sees classes and
 * ranks of single enterprises: those of then would bound, by another benchmark, figures that stayed as they were.
 */
export function standsBesideNow({ seen: { of, group }, indicator, value }: SeenBenchmark, rule: Exclude<BenchmarkRule, { of: 'fixed' }>, beside: Now): boolean | Promise<boolean> {
  if (of.version === beside.currentVersion) return true;
  const found = known.get(of) ?? new Map<string, Promise<boolean>>();
  known.set(of, found);
  const key = `${group.id} ${indicator} ${seesSingleOnes(beside)}`;
  const stands = found.get(key) ?? decided(of, group, { indicator, value }, rule, beside);
  found.set(key, stands);
  return stands;
}

async function decided(of: SeenAssessment, group: GroupResult, { indicator, value }: { indicator: string; value: Rational }, rule: Exclude<BenchmarkRule, { of: 'fixed' }>, beside: Now): Promise<boolean> {
  const [now] = await assessedOrNone((of.base?.scheme ?? of.scheme).digest, { year: of.assessment.year, version: beside.currentVersion }, beside.assess);
  const then = of.base?.assessment.groups.find(({ id }) => id === group.id) ?? group;
  const its = (each: GroupResult | undefined) => each?.benchmarks.find((used) => used.indicator === indicator)?.value;
  // What an amendment made of it is set beside nothing: as the scheme has it, or not at all.
  if (!its(then)?.equals(value)) return false;
  const today = now?.assessment.groups.find(({ id }) => id === group.id);
  if (!now || !today) return false;
  const asToday = its(today)?.equals(value) ?? false;
  if (rule.of === 'percentile' || rule.year === 'previous') return asToday;
  if (seesSingleOnes(beside) && !asToday) return false;
  const [before, after] = [held(of.base ?? of, then, indicator), held(now, today, indicator)];
  const figures: ((each: IndicatorResult) => Rational | undefined)[] = rule.of === 'mean_of_ratios' ? [({ value: its }) => its] : [({ numerator }) => numerator, ({ denominator }) => denominator];
  // The same benchmark tells as much as another one: a newcomer that leaves a mean as it was has the mean itself.
  return figures.every((figure) => !revealing(changes(before, after, figure)));
}

function seesSingleOnes({ viewer }: Now): boolean {
  return zonesOf(viewer) !== undefined;
}

type Held = ReadonlyMap<string, IndicatorResult>;

/** The holders of an indicator's value, by credit code. */
function held({ assessment }: SeenAssessment, { group }: GroupResult, indicator: string): Held {
  return new Map(assessment.results.flatMap((result) => {
    const found = result.group === group ? result.indicators.find(({ id, value }) => id === indicator && value) : undefined;
    return found ? [[result.creditCode, found] as const] : [];
  }));
}

/** By how much each enterprise's figure changed; who joined or left counts with the whole of it. */
function changes(before: Held, after: Held, figure: (each: IndicatorResult) => Rational | undefined): number[] {
  const of = (each: IndicatorResult | undefined) => (each && figure(each))?.toNumber() ?? 0;
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((code) => Math.abs(of(after.get(code)) - of(before.get(code))))
    .filter((change) => change > 0);
}
