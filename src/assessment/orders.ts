import { setImmediate as nextTurn } from 'node:timers/promises';
import { ANYWHERE, both, still, type Span } from '../access/span.js';
import type { Group } from '../grading/scheme.js';
import type { FigureHints } from './figure-hints.js';
import { figuresBeside, rankTies, type SpanOf } from './figures-beside.js';
import { ladderOf, spansByOrder, type Ladder } from './ladder.js';
import type { SeenAssessment } from './seen.js';
import { thereFor } from './there.js';
import type { BesideTreatments } from './told-treatments.js';
import { totalSpan } from './total-tie.js';

/** Of more enterprises than this, totals are reckoned with as known: they follow closely from the bands and ranks of so many. */
const MOST_WEIGHED = 3000;
/** What a rank says goes from neighbour to neighbour; after so many rounds nothing moves that would tell a figure. */
const MOST_ROUNDS = 60;
/** Rows that are weighed before other requests have their turn. */
const AT_ONCE = 50;

/** The order of one group under a scheme. */
export interface Order {
  readonly of: SeenAssessment;
  readonly group: Group;
  readonly ladder: Ladder;
  /** Between what each total lies by what is told of the enterprise. */
  readonly totals: Map<number, Span>;
  /** Whether totals are reckoned with as known. */
  readonly known: boolean;
  /** Between what it lies by the totals of the others. */
  spans: ReadonlyMap<number, Span>;
}

/** Puts orders beside each other until nothing moves. */
export async function settle(orders: readonly Order[], open: readonly number[], weighOne: (row: number) => void): Promise<void> {
  for await (const moves of rounds(orders, open, weighOne)) if (!moves) return;
}

/** The same round by round. @returns after each whether anything moved */
export async function* rounds(orders: readonly Order[], open: readonly number[], weighOne: (row: number) => void): AsyncGenerator<boolean> {
  const weighed = new Set(open);
  let moved = weighed;
  for (let round = 0; round === 0 || (moved.size > 0 && round < MOST_ROUNDS); round += 1) {
    for await (const row of inTurns(moved)) weighOne(row);
    moved = new Set(orders.flatMap(reordered).filter((row) => weighed.has(row)));
    yield moved.size > 0 && round + 1 < MOST_ROUNDS;
  }
}

/** Rows a few at a time, so that other requests have their turn. */
export async function* inTurns(rows: Iterable<number>): AsyncGenerator<number> {
  let given = 0;
  for (const row of rows) {
    if (given > 0 && given % AT_ONCE === 0) await nextTurn();
    given += 1;
    yield row;
  }
}

/** The orders of an assessment's groups, of the enterprises that are there for the viewer. */
export function ordersOf(of: SeenAssessment, { viewer }: BesideTreatments): Order[] {
  const { groups, results } = of.assessment;
  return groups.flatMap(({ group }) => {
    const totals = new Map(results.flatMap(({ row, group: its, rank, total }) => (its === group && rank !== undefined && total && thereFor(viewer, of, row) ? [[row, total.toNumber()] as const] : [])));
    const known = totals.size > MOST_WEIGHED;
    return [{ of, group, ladder: ladderOf(totals), known, totals: new Map([...totals].map(([row, total]) => [row, known ? { low: total, high: total } : ANYWHERE])), spans: new Map() }];
  });
}

/** Between what a total lies by these orders. */
export function spansIn(orders: readonly Order[]): SpanOf {
  return ({ assessment }, row) => orders.find(({ of, spans }) => of.assessment === assessment && spans.has(row))?.spans.get(row);
}

/** Works out between what the totals of an enterprise lie by its bands and by what its ranks say so far. */
export function weigh(row: number, hints: FigureHints, isTelling: boolean, all: readonly SeenAssessment[], orders: readonly Order[]): void {
  const ties = [...hints.ties, ...rankTies(row, hints, all, spansIn(orders))];
  const figures = figuresBeside(isTelling ? { ...hints, bands: [] } : hints, ties);
  for (const order of orders) {
    if (order.known || !order.totals.has(row)) continue;
    order.totals.set(row, totalSpan(order.of.assessment.results[row]!, hints, (name) => figures.of(name)));
  }
}

/** Whose totals say between what the total of an enterprise lies. */
export function sourcesOf(row: number, orders: readonly Order[]): number[] {
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
