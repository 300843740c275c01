import { ToldFigures, type Tie } from '../access/told-figures.js';
import { zonesOf } from '../access/rows.js';
import type { Indicator } from '../grading/scheme.js';
import { assessmentsBeside, type OtherSchemes } from './assessments-beside.js';
import { isSeen } from './figure-behind.js';
import { figureHints } from './figure-hints.js';
import { figuresBeside, rankTies } from './figures-beside.js';
import { leadingBack } from './leading-back.js';
import { ranksBeside } from './ranks-beside.js';
import type { SeenAssessment, SeenIndicator } from './seen.js';
import { seesOf } from './sight.js';
import { sinceThen } from './since-then.js';
import type { BesideTreatments } from './told-treatments.js';

/** What the viewer may set beside an assessment. */
export interface Beside extends BesideTreatments, OtherSchemes {
  /** The data version now. */
  version(): Promise<number>;
}

const known = new WeakMap<SeenAssessment, Map<number, Promise<ToldBands>>>();

/** The bands of an enterprise that are told, and what they and all else that is told say of its figures. */
export interface ToldBands {
  readonly told: ReadonlySet<Indicator>;
  readonly figures: ToldFigures;
  /** What ties its figures together, ranks included. */
  readonly ties: readonly Tie[];
}

/**
 * Whether the band of an indicator may be told to a viewer who sees enterprises one by one but not their figures. Bands
 * that hang on the same withheld figure narrow it down together: against other benchmarks, over another denominator that
 * the viewer knows, under another scheme, at an earlier data version; and beside what is told in any case: classes by score,
 * ranks, and the conditions of overrides, states and treatments. They are told one after another, those of the scheme with the
 * most bands first, of equals of the one whose id comes first, and each only as far as every figure stays unknown.
 */
export async function bandMayBeTold({ of, indicator, result }: Pick<SeenIndicator, 'of' | 'indicator' | 'result'>, beside: Beside): Promise<boolean> {
  if (zonesOf(beside.viewer) === undefined || isSeen(of, indicator, seesOf(beside))) return true;
  if (of.version !== (await beside.version())) {
    if (!hasFixedBenchmark(indicator)) return false;
    const now = await sinceThen({ of, result }, beside);
    if (now.is === 'CORRECTED') return false;
    // Of figures that stayed as they were, what is left out now is no more told as of then.
    const its = now.is === 'SAME' ? now.result.indicators.find(({ id, value }) => id === indicator.id && value) : undefined;
    if (now.is === 'SAME' && its && !(await bandMayBeTold({ of: now.of, indicator: its.indicator, result: now.result }, beside))) return false;
  }
  return (await bandsTold(of, result.row, beside)).told.has(indicator);
}

/** The bands that are told of one enterprise under a scheme, beside those under every other. */
export function bandsTold(of: SeenAssessment, row: number, beside: Beside): Promise<ToldBands> {
  const found = known.get(of) ?? new Map<number, Promise<ToldBands>>();
  known.set(of, found);
  const told = found.get(row) ?? decided(of, row, beside);
  found.set(row, told);
  return told;
}

async function decided(of: SeenAssessment, row: number, beside: Beside): Promise<ToldBands> {
  const all = await assessmentsBeside(of, beside);
  const ranks = await ranksBeside(all, beside);
  const hints = figureHints(all, row, beside, ranks);
  const { said, bands, ties: plain } = hints;
  const ties = [...plain, ...rankTies(row, hints, all, ranks.spanOf)];
  const none = (): ToldBands => ({ told: new Set(), figures: figuresBeside({ said, bands: [] }, ties), ties });
  if (ranks.telling.has(row)) return none();
  const heardOf = new Set([...said, ...bands.map(({ figure }) => figure)].map(({ name }) => name));
  const figures = new ToldFigures(leadingBack(plain, heardOf));
  for (const { name, span } of said) figures.know(name, span);
  const heard = bands.filter(({ figure, edges, inside }) => figures.hears(figure.name, edges, inside));
  // Ranks are always told: where one would tell a figure beside the bands, the bands give way, under every scheme.
  if (figures.giveAway(leadingBack(ties, heardOf))) return none();
  return { told: new Set(heard.filter((each) => each.of === of).map(({ result }) => result.indicator)), figures, ties };
}

function hasFixedBenchmark({ points }: Indicator): boolean {
  return points?.family === 'ratio' && points.benchmark?.of === 'fixed';
}
