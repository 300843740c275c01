import { bandsTellTooMuch } from '../access/band-edges.js';
import { Refusal } from '../access/refusal.js';
import { zonesOf } from '../access/rows.js';
import type { Viewer } from '../access/viewer.js';
import type { Rational } from '../grading/rational.js';
import type { Indicator, Scheme } from '../grading/scheme.js';
import type { SeenAssessment } from './seen.js';

/** What the viewer may set beside an assessment. */
export interface Beside {
  readonly viewer: Viewer;
  /** The data version now. */
  version(): Promise<number>;
  /** The schemes that the viewer may ask for in a year. */
  schemesFor(year: number): readonly Scheme[];
  assess(schemeId: string, year: number, version: number): Promise<SeenAssessment>;
}

const known = new WeakMap<SeenAssessment, Map<Indicator, Promise<boolean>>>();

/**
 * Whether the band of an indicator may be told to a viewer who sees enterprises one by one but not their figures. Bands
 * of the same indicator against other benchmarks would narrow the figure down: those of an earlier data version, where
 * the benchmark comes from the records, and those under another scheme. Where two schemes come too close, the one that
 * tells more bands in one group is heard, of equals the one whose id comes first.
 */
export function bandMayBeTold(of: SeenAssessment, indicator: Indicator, beside: Beside): Promise<boolean> | true {
  if (zonesOf(beside.viewer) === undefined) return true;
  const found = known.get(of) ?? new Map<Indicator, Promise<boolean>>();
  known.set(of, found);
  const told = found.get(indicator) ?? decided(of, indicator, beside);
  found.set(indicator, told);
  return told;
}

async function decided(of: SeenAssessment, indicator: Indicator, beside: Beside): Promise<boolean> {
  const { scheme, year } = of.assessment;
  if (!fixedBenchmark(indicator) && of.version !== (await beside.version())) return false;
  const mine = of.assessment.groups.flatMap(({ benchmarks }) => benchmarks.filter((used) => used.indicator === indicator.id).map(({ value }) => value));
  const ahead = beside.schemesFor(year).filter((other) => comesBefore(other, scheme));
  const theirs = await Promise.all(ahead.map((other) => benchmarksOf(other, indicator, of, beside)));
  return !theirs.flat().some((benchmark) => mine.some((own) => bandsTellTooMuch([own, benchmark])));
}

/** The benchmarks under another scheme of what is worked out of the same facts; the scheme is graded only if it must be. */
async function benchmarksOf(scheme: Scheme, { numerator, denominator }: Indicator, of: SeenAssessment, beside: Beside): Promise<readonly Rational[]> {
  const facts = JSON.stringify([numerator, denominator ?? null]);
  const same = scheme.groups.flatMap(({ indicators }) => indicators).filter((each) => isBanded(each) && JSON.stringify([each.numerator, each.denominator ?? null]) === facts);
  const fixed = same.map(fixedBenchmark);
  if (!fixed.includes(undefined)) return fixed.filter((value) => value !== undefined);
  try {
    const { assessment } = await beside.assess(scheme.id, of.assessment.year, of.version);
    const ids = new Set(same.map(({ id }) => id));
    return assessment.groups.flatMap(({ benchmarks }) => benchmarks.filter((used) => ids.has(used.indicator)).map(({ value }) => value));
  } catch (error) {
    // A scheme that cannot grade this year tells no band either.
    if (error instanceof Refusal) return [];
    throw error;
  }
}

function comesBefore(a: Scheme, b: Scheme): boolean {
  if (a.id === b.id) return false;
  return bands(a) - bands(b) > 0 || (bands(a) === bands(b) && a.id < b.id);
}

function bands({ groups }: Scheme): number {
  return Math.max(0, ...groups.map(({ indicators }) => indicators.filter(isBanded).length));
}

function isBanded({ points }: Indicator): boolean {
  return points?.family === 'ratio';
}

function fixedBenchmark({ points }: Indicator): Rational | undefined {
  return points?.family === 'ratio' && points.benchmark?.of === 'fixed' ? points.benchmark.value : undefined;
}
