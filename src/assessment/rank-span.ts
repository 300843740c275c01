import { setImmediate as nextTurn } from 'node:timers/promises';
import { ANYWHERE, both, pieceAt, still, type Span } from '../access/span.js';
import { zonesOf } from '../access/rows.js';
import { ToldFigures, type Tie } from '../access/told-figures.js';
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
/** Bands that tell on others are left out, and it is looked again; after so often all are. */
const MOST_LOOKS = 20;

const AT_ONCE = 50;

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

/** What ranks say of totals, beside bands and conditions. */
export interface RanksBeside {
  /** Between what the total of an enterprise lies by its rank; undefined where a rank says nothing of it. */
  spanOf(of: SeenAssessment, row: number): Span | undefined;
  /** Those whose own bands would tell a figure of another, whose rank is beside theirs. */
  readonly telling: ReadonlySet<number>;
}

/** An assessment outlives the request: what it says beside others is worked out once for viewers of the same zones. */
const worked = new WeakMap<Assessment, Map<string, Promise<RanksBeside>>>();

/**
 * What the ranks of enterprises say of their totals, beside all bands of the others that the viewer sees: no higher than any
 * above it, no lower than any below. What that says of their figures narrows other totals in turn, under every scheme, until
 * nothing moves. Where a figure would be known with all bands of its own enterprise left out, those of the neighbours who
 * tell it are left out too.
 * @param all the assessments under every scheme that the viewer may ask for, in an order that does not hang on which of them is asked
 */
export function ranksBeside(all: readonly SeenAssessment[], beside: BesideTreatments): Promise<RanksBeside> {
  const kept = worked.get(all[0]!.assessment) ?? new Map<string, Promise<RanksBeside>>();
  worked.set(all[0]!.assessment, kept);
  const key = beside.kept(all[0]!, 'rank spans', () => JSON.stringify([zonesOf(beside.viewer), all.map((each) => [each.scheme.digest, each.version, treatmentConditions(each, beside)])]));
  const found = kept.get(key) ?? workedOut(all, beside);
  kept.set(key, found);
  found.catch(() => kept.delete(key));
  return found;
}

async function workedOut(all: readonly SeenAssessment[], beside: BesideTreatments): Promise<RanksBeside> {
  const known = new Map<number, FigureHints>();
  const hintsOf = (row: number) => {
    const found = known.get(row) ?? figureHints(all, row, beside);
    known.set(row, found);
    return found;
  };
  const telling = new Set<number>();
  for (let look = 0; ; look += 1) {
    const orders = all.flatMap((of) => ordersOf(of, beside));
    const open = [...new Set(orders.flatMap(({ known: fixed, ladder }) => (fixed ? [] : ladder.flat())))];
    await settle(orders, open, hintsOf, telling);
    const more: number[] = [];
    for await (const row of inTurns(open)) if (isGivenAway(row, hintsOf(row), orders)) more.push(...sourcesOf(row, orders).filter((source) => !telling.has(source)));
    for (const row of look < MOST_LOOKS ? more : open) telling.add(row);
    if (more.length === 0 || look > MOST_LOOKS) return { telling, spanOf: (of, row) => orders.find((order) => order.of.assessment === of.assessment && order.spans.has(row))?.spans.get(row) };
  }
}

/** Puts orders beside each other until nothing moves. */
async function settle(orders: readonly Order[], open: readonly number[], hintsOf: (row: number) => FigureHints, telling: ReadonlySet<number>): Promise<void> {
  const weighed = new Set(open);
  let moved = weighed;
  for (let round = 0; round === 0 || (moved.size > 0 && round < MOST_ROUNDS); round += 1) {
    for await (const row of inTurns(moved)) weigh(row, hintsOf(row), orders, telling.has(row));
    moved = new Set(orders.flatMap(reordered).filter((row) => weighed.has(row)));
  }
}

/** Rows a few at a time, so that other requests have their turn. */
async function* inTurns(rows: Iterable<number>): AsyncGenerator<number> {
  let given = 0;
  for (const row of rows) {
    if (given > 0 && given % AT_ONCE === 0) await nextTurn();
    given += 1;
    yield row;
  }
}

function ordersOf(of: SeenAssessment, { viewer }: BesideTreatments): Order[] {
  const { groups, results } = of.assessment;
  return groups.flatMap(({ group }) => {
    const totals = new Map(results.flatMap(({ row, group: its, rank, total }) => (its === group && rank !== undefined && total && thereFor(viewer, of, row) ? [[row, total.toNumber()] as const] : [])));
    const known = totals.size > MOST_WEIGHED;
    return [{ of, ladder: ladderOf(totals), known, totals: new Map([...totals].map(([row, total]) => [row, known ? { low: total, high: total } : ANYWHERE])), spans: new Map() }];
  });
}

/** Works out between what the totals of an enterprise lie by its bands and by what its ranks say so far. */
function weigh(row: number, hints: FigureHints, orders: readonly Order[], isTelling: boolean): void {
  const figures = new ToldFigures([...hints.ties, ...rankTies(row, hints, orders)]);
  for (const { name, span } of hints.said) figures.know(name, span);
  if (!isTelling) for (const { figure, edges } of hints.bands) figures.know(figure.name, pieceAt(edges, figure.at));
  for (const order of orders) {
    if (order.known || !order.totals.has(row)) continue;
    order.totals.set(row, totalSpan(order.of.assessment.results[row]!, hints.behind.filter(({ of }) => of === order.of), (name) => figures.of(name)));
  }
}

/** What the ranks of an enterprise say of its figures. */
function rankTies(row: number, { behind }: FigureHints, orders: readonly Order[]): Tie[] {
  return orders.flatMap(({ of, spans }) => totalTie(of.assessment.results[row]!, behind.filter((each) => each.of === of), () => spans.get(row)) ?? []);
}

/** Whether a figure of an enterprise would be known with all its own bands left out. */
function isGivenAway(row: number, hints: FigureHints, orders: readonly Order[]): boolean {
  const figures = new ToldFigures(hints.ties);
  for (const { name, span } of hints.said) figures.know(name, span);
  return figures.giveAway([...hints.ties, ...rankTies(row, hints, orders)]);
}

/** Whose totals say between what the total of an enterprise lies. */
function sourcesOf(row: number, orders: readonly Order[]): number[] {
  return orders.flatMap(({ spans, totals }) => {
    const its = spans.get(row);
    return its ? [...totals].flatMap(([other, { low, high }]) => (other !== row && (low === its.low || high === its.high) && (low > -Infinity || high < Infinity) ? [other] : [])) : [];
  });
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
