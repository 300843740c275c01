import { ToldFigures } from '../access/told-figures.js';
import { zonesOf } from '../access/rows.js';
import type { Indicator } from '../grading/scheme.js';
import { assessmentsBeside, type OtherSchemes } from './assessments-beside.js';
import { figureHints } from './figure-hints.js';
import { rankTies } from './figures-beside.js';
import { leadingBack } from './leading-back.js';
import { ranksBeside } from './ranks-beside.js';
import type { SeenAssessment, SeenIndicator } from './seen.js';
import type { BesideTreatments } from './told-treatments.js';

/** What the viewer may set beside an assessment. */
export interface Beside extends BesideTreatments, OtherSchemes {
  /** The data version now. */
  version(): Promise<number>;
}

type Told = ReadonlySet<Indicator>;

const known = new WeakMap<SeenAssessment, Map<number, Promise<Told>>>();

/**
 * Whether the band of an indicator may be told to a viewer who sees enterprises one by one but not their figures. Bands
 * that hang on the same withheld figure narrow it down together: against other benchmarks, over another denominator that
 * the viewer knows, under another scheme, at an earlier data version; and beside what is told in any case: classes by score,
 * ranks, and the conditions of overrides, states and treatments. They are told one after another, those of the scheme with the
 * most bands first, of equals of the one whose id comes first, and each only as far as every figure stays unknown.
 */
export async function bandMayBeTold({ of, indicator, result }: Pick<SeenIndicator, 'of' | 'indicator' | 'result'>, beside: Beside): Promise<boolean> {
  if (zonesOf(beside.viewer) === undefined) return true;
  const { row, creditCode } = result;
  const version = await beside.version();
  if (of.version !== version) {
    if (!hasFixedBenchmark(indicator)) return false;
    // Of a figure that stayed as it was, what is left out now is no more told as of then.
    const now = await beside.assess(of.assessment.scheme.id, of.assessment.year, version);
    const same = now.assessment.results[now.directory.row(creditCode) ?? -1];
    const its = same?.indicators.find(({ id, value }) => id === indicator.id && value);
    if (same && its && !(await bandMayBeTold({ of: now, indicator: its.indicator, result: same }, beside))) return false;
  }
  const found = known.get(of) ?? new Map<number, Promise<Told>>();
  known.set(of, found);
  const told = found.get(row) ?? toldOf(of, row, beside);
  found.set(row, told);
  return (await told).has(indicator);
}

async function toldOf(of: SeenAssessment, row: number, beside: Beside): Promise<Told> {
  const all = await assessmentsBeside(of, beside);
  const ranks = await ranksBeside(all, beside);
  if (ranks.telling.has(row)) return new Set();
  const hints = figureHints(all, row, beside);
  const { said, bands, ties } = hints;
  const heardOf = new Set([...said, ...bands.map(({ figure }) => figure)].map(({ name }) => name));
  const figures = new ToldFigures(leadingBack(ties, heardOf));
  for (const { name, span } of said) figures.know(name, span);
  const heard = bands.filter(({ figure, edges, inside }) => figures.hears(figure.name, edges, inside));
  const ranked = rankTies(row, hints, all, ranks.spanOf);
  // Ranks are always told: where one would tell a figure beside the bands, the bands give way, under every scheme.
  if (figures.giveAway(leadingBack([...ties, ...ranked], heardOf))) return new Set();
  return new Set(heard.filter((each) => each.of === of).map(({ result }) => result.indicator));
}

function hasFixedBenchmark({ points }: Indicator): boolean {
  return points?.family === 'ratio' && points.benchmark?.of === 'fixed';
}
