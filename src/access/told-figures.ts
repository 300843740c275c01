import { ANYWHERE, both, near, still, type Span } from './span.js';

/** What ties withheld figures of an enterprise together, so that what is known of some bounds the others: a ratio, a total. */
export interface Tie {
  readonly figures: readonly string[];
  /** Says something of each figure even where nothing is known of the others. */
  readonly alone?: boolean;
  /** Between what each lies as far as the others say. */
  bounds(of: (figure: string) => Span): readonly (readonly [figure: string, span: Span])[];
}

/** Two ways to the same bound may differ by their rounding. */
const SLACK = 1e-9;
const MOST_STEPS = 400;

/**
 * What may become known of the withheld figures of one enterprise by one hint after another: the span that each lies in.
 * A hint says between which of its edges a figure lies. Where that would leave the figure, or another that is tied to it,
 * a span so narrow that it is known, the piece is joined with its neighbour and the hint is not given in either: so that it
 * is missing tells no more than the joined span. Which pieces are joined depends on the edges and on what was told before,
 * never on the figure. Doubles will do: the margin of {@link near} is far above their error, and nothing is stored or shown.
 */
export class ToldFigures {
  readonly #ties: readonly Tie[];
  #spans: ReadonlyMap<string, Span> = new Map();

  constructor(ties: readonly Tie[] = []) {
    this.#ties = ties;
    this.#spans = this.#settled(new Map(), ties) ?? this.#spans;
  }

  /** The span of a figure as far as hints have narrowed it. */
  of(figure: string): Span {
    return this.#spans.get(figure) ?? ANYWHERE;
  }

  /** Takes up what is told in any case. */
  know(figure: string, span: Span): void {
    // A figure below nothing fits no tie, which reckon with figures above it.
    this.#spans = this.#narrowed(figure, span) ?? new Map([...this.#spans, [figure, both(this.of(figure), span)]]);
  }

  /**
   * Whether a hint may be given; the span is narrowed by it, or by its being missing.
   * @param edges ascending
   * @param at the figure
   */
  hears(figure: string, edges: readonly number[], at: number): boolean {
    const { low, high } = this.of(figure);
    // What is as good as known by what is told in any case is not told more of.
    if (near(low, high)) return false;
    const cuts = [low, ...edges.filter((edge) => edge > low && edge < high), high];
    const pieces: (Span & { readonly single: boolean })[] = [];
    for (let from = 0; from + 1 < cuts.length; ) {
      let to = from + 1;
      while (to + 1 < cuts.length && this.tells(figure, { low: cuts[from]!, high: cuts[to]! })) to += 1;
      pieces.push({ low: cuts[from]!, high: cuts[to]!, single: to === from + 1 });
      from = to;
    }
    while (pieces.length > 1 && this.tells(figure, pieces.at(-1)!)) {
      const [before, last] = pieces.splice(-2);
      pieces.push({ low: before!.low, high: last!.high, single: false });
    }
    const piece = pieces.find((each) => at < each.high) ?? pieces.at(-1)!;
    this.know(figure, piece);
    return piece.single;
  }

  /** Whether a figure that is open would be known if one lay in a span. */
  tells(figure: string, span: Span): boolean {
    return this.#opens(this.#narrowed(figure, span));
  }

  /** Whether a figure that is open would be known if these ties held beside what was told. */
  giveAway(ties: readonly Tie[]): boolean {
    return this.#opens(this.#settled(new Map(this.#spans), ties, ties));
  }

  #opens(spans: ReadonlyMap<string, Span> | undefined): boolean {
    return [...(spans ?? [])].some(([name, { low, high }]) => near(low, high) && !near(this.of(name).low, this.of(name).high));
  }

  /** Undefined where no figures fit. */
  #narrowed(figure: string, span: Span): ReadonlyMap<string, Span> | undefined {
    const spans = new Map(this.#spans).set(figure, both(this.of(figure), span));
    return this.#settled(spans, this.#ties.filter(({ figures }) => figures.includes(figure)));
  }

  #settled(spans: Map<string, Span>, moved: readonly Tie[], ties = this.#ties): ReadonlyMap<string, Span> | undefined {
    const waiting = new Set(moved);
    const of = (name: string) => spans.get(name) ?? ANYWHERE;
    for (let steps = 0; waiting.size > 0 && steps < MOST_STEPS; steps += 1) {
      const [tie] = waiting;
      waiting.delete(tie!);
      for (const [name, bound] of tie!.bounds(of)) {
        const [before, now] = [of(name), both(of(name), bound)];
        if (now.low > now.high * (1 + SLACK)) return undefined;
        if (still(before.low, now.low) && still(before.high, now.high)) continue;
        spans.set(name, now);
        for (const other of ties) if (other.figures.includes(name)) waiting.add(other);
      }
    }
    return spans;
  }
}
