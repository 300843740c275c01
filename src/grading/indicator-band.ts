import { Rational } from './rational.js';

export type IndicatorBand = 'FAR_BELOW' | 'BELOW' | 'AROUND' | 'ABOVE' | 'FAR_ABOVE';

/** The shares of its benchmark between which an indicator's bands lie, ascending. */
export const BAND_EDGES = ['0.5', '0.9', '1.1', '2'].map((share) => Rational.from(share)) as [Rational, Rational, Rational, Rational];
const [HALF, NEAR_BELOW, NEAR_ABOVE, DOUBLE] = BAND_EDGES;

/**
 * Where a value stands against its benchmark: under 50 %, under 90 %, up to 110 %, up to 200 %, over it.
 * Undefined without a value, or without a positive benchmark to stand against.
 */
export function indicatorBand(value: Rational | undefined, benchmark: Rational | undefined): IndicatorBand | undefined {
  if (!value || !benchmark || benchmark.sign <= 0) return undefined;
  const under = (share: Rational) => value.compare(benchmark.times(share));
  if (under(HALF) < 0) return 'FAR_BELOW';
  if (under(NEAR_BELOW) < 0) return 'BELOW';
  if (under(NEAR_ABOVE) <= 0) return 'AROUND';
  return under(DOUBLE) <= 0 ? 'ABOVE' : 'FAR_ABOVE';
}
