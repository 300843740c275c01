import type { Tie } from '../access/told-figures.js';
import { figureName, isPlain, type FigureBehind } from './figure-behind.js';
import type { IndicatorResult } from '../grading/assessment.js';
import type { SeenAssessment } from './seen.js';

/** What a ratio of two withheld figures ties together: itself and both. */
export function ratioTie(of: SeenAssessment, { indicator }: IndicatorResult, { name: ratio }: FigureBehind): Tie | undefined {
  const { numerator, denominator } = indicator;
  if (!denominator || !isPlain(indicator)) return undefined;
  const { derived } = of.assessment.scheme;
  const [top, bottom] = [figureName(derived, numerator), figureName(derived, denominator)];
  if (ratio === top || ratio === bottom) return undefined;
  return {
    figures: [ratio, top, bottom],
    bounds: (span) => {
      const [r, t, b] = [ratio, top, bottom].map((name) => ({ low: Math.max(0, span(name).low), high: span(name).high })) as [Bounds, Bounds, Bounds];
      return [
        [ratio, { low: over(t.low, b.high), high: over(t.high, b.low) }],
        [top, { low: r.low * b.low, high: times(r.high, b.high) }],
        [bottom, { low: over(t.low, r.high), high: over(t.high, r.low) }],
      ];
    },
  };
}

type Bounds = ReturnType<Parameters<Tie['bounds']>[0]>;

function over(a: number, b: number): number {
  return b === 0 ? Infinity : b === Infinity ? 0 : a / b;
}

function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}
