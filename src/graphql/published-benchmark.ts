import { LEAST_CONTRIBUTORS } from '../access/suppression.js';
import { whySuppressed } from '../access/withheld.js';
import type { BenchmarkView, IndicatorView } from '../assessment/views.js';
import type { Context } from './context.js';

/**
 * Whether a benchmark may be shown: fixed ones are in the scheme; reckoned ones are published with the method where at
 * least three enterprises hold one (SHARING.md, Aggregates). What is left out is named by its coordinate.
 */
export function isPublished({ indicator: id, holders, in: { of, group } }: BenchmarkView, coordinate: string, context: Context): boolean {
  const indicator = group.group.indicators.find((each) => each.id === id);
  const rule = indicator?.points?.family === 'ratio' ? indicator.points.benchmark : undefined;
  if (rule?.of === 'fixed' || holders >= LEAST_CONTRIBUTORS || !indicator) return true;
  if (context.access.rows.of === 'all' && context.access.isGiven('IndicatorResult.value', of.parts.indicator(indicator))) return true;
  context.leaveOut(whySuppressed(coordinate, 'county'));
  return false;
}

/** The benchmark that an indicator of an enterprise was measured against, as its group holds it. */
export function benchmarkOf({ of, result, indicator: { id } }: IndicatorView): BenchmarkView | undefined {
  const group = of.assessment.groups.find((each) => each.group === result.group);
  const used = group?.benchmarks.find((each) => each.indicator === id);
  return group && used && { ...used, in: { of, group } };
}
