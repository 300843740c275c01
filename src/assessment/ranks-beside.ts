import { zonesOf } from '../access/rows.js';
import type { Assessment } from '../grading/assessment.js';
import type { Group } from '../grading/scheme.js';
import { figureHints, type FigureHints } from './figure-hints.js';
import type { BesideFurther } from './further.js';
import { figuresBeside, rankTies, type SpanOf } from './figures-beside.js';
import { inTurns, ordersOf, settle, sourcesOf, spansIn, weigh, type Order } from './orders.js';
import type { SeenAssessment } from './seen.js';
import { treatmentConditions } from './told-treatments.js';

/** Bands that tell on others are left out, and it is looked again; after so often all are. */
const MOST_LOOKS = 20;

/** What ranks say of totals, beside bands and conditions. */
export interface RanksBeside {
  readonly spanOf: SpanOf;
  /** Those whose own bands would tell a figure of another, whose rank is beside theirs. */
  readonly telling: ReadonlySet<number>;
  /** Those whose treatments would tell a figure of them or of others beside ranks, with bands left out. */
  readonly untreated: ReadonlySet<number>;
  /** The groups whose ranks would tell a figure beside classes alone. */
  readonly unranked: ReadonlySet<Group>;
}

/** An assessment outlives the request: what it says beside others is worked out once for viewers of the same zones. */
const worked = new WeakMap<Assessment, Map<string, Promise<RanksBeside>>>();

/**
 * What the ranks of enterprises say of their totals, beside all bands of the others that the viewer sees: no higher than any
 * above it, no lower than any below. What that says of their figures narrows other totals in turn, under every scheme, until
 * nothing moves. Where a figure would be known with all bands of its own enterprise left out, those of the neighbours who
 * tell it are left out too; where it still would, its own treatments, then theirs, and in the end the ranks of its group.
 * @param all the assessments under every scheme that the viewer may ask for, in an order that does not hang on which of them is asked
 */
export function ranksBeside(all: readonly SeenAssessment[], beside: BesideFurther): Promise<RanksBeside> {
  const kept = worked.get(all[0]!.assessment) ?? new Map<string, Promise<RanksBeside>>();
  worked.set(all[0]!.assessment, kept);
  const key = beside.kept(all[0]!, 'rank spans', () => JSON.stringify([zonesOf(beside.viewer), all.map((each) => [each.scheme.digest, each.version, treatmentConditions(each, beside), [...(each.unclassed ?? [])]])]));
  const known = kept.get(key);
  if (known) return known;
  const found = workedOut(all, beside);
  kept.set(key, found);
  found.catch(() => kept.delete(key));
  return found;
}

async function workedOut(all: readonly SeenAssessment[], beside: BesideFurther): Promise<RanksBeside> {
  const known = new Map<number, FigureHints>();
  const hintsOf = (row: number) => {
    const found = known.get(row) ?? figureHints(all, row, beside, { untreated });
    known.set(row, found);
    return found;
  };
  const isTreated = (row: number) => (hintsOf(row).treated?.length ?? 0) > 0;
  const telling = new Set<number>();
  const untreated = new Set<number>();
  const unranked = new Set<Group>();
  for (let look = 0; ; look += 1) {
    const orders = all.flatMap((of) => ordersOf(of, beside)).filter(({ group }) => !unranked.has(group));
    const open = [...new Set(orders.flatMap(({ known: fixed, ladder }) => (fixed ? [] : ladder.flat())))];
    await settle(orders, open, (row) => weigh(row, hintsOf(row), telling.has(row), all, orders));
    const [more, most, last]: [number[], number[], Group[]] = [[], [], []];
    for await (const row of inTurns(open)) {
      if (!isGivenAway(row, hintsOf(row), all, orders)) continue;
      const sources = sourcesOf(row, orders);
      const speaking = sources.filter((source) => !telling.has(source));
      const treated = isTreated(row) ? [row] : sources.filter(isTreated);
      if (speaking.length > 0) more.push(...speaking);
      else if (treated.length > 0) most.push(...treated);
      else last.push(...orders.filter(({ spans }) => spans.has(row)).slice(-1).map(({ group }) => group));
    }
    if (more.length + most.length + last.length === 0) return { telling, untreated, unranked, spanOf: spansIn(orders) };
    for (const row of look < MOST_LOOKS ? more : open) telling.add(row);
    for (const row of most) {
      untreated.add(row);
      known.delete(row);
    }
    if (last.length === 0 || (more.length + most.length > 0 && look < MOST_LOOKS)) continue;
    // Without the ranks of a group, what gave way to them is looked at anew.
    for (const group of last) unranked.add(group);
    for (const each of [telling, untreated, known]) each.clear();
    look = -1;
  }
}

/** Whether a figure of an enterprise would be known with all its own bands left out. */
function isGivenAway(row: number, hints: FigureHints, all: readonly SeenAssessment[], orders: readonly Order[]): boolean {
  const figures = figuresBeside({ ...hints, bands: [] }, hints.ties);
  return figures.giveAway([...hints.ties, ...rankTies(row, hints, all, spansIn(orders))]);
}
