import { setImmediate as nextTurn } from 'node:timers/promises';
import { ANYWHERE, both, still, type Span } from '../access/span.js';
import { zonesOf } from '../access/rows.js';
import type { Assessment } from '../grading/assessment.js';
import { figureHints, type FigureHints } from './figure-hints.js';
import { figuresBeside, rankTies, type SpanOf } from './figures-beside.js';
import { ladderOf, spansByOrder, type Ladder } from './ladder.js';
import type { SeenAssessment } from './seen.js';
import { thereFor } from './there.js';
import { treatmentConditions, type BesideTreatments } from './told-treatments.js';
import { totalSpan } from './total-tie.js';

/** Of more enterprises than this, totals are reckoned with as known: they follow closely from the bands and ranks of so many. */
const MOST_WEIGHED = 3000;
/** What a rank says goes from neighbour to neighbour; after so many rounds nothing moves that would tell a figure. */
const MOST_ROUNDS = 60;
/** Bands that tell on others are left out, and it is looked again; after so often all are. */
const MOST_LOOKS = 20;
/** Rows that are weighed before other requests have their turn. */
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

/** Puts orders beside each other until nothing moves. */
async function settle(orders: readonly Order[], open: readonly number[], weighOne: (row: number) => void): Promise<void> {
  const weighed = new Set(open);
  let moved = weighed;
  for (let round = 0; round === 0 || (moved.size > 0 && round < MOST_ROUNDS); round += 1) {
    for await (const row of inTurns(moved)) weighOne(row);
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

function spansIn(orders: readonly Order[]): SpanOf {
  return ({ assessment }, row) => orders.find(({ of, spans }) => of.assessment === assessment && spans.has(row))?.spans.get(row);
}

/** Works out between what the totals of an enterprise lie by its bands and by what its ranks say so far. */
function weigh(row: number, hints: FigureHints, isTelling: boolean, all: readonly SeenAssessment[], orders: readonly Order[]): void {
  const ties = [...hints.ties, ...rankTies(row, hints, all, spansIn(orders))];
  const figures = figuresBeside(isTelling ? { ...hints, bands: [] } : hints, ties);
  for (const order of orders) {
    if (order.known || !order.totals.has(row)) continue;
    order.totals.set(row, totalSpan(order.of.assessment.results[row]!, hints, (name) => figures.of(name)));
  }
}

/** Whether a figure of an enterprise would be known with all its own bands left out. */
function isGivenAway(row: number, hints: FigureHints, all: readonly SeenAssessment[], orders: readonly Order[]): boolean {
  const figures = figuresBeside({ ...hints, bands: [] }, hints.ties);
  return figures.giveAway([...hints.ties, ...rankTies(row, hints, all, spansIn(orders))]);
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
