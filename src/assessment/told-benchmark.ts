import { seesCountsOnly, seesWhatIfCountsOnly } from '../access/counts-only.js';
import { DISCLOSURE_THRESHOLD } from '../access/grants.js';
import type { May } from '../access/may.js';
import type { Viewer } from '../access/viewer.js';
import type { SeenBenchmark } from './seen.js';

/**
 * Whether a benchmark may be told. One that is worked out of one or two enterprises is theirs; and a percentile that the
 * viewer may move is, at each place, the figure of an enterprise.
 */
export function benchmarkMayBeTold({ seen: { of, group }, indicator, holders, value }: SeenBenchmark, context: { readonly may: May; readonly viewer: Viewer }): boolean {
  const points = group.group.indicators.find(({ id }) => id === indicator)?.points;
  const rule = points?.family === 'ratio' ? points.benchmark : null;
  if (rule?.of === 'fixed') return true;
  const amended = of.base && seesWhatIfCountsOnly(context) ? of.base : undefined;
  if ((amended || seesCountsOnly(context)) && holders < DISCLOSURE_THRESHOLD) return false;
  if (!amended || rule?.of !== 'percentile') return true;
  const before = amended.assessment.groups.find(({ id }) => id === group.id)?.benchmarks.find((used) => used.indicator === indicator);
  return before?.value.equals(value) ?? false;
}
