import { zonesOf } from '../access/rows.js';
import type { Assessment } from '../grading/assessment.js';
import { figureHints, type FigureHints } from './figure-hints.js';
import { figuresBeside, rankTies, type SpanOf } from './figures-beside.js';
import { inTurns, ordersOf, settle, sourcesOf, spansIn, weigh, type Order } from './orders.js';
import type { SeenAssessment } from './seen.js';
import { treatmentConditions, type BesideTreatments } from './told-treatments.js';

/** Bands that tell on others are left out, and it is looked again; after so often all are. */
const MOST_LOOKS = 20;

/** What ranks say of totals, beside bands and conditions. */
export interface RanksBeside {
  readonly spanOf: SpanOf;
  /** Those whose own bands would tell a figure of another, whose rank is beside theirs. */
  readonly telling: ReadonlySet<number>;
  /** Those whose treatments would tell a figure of them or of others beside ranks, with bands left out. */
  readonly untreated: ReadonlySet<number>;
}

/** An assessment outlives the request: what it says beside others is worked out once for viewers of the same zones. */
const worked = new WeakMap<Assessment, Map<string, Promise<RanksBeside>>>();

/**
 * What the ranks of enterprises say of their totals, beside all bands of the others that the viewer sees: no higher than any
 * above it, no lower than any below. What that says of their figures narrows other totals in turn, under every scheme, until
 * nothing moves. Where a figure would be known with all bands of its own enterprise left out, those of the neighbours who
 * tell it are left out too; where it still would, its own treatments, and then theirs.
 * @param all the assessments under every scheme that the viewer may ask for, in an order that does not hang on which of them is asked
 */
export function ranksBeside(all: readonly SeenAssessment[], beside: BesideTreatments): Promise<RanksBeside> {
  const kept = worked.get(all[0]!.assessment) ?? new Map<string, Promise<RanksBeside>>();
  worked.set(all[0]!.assessment, kept);
  const key = beside.kept(all[0]!, 'rank spans', () => JSON.stringify([zonesOf(beside.viewer), all.map((each) => [each.scheme.digest, each.version, treatmentConditions(each, beside)])]));
  const known = kept.get(key);
  if (known) return known;
  const found = workedOut(all, beside);
  kept.set(key, found);
  found.catch(() => kept.delete(key));
  return found;
}

async function workedOut(all: readonly SeenAssessment[], beside: BesideTreatments): Promise<RanksBeside> {
  const known = new Map<number, FigureHints>();
  const hintsOf = (row: number) => {
    const found = known.get(row) ?? figureHints(all, row, beside, { untreated });
    known.set(row, found);
    return found;
  };
  const isTreated = (row: number) => (hintsOf(row).treated?.length ?? 0) > 0;
  const telling = new Set<number>();
  const untreated = new Set<number>();
  for (let look = 0; ; look += 1) {
    const orders = all.flatMap((of) => ordersOf(of, beside));
    const open = [...new Set(orders.flatMap(({ known: fixed, ladder }) => (fixed ? [] : ladder.flat())))];
    await settle(orders, open, (row) => weigh(row, hintsOf(row), telling.has(row), all, orders));
    const [more, most]: [number[], number[]] = [[], []];
    for await (const row of inTurns(open)) {
      if (!isGivenAway(row, hintsOf(row), all, orders)) continue;
      const sources = sourcesOf(row, orders);
      const speaking = sources.filter((source) => !telling.has(source));
      if (speaking.length > 0) more.push(...speaking);
      else most.push(...(isTreated(row) ? [row] : sources.filter(isTreated)));
    }
    if (more.length + most.length === 0 || look > MOST_LOOKS) return { telling, untreated, spanOf: spansIn(orders) };
    for (const row of look < MOST_LOOKS ? more : open) telling.add(row);
    for (const row of most) {
      untreated.add(row);
      known.delete(row);
    }
  }
}

/** Whether a figure of an enterprise would be known with all its own bands left out. */
function isGivenAway(row: number, hints: FigureHints, all: readonly SeenAssessment[], orders: readonly Order[]): boolean {
  const figures = figuresBeside({ ...hints, bands: [] }, hints.ties);
  return figures.giveAway([...hints.ties, ...rankTies(row, hints, all, spansIn(orders))]);
}
