import { Rational } from '../grading/rational.js';
import { DISCLOSURE_THRESHOLD } from './grants.js';
import { overFew, type SolvedRow } from './over-few.js';

/** What an enterprise adds to a sum: a share of a base of its own (its yearly tax, its power), which stays itself from sum to sum. */
export interface Part {
  readonly base: Rational;
  readonly share: Rational;
  /** Whose it is, where an enterprise adds several; else the key is the enterprise. */
  readonly of?: string;
}

/** By credit code, or by what names a figure of the enterprise that it is `of`. */
export type Parts = ReadonlyMap<string, Part>;

/** `KNOWN` follows from what was told; `NEW` may be told; `REVEALING` may not. */
export type Verdict = 'KNOWN' | 'NEW' | 'REVEALING';

/** Sums of one kind that may be told beside each other: to judge one more of 5,000 figures takes a tenth of a second by then, and soon many times that. */
const KEPT = 100;
/** A part is known within 5 % from the whole if the others come to less than this share of it. */
const WITHIN = 0.05;
/** What is left of doubles that cancel. */
const NOTHING = 1e-9;

/** The base of an enterprise, as large as it was when a sum with it was told. */
interface Column {
  readonly enterprise: string;
  readonly base: number;
}

/** Shares by piece: of columns that every sum told so far takes alike. */
type Row = readonly Rational[];

interface Span {
  /** The piece of each column, by key and base. */
  readonly places: ReadonlyMap<string, number>;
  readonly pieces: readonly (readonly Column[])[];
  readonly told: readonly Row[];
  /** What was told, solved as far as it can be: each row has a pivot, a piece that no other row has. */
  readonly solved: readonly SolvedRow[];
}

const NOTHING_TOLD: Span = { places: new Map(), pieces: [], told: [], solved: [] };

/**
 * Which sums may be told to who sees no single enterprise, now that others have been told, whoever asked for those: none
 * over so few enterprises, or so ruled by one, that it gives a figure back, and none that does so together with any number
 * of earlier ones, added and subtracted in whatever multiples by who knows whom each is over. Whether a combination is over
 * one or two enterprises is decided exactly; whether one rules it, of each solved row and each difference of two sums.
 */
export class ToldSpan {
  #span: Span;

  constructor(span: Span = NOTHING_TOLD) {
    this.#span = span;
  }


  /**
   * What may be done with a sum, as far as is known here.
   * @param room the share of all sums that one of its kind may be among: what is asked for by the table leaves some to others
   */
  judge(parts: Parts, room = 1): Verdict {
    if (areFew(parts)) return 'REVEALING';
    const next = this.#with(parts);
    if (!next) return 'KNOWN';
    return this.#span.told.length >= KEPT * room || reveals(next) ? 'REVEALING' : 'NEW';
  }

  /** Remembers a sum that is told. */
  tell(parts: Parts): void {
    this.#span = this.#with(parts) ?? this.#span;
  }

