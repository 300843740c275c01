import { Rational } from '../grading/rational.js';

/** The shares of its benchmark between which an indicator's bands lie. */
const EDGES = ['0.5', '0.9', '1.1', '2'].map((share) => Rational.from(share));
/** A value known to lie between two edges is known within 5 % if they are this near: (high − low) ÷ (high + low). */
const WITHIN = Rational.from('0.05');

/**
 * Whether the bands of one indicator against several benchmarks would together tell a value within 5 %: whether any two
 * edges of different benchmarks lie that close without being the same. It looks at the benchmarks alone, so that what is
 * left out tells nothing of any enterprise.
 */
export function bandsTellTooMuch(benchmarks: readonly Rational[]): boolean {
  const edges = benchmarks.flatMap((benchmark) => EDGES.map((share) => benchmark.times(share))).sort((a, b) => a.compare(b));
  return edges.some((high, index) => {
    const low = edges[index - 1];
    if (!low || low.equals(high)) return false;
    return high.minus(low).compare(high.plus(low).times(WITHIN)) <= 0;
  });
}
