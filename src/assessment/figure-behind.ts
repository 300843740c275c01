import type { Span } from '../access/span.js';
import type { IndicatorResult } from '../grading/assessment.js';
import type { DepartmentId } from '../grading/fact.js';
import type { DerivedSum, Indicator, Operand } from '../grading/scheme.js';
import type { SeenAssessment } from './seen.js';

/** A withheld figure of an enterprise that an indicator's value hangs on. */
export interface FigureBehind {
  /** The same under every scheme. */
  readonly name: string;
  readonly at: number;
  /** The indicator's value if the figure is this. */
  readonly valueOf: (figure: number) => number;
  readonly figureOf: (value: number) => number;
}

/** Between what a figure lies whose value lies in a span. */
export function spanBehind({ at, figureOf }: FigureBehind, { low, high }: Span): Span {
  const [one, other] = [figureOf(at < 0 ? low : Math.max(0, low)), figureOf(high)];
  return { low: Math.min(one, other), high: Math.max(one, other) };
}

/** What committees see of the enterprises of their zones, so that a ratio over it gives the other part away. */
const SEEN: readonly DepartmentId[] = ['land', 'employment', 'register', 'county'];

/** Whether a committee sees figures of these departments' facts. */
export function areSeen(facts: readonly { readonly department: DepartmentId }[]): boolean {
  return facts.every(({ department }) => SEEN.includes(department));
}

/** Whether a viewer sees figures of these departments' facts. */
export type Sees = (facts: readonly { readonly department: DepartmentId }[]) => boolean;

/** The figure that a value is a hint on: a part of the ratio where the other is seen, else the ratio; none where all is seen. */
export function figureBehind(of: SeenAssessment, { indicator, value, numerator, denominator }: IndicatorResult, sees: Sees): FigureBehind | undefined {
  if (!value || isSeen(of, indicator, sees)) return undefined;
  const { derived } = of.assessment.scheme;
  const { numerator: top, denominator: bottom } = indicator;
  const plain = bottom && isPlain(indicator);
  if (plain && denominator && sees(of.facts.ofDenominator(indicator))) {
    const size = denominator.toNumber();
    return { name: figureName(derived, top), at: value.toNumber() * size, valueOf: (figure) => figure / size, figureOf: (same) => same * size };
  }
  if (plain && numerator && numerator.sign > 0 && sees(of.facts.ofNumerator(indicator))) {
    const size = numerator.toNumber();
    return { name: figureName(derived, bottom), at: size / value.toNumber(), valueOf: (figure) => size / figure, figureOf: (same) => size / same };
  }
  return { name: ratioName(derived, indicator), at: value.toNumber(), valueOf: (same) => same, figureOf: (same) => same };
}

/** Whether a viewer sees all that an indicator is made of. */
export function isSeen(of: SeenAssessment, indicator: Indicator, sees: Sees): boolean {
  return sees(of.facts.ofNumerator(indicator)) && sees(of.facts.ofDenominator(indicator));
}

/** The figure that an indicator's value is: a ratio, a growth, or its numerator where it has no more. */
export function ratioName(derived: readonly DerivedSum[], { numerator, denominator, growth, decline }: Pick<Indicator, 'numerator' | 'denominator' | 'growth' | 'decline'>): string {
  const top = figureName(derived, numerator);
  return denominator || growth ? JSON.stringify([top, denominator ? figureName(derived, denominator) : null, growth, decline]) : top;
}

/** Whether an indicator's value is its numerator over its denominator and no more. */
export function isPlain({ growth, decline }: Pick<Indicator, 'growth' | 'decline'>): boolean {
  return !growth && !decline;
}

/** The same figure under every scheme: sums by what they add up, whatever they are called. */
export function figureName(derived: readonly DerivedSum[], { fact, year }: Operand): string {
  const terms = derived.find(({ id }) => id === fact)?.terms;
  return `${year} ${terms ? terms.map((term) => `${term.factor.toString()} ${term.fact} ${term.missing?.toString() ?? ''}`).sort().join(' + ') : fact}`;
}
