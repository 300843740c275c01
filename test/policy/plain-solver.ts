import type { EnterpriseResult, IndicatorResult } from '../../src/grading/assessment.js';
import type { Operand, Scheme } from '../../src/grading/scheme.js';

/** Between what a number lies. */
export type Span = readonly [low: number, high: number];

/** Names an operand of a scheme: a fact or a sum, of a year. */
export function operandName({ fact, year }: Operand): string {
  return `${fact}@${year}`;
}

/** The facts that an operand adds up, with their factors. */
export function termsOf({ derived }: Scheme, fact: string): readonly (readonly [fact: string, factor: number])[] {
  const sum = derived.find(({ id }) => id === fact);
  return sum ? sum.terms.map((term) => [term.fact, term.factor.toNumber()] as const) : [[fact, 1]];
}

/** An operand by the figures of a firm. */
export function operandOf(scheme: Scheme, fact: string, figures: Readonly<Record<string, string>>): number {
  return termsOf(scheme, fact).reduce((sum, [term, factor]) => sum + factor * Number(figures[term]), 0);
}

/** What an indicator's points come to, by its rule in plain numbers; without cap, floor and rounding they are `free`. */
export function plainPoints(found: IndicatorResult, value: number, free = false): number {
  const rule = found.indicator.points!;
  const weight = found.weight!.toNumber();
  const rounded = found.indicator.valueDecimals === undefined || free ? value : Number(value.toFixed(found.indicator.valueDecimals));
  const points = byFamily(found, weight, rounded);
  if (free || rule.family === 'rank_only') return points;
  const { bottom, top } = boundsOf(found);
  const bounded = Math.min(Math.max(points, bottom), top);
  return rule.pointsDecimals === undefined ? bounded : Number(bounded.toFixed(rule.pointsDecimals));
}

/** The least and the most points, by floor and cap. */
function boundsOf({ indicator: { points: rule }, weight }: IndicatorResult): { readonly bottom: number; readonly top: number } {
  const { cap, floor, family } = rule as Exclude<typeof rule, null | { family: 'rank_only' }>;
  const bottom = floor ? floor.toNumber() * weight!.toNumber() : -Infinity;
  return { bottom: family === 'inverse_mean' ? Math.max(bottom, 0) : bottom, top: cap ? cap.toNumber() * weight!.toNumber() : Infinity };
}

function byFamily({ indicator, yardstick: by }: IndicatorResult, weight: number, x: number): number {
  switch (by.kind) {
    case 'benchmark':
    case 'most':
      return (weight * x) / by.value.toNumber();
    case 'range': {
      const low = indicator.points?.family === 'min_max' ? indicator.points.low.toNumber() : 0;
      const [least, most] = [by.least.toNumber(), by.most.toNumber()];
      return (weight * (low + ((100 - low) * (x - least)) / (most - least))) / 100;
    }
    case 'mean':
      return (weight / 2) * (2 - x / by.value.toNumber());
    case 'none': {
      const bands = indicator.points?.family === 'bands' ? indicator.points.bands! : [];
      return bands.find(({ atLeast }) => x >= atLeast.toNumber())?.points.toNumber() ?? 0;
    }
  }
}

/** The value behind shown points, unless a cap, a floor or a step hides it: every family is a straight line between them. */
export function valueBehind(found: IndicatorResult, shown: string | null): Span | undefined {
  const { points: rule, valueDecimals } = found.indicator;
  if (shown === null || found.missing || !rule || rule.family === 'bands' || rule.family === 'rank_only') return undefined;
  const points = Number(shown);
  const half = 0.5 * 10 ** -(rule.pointsDecimals ?? 6);
  const { bottom, top } = boundsOf(found);
  if (points + half >= top || points - half <= bottom) return undefined;
  const [start, slope] = [plainPoints(found, 0, true), plainPoints(found, 1, true) - plainPoints(found, 0, true)];
  const ends = [(points - half - start) / slope, (points + half - start) / slope].toSorted((a, b) => a - b);
  const wider = valueDecimals === undefined ? 0 : 0.5 * 10 ** -valueDecimals;
  return [ends[0]! - wider, ends[1]! + wider];
}

/**
 * What the shown points of one enterprise give of its operands, beside the operands that are seen: a value and one side of
 * its quotient give the other side, again and again, until nothing new comes. It divides, and knows nothing of powers.
 */
export function solvedByPoints(
  result: EnterpriseResult,
  shown: Readonly<Record<string, string | null>>,
  seen: ReadonlyMap<string, number>,
): ReadonlyMap<string, Span> {
  const solved = new Map<string, Span>([...seen].map(([name, size]) => [name, [size, size]]));
  const values = result.indicators.flatMap((found) => {
    const value = valueBehind(found, shown[found.id] ?? null);
    return value && value[0] > 0 ? [{ found, value }] : [];
  });
  for (let before = -1; before < solved.size;) {
    before = solved.size;
    for (const {
      found: { indicator },
      value,
    } of values) {
      const [above, below] = [operandName(indicator.numerator), indicator.denominator && operandName(indicator.denominator)];
      const [top, bottom] = [solved.get(above), below === undefined ? ([1, 1] as const) : solved.get(below)];
      if (!top && bottom) solved.set(above, [value[0] * bottom[0], value[1] * bottom[1]]);
      if (top && !bottom) solved.set(below!, [top[0] / value[1], top[1] / value[0]]);
    }
  }
  return solved;
}

/** The total of an enterprise in plain numbers, by the sizes of its operands. */
export function plainTotal(result: EnterpriseResult, sizes: (operand: Operand) => number): number {
  const points = result.indicators.map((found) => {
    const { numerator, denominator } = found.indicator;
    return plainPoints(found, sizes(numerator) / (denominator ? sizes(denominator) : 1));
  });
  return points.reduce((sum, each) => sum + each, result.extrasSum.toNumber());
}
