/** A figure known to lie between two bounds is known within 5 % if they are this near, with a margin: (high − low) ÷ (high + low). */
const TOO_NEAR = 0.06;

/** Between what a figure lies. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/**
 * What may become known of one withheld figure by one hint after another: the span it lies in. A hint says between which
 * of its edges the figure lies. Where its edges would cut a span so narrow that the figure is known, the narrow piece is
 * joined with its neighbour and the hint is not given in either: so that it is missing tells no more than the joined
 * span. Which pieces are joined depends on the edges alone, never on the figure. Doubles will do: the margin of
 * {@link TOO_NEAR} is far above their error, and nothing here is stored or shown.
 */
export class ToldCell {
  #low = -Infinity;
  #high = Infinity;

  /** The span as far as hints have narrowed it. */
  get span(): Span {
    return { low: this.#low, high: this.#high };
  }

  /**
   * Whether a hint may be given; the span is narrowed by it, or by its being missing.
   * @param edges ascending
   * @param at the figure
   */
  hears(edges: readonly number[], at: number): boolean {
    const inside = edges.filter((edge) => edge > this.#low && edge < this.#high);
    const cuts = [this.#low, ...inside, this.#high];
    const pieces: { low: number; high: number; single: boolean }[] = [];
    for (let low = 0; low + 1 < cuts.length; ) {
      let high = low + 1;
      while (high + 1 < cuts.length && near(cuts[low]!, cuts[high]!)) high += 1;
      pieces.push({ low: cuts[low]!, high: cuts[high]!, single: high === low + 1 });
      low = high;
    }
    const last = pieces.at(-1)!;
    const before = pieces.at(-2);
    if (before && near(last.low, last.high)) pieces.splice(-2, 2, { low: before.low, high: last.high, single: false });
    const piece = pieces.find(({ high }) => at < high) ?? pieces.at(-1)!;
    this.#low = piece.low;
    this.#high = piece.high;
    return piece.single;
  }
}

/** Whether a figure between two bounds is as good as known. */
export function near(low: number, high: number): boolean {
  return low > 0 && high < Infinity && (high - low) / (high + low) <= TOO_NEAR;
}
