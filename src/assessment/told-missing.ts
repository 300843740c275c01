import type { Decision, May } from '../access/may.js';
import type { Viewer } from '../access/viewer.js';
import type { SeenIndicator } from './seen.js';

/** Who asks, and by which rule. */
interface Asking {
  readonly viewer: Viewer;
  readonly may: May;
}

/**
 * Whether a viewer may be told why an indicator has no value. That the denominator is not above zero, or that zero was
 * reported, all but is the figure: the reason is told to who may see the value, or the records of the facts that a reason
 * could tell of. It hangs on the indicator alone, never on what the reason is, so that its being withheld tells nothing.
 */
export function missingMayBeTold({ of, indicator, madeOf }: Pick<SeenIndicator, 'of' | 'indicator' | 'madeOf'>, { viewer, may }: Asking): Decision {
  const value = may(viewer, 'READ', { coordinate: 'IndicatorResult.value', madeOf });
  if (value.granted) return value;
  const { zeroIsMissing, growth } = indicator;
  const told = [...of.facts.ofDenominator(indicator), ...(zeroIsMissing || growth ? of.facts.ofNumerator(indicator) : [])];
  const open = told.every(({ department }) => may(viewer, 'READ', { coordinate: 'FactSource.records', madeOf: [department] }).granted);
  return open ? { granted: true } : value;
}