  /** One that may go on by itself. */
  copy(): this {
    return new ToldSpan(this.#span) as this;
  }

  /** What would be known with another sum; undefined: no more than is. */
  #with(parts: Parts): Span | undefined {
    const { places, pieces, spread } = refined(this.#span, parts);
    const before = this.#span.solved.map(({ pivot, row }) => ({ pivot, row: spread(row) }));
    const asked = pieces.map(({ share }) => share);
    const rest = before.reduce<Row>((left, { pivot, row }) => minusTimes(left, row, left[pivot]!), asked);
    const pivot = rest.findIndex(({ sign }) => sign !== 0);
    if (pivot < 0) return undefined;
    const row = rest.map((each) => (each.sign === 0 ? each : each.over(rest[pivot]!).reduced()));
    const solved = [...before.map((each) => ({ ...each, row: minusTimes(each.row, row, each.row[pivot]!) })), { pivot, row }];
    return { places, pieces: pieces.map(({ columns }) => columns), told: [...this.#span.told.map(spread), asked], solved };
  }
}

/** Whether a sum is over one or two enterprises; it is so too where each adds nothing. */
function areFew(parts: Parts): boolean {
  return parts.size > 0 && new Set([...parts].map(([key, { of }]) => of ?? key)).size < DISCLOSURE_THRESHOLD;
}

/** Whether the last sum gives a figure back, by itself or with those before it. */
function reveals(span: Span): boolean {
  const size = sizes(span);
  const last = span.told.at(-1)!;
  return (
    revealing(size(last)) ||
    span.solved.some(({ row }) => revealing(size(row))) ||
    span.told.slice(0, -1).some((earlier) => revealing(size(minusTimes(last, earlier, Rational.ONE)))) ||
    overFew(span.pieces.map((columns) => new Set(columns.map(({ enterprise }) => enterprise))), span.solved)
  );
}

/** The pieces parted further by what another sum takes of each column, and how a row of before is spread over them. */
function refined(span: Span, parts: Parts) {
  const asked = new Map([...parts].flatMap(([key, { of: enterprise = key, base, share }]) => (base.sign === 0 || share.sign === 0 ? [] : [[keyOf(key, base), { enterprise, base, share }] as const])));
  const places = new Map<string, number>();
  const pieces: { columns: Column[]; share: Rational; from: number | undefined }[] = [];
  const known = new Map<string, number>();
  const put = (key: string, column: Column, from: number | undefined, share: Rational) => {
    const name = `${from ?? ''} ${written(share)}`;
    const at = known.get(name) ?? pieces.push({ columns: [], share, from }) - 1;
    known.set(name, at);
    pieces[at]!.columns.push(column);
    places.set(key, at);
  };
  const taken = span.pieces.map(() => 0);
  for (const [key, at] of span.places) put(key, span.pieces[at]![taken[at]!++]!, at, asked.get(key)?.share ?? Rational.ZERO);
  for (const [key, { enterprise, base, share }] of asked) if (!span.places.has(key)) put(key, { enterprise, base: base.toNumber() }, undefined, share);
  // Pivots keep their places: the first piece parted from one stands where it stood.
  const order = span.pieces.map((_, at) => pieces.findIndex(({ from }) => from === at));
  const rest = pieces.map((_, at) => at).filter((at) => !order.includes(at));
  const placed = [...order, ...rest];
  const moved = new Map(placed.map((at, to) => [at, to]));
  return {
    places: new Map([...places].map(([key, at]) => [key, moved.get(at)!])),
    pieces: placed.map((at) => pieces[at]!),
    spread: (row: Row): Row => placed.map((at) => (pieces[at]!.from === undefined ? Rational.ZERO : row[pieces[at]!.from]!)),
  };
}

function keyOf(key: string, base: Rational): string {
  return `${key} ${written(base)}`;
}

/** The same text for the same number. */
function written(number: Rational): string {
  const { n, d } = number.reduced();
  return `${n}/${d}`;
}

function minusTimes(row: Row, other: Row, times: Rational): Row {
  if (times.sign === 0) return row;
  return row.map((each, at) => (other[at]!.sign === 0 ? each : each.minus(other[at]!.times(times)).reduced()));
}

/** What each enterprise adds to a combination of sums; doubles will do where it is asked who rules it. */
function sizes({ pieces }: Span): (row: Row) => number[] {
  const columns = new Map<string, number>();
  for (const { enterprise } of pieces.flat()) columns.set(enterprise, (columns.get(enterprise) ?? 0) + 1);
  return (row) => {
    const single: number[] = [];
    const several = new Map<string, { sum: number; size: number }>();
    for (const [at, share] of row.entries()) {
      if (share.sign === 0) continue;
      const factor = share.toNumber();
      for (const { enterprise, base } of pieces[at]!) {
        if (columns.get(enterprise) === 1) {
          single.push(Math.abs(factor * base));
          continue;
        }
        const { sum, size } = several.get(enterprise) ?? { sum: 0, size: 0 };
        several.set(enterprise, { sum: sum + factor * base, size: size + Math.abs(factor * base) });
      }
    }
    return [...single, ...[...several.values()].flatMap(({ sum, size }) => (Math.abs(sum) <= NOTHING * size ? [] : [Math.abs(sum)]))];
  };
}

/** Whether a sum of these sizes gives one of them back within 5 %; the largest two know each other. */
export function revealing(parts: readonly number[]): boolean {
  if (parts.length === 0) return false;
  if (parts.length < DISCLOSURE_THRESHOLD) return true;
  let [largest, second, total] = [0, 0, 0];
  for (const part of parts) {
    total += part;
    if (part > largest) [largest, second] = [part, largest];
    else if (part > second) second = part;
  }
  return total - largest - second < largest * WITHIN;
}
