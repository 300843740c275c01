import type { IndicatorResult } from '../grading/assessment.js';
import { BAND_EDGES, indicatorBand, type IndicatorBand } from '../grading/indicator-band.js';

const ASCENDING: readonly IndicatorBand[] = ['FAR_BELOW', 'BELOW', 'AROUND', 'ABOVE', 'FAR_ABOVE'];

/** A band among the edges of all bands of an indicator. */
export interface BandPiece {
  /** Ascending. */
  readonly edges: readonly number[];
  /** A number well inside the band: a value on an edge may belong to either side of it. */
  readonly inside: number;
}

/**
 * The band that a value stands in, among all its bands; undefined where it has none.
 * @param scaled what bands are of: the value, or the figure behind it
 */
export function bandPiece({ value, benchmark }: Pick<IndicatorResult, 'value' | 'benchmark'>, scaled: (value: number) => number): BandPiece | undefined {
  const band = indicatorBand(value, benchmark);
  if (!band) return undefined;
  const edges = BAND_EDGES.map((edge) => benchmark!.times(edge).toNumber());
  const at = ASCENDING.indexOf(band);
  const [low, high] = [edges[at - 1], edges[at]];
  const inside = low === undefined ? high! / 2 : high === undefined ? low * 2 : (low + high) / 2;
  return { edges: edges.map(scaled).sort((a, b) => a - b), inside: scaled(inside) };
}
