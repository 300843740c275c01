import { ANYWHERE, both, pieceAt, still, type Span } from '../access/span.js';
import { zonesOf } from '../access/rows.js';
import { ToldFigures } from '../access/told-figures.js';
import type { Assessment } from '../grading/assessment.js';
import { figureHints, type FigureHints } from './figure-hints.js';
import { ladderOf, spansByOrder, type Ladder } from './ladder.js';
import type { SeenAssessment } from './seen.js';
import { thereFor } from './there.js';
import { treatmentConditions, type BesideTreatments } from './told-treatments.js';
import { totalSpan, totalTie } from './total-tie.js';

/** Of more enterprises than this, totals are reckoned with as known: they follow closely from the bands and ranks of so many. */
const MOST_WEIGHED = 3000;
/** What a rank says goes from neighbour to neighbour; after so many rounds nothing moves that would tell a figure. */
const MOST_ROUNDS = 60;

/** The order of one group under a scheme. */
interface Order {
  readonly of: SeenAssessment;
  readonly ladder: Ladder;
  /** Between what each total lies by what is told of the enterprise. */
  readonly totals: Map<number, Span>;
  /** Whether totals are reckoned with as known. */
  readonly known: boolean;
  /** Between what it lies by the totals of the others. */
  spans: ReadonlyMap<number, Span>;
}

type SpansOfSchemes = ReadonlyMap<Assessment, ReadonlyMap<number, Span>>;

/** An assessment outlives the request: what it says beside others is worked out once for viewers of the same zones. */
const worked = new WeakMap<Assessment, Map<string, SpansOfSchemes>>();

/**
 * Between what the rank of an enterprise says that its total lies, beside all bands of the others that the viewer sees: no
 * higher than any above it, no lower than any below. What that says of their figures narrows other totals in turn, under
 * every scheme, until nothing moves. The order of a group that one indicator ranks says how figures stand to each other, not
 * how large they are.
 * @param all the assessments under every scheme that the viewer may ask for, in an order that does not hang on which of them is asked
 */
export function rankSpan(of: SeenAssessment, row: number, all: readonly SeenAssessment[], beside: BesideTreatments): Span | undefined {
  const { group, rank, indicators } = of.assessment.results[row]!;
  if (!group || rank === undefined || indicators.length < 2) return undefined;
  const kept = worked.get(all[0]!.assessment) ?? new Map<string, SpansOfSchemes>();
  worked.set(all[0]!.assessment, kept);
  const key = beside.kept(all[0]!, 'rank spans', () => JSON.stringify([zonesOf(beside.viewer), all.map((each) => [each.scheme.digest, each.version, treatmentConditions(each, beside)])]));
  const found = kept.get(key) ?? spansOf(all, beside);
  kept.set(key, found);
  return found.get(of.assessment)?.get(row);
}

function spansOf(all: readonly SeenAssessment[], beside: BesideTreatments): SpansOfSchemes {
  const orders = all.flatMap((of) => ordersOf(of, beside));
  const hints = new Map<number, FigureHints>();
  const hintsOf = (row: number) => {
    const found = hints.get(row) ?? figureHints(all, row, beside);
    hints.set(row, found);
    return found;
  };
  const open = new Set(orders.flatMap(({ known, ladder }) => (known ? [] : ladder.flat())));
  let moved = open;
  for (let round = 0; round === 0 || (moved.size > 0 && round < MOST_ROUNDS); round += 1) {
    for (const row of moved) weigh(row, hintsOf(row), orders);
    moved = new Set(orders.flatMap(reordered).filter((row) => open.has(row)));
  }
  return new Map(all.map(({ assessment }) => [assessment, new Map(orders.filter(({ of }) => of.assessment === assessment).flatMap(({ spans }) => [...spans]))]));
}

function ordersOf(of: SeenAssessment, { viewer }: BesideTreatments): Order[] {
  const { groups, results } = of.assessment;
  return groups.flatMap(({ group }) => {
    if (group.indicators.length < 2) return [];
    const totals = new Map(results.flatMap(({ row, group: its, rank, total }) => (its === group && rank !== undefined && total && thereFor(viewer, of, row) ? [[row, total.toNumber()] as const] : [])));
    const known = totals.size > MOST_WEIGHED;
    return [{ of, ladder: ladderOf(totals), known, totals: new Map([...totals].map(([row, total]) => [row, known ? { low: total, high: total } : ANYWHERE])), spans: new Map() }];
  });
}

/** Works out between what the totals of an enterprise lie by its bands and by what its ranks say so far. */
function weigh(row: number, { said, bands, behind, ties }: FigureHints, orders: readonly Order[]): void {
  const its = orders.filter(({ totals }) => totals.has(row)).map((order) => ({ order, result: order.of.assessment.results[row]!, parts: behind.filter(({ of }) => of === order.of) }));
  const figures = new ToldFigures([...ties, ...its.flatMap(({ order, result, parts }) => totalTie(result, parts, () => order.spans.get(row)) ?? [])]);
  for (const { name, span } of said) figures.know(name, span);
  for (const { figure, edges } of bands) figures.know(figure.name, pieceAt(edges, figure.at));
  for (const { order, result, parts } of its) if (!order.known) order.totals.set(row, totalSpan(result, parts, (name) => figures.of(name)));
}

/** Puts the totals of an order beside each other. @returns the rows of which that says more than before */
function reordered(order: Order): number[] {
  const before = order.spans;
  order.spans = spansByOrder(order.ladder, (row) => order.totals.get(row)!);
  return [...order.spans].flatMap(([row, now]) => (moves(before.get(row) ?? ANYWHERE, now, order.totals.get(row)!) ? [row] : []));
}

/** Whether a bound tells more of a total that lies in a span anyway. */
function moves(before: Span, now: Span, anyway: Span): boolean {
  const [old, fresh] = [both(before, anyway), both(now, anyway)];
  return !still(old.low, fresh.low) || !still(old.high, fresh.high);
}
