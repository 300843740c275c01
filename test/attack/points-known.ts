import type { Indicator } from '../../src/grading/scheme.js';
import type { Interval } from './interval.js';

/** Between what points an indicator can lie whatever its value is; what stands in for a missing value included. */
export function rangeOf(indicator: Indicator): Interval {
  const weight = indicator.weight!.toNumber();
  const points = indicator.points!;
  const cap = (points.cap?.toNumber() ?? Infinity) * weight;
  const own = points.family === 'bands' ? Math.max(...points.bands!.map((band) => band.points.toNumber())) : points.family === 'ratio' ? cap : weight;
  const least = points.family === 'min_max' ? (points.low.toNumber() / 100) * weight : 0;
  const filled = mayBeMissing(indicator) ? filledWith(indicator) : least;
  const negative = indicator.growth && !points.floor ? -Infinity : 0;
  return { low: Math.min(least, filled, negative === 0 ? least : negative), high: Math.max(own, Number.isNaN(filled) ? own : filled) };
}

export function mayBeMissing({ missing }: Indicator): boolean {
  return missing.rule !== 'hold';
}

export function filledWith({ missing }: Indicator): number {
  return missing.rule === 'points' ? missing.points.toNumber() : 0;
}

export function benchmarkOf({ points }: Indicator, told: string | null | undefined): number | undefined {
  if (points?.family !== 'ratio') return undefined;
  if (points.benchmark?.of === 'fixed') return points.benchmark.value.toNumber();
  return told ? Number(told) : undefined;
}
