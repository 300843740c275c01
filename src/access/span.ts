/** A figure known to lie between two bounds is known within 5 % if they are this near, with a margin: (high − low) ÷ (high + low). */
const TOO_NEAR = 0.06;
/** A bound that moves by less than this share has not moved. */
const STILL = 1e-6;

/** Between what a figure lies. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/** Nothing is known of it. */
export const ANYWHERE: Span = { low: -Infinity, high: Infinity };

/** Whether a figure between two bounds is as good as known. */
export function near(low: number, high: number): boolean {
  return low > 0 && high < Infinity && (high - low) / (high + low) <= TOO_NEAR;
}

/** The piece between edges in which a figure lies. @param edges ascending */
export function pieceAt(edges: readonly number[], at: number): Span {
  const above = edges.findIndex((edge) => at < edge);
  const index = above < 0 ? edges.length : above;
  return { low: edges[index - 1] ?? -Infinity, high: edges[index] ?? Infinity };
}

/** Every piece between edges. @param edges ascending */
export function piecesOf(edges: readonly number[]): readonly Span[] {
  return [-Infinity, ...edges].map((within) => pieceAt(edges, within));
}

/** What lies in both. */
export function both(a: Span, b: Span): Span {
  return { low: Math.max(a.low, b.low), high: Math.min(a.high, b.high) };
}

/** Whether a bound has as good as not moved. */
export function still(before: number, now: number): boolean {
  return before === now || Math.abs(now - before) <= STILL * Math.abs(now);
}
