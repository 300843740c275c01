import { pieceAt, type Span } from '../access/span.js';
import { thresholdsIn, type Threshold } from '../grading/thresholds.js';
import type { Condition, DerivedSum, Scheme } from '../grading/scheme.js';
import { areSeen, figureBehind, figureName } from './figure-behind.js';
import type { SeenAssessment } from './seen.js';

/** A number near enough to another to stand for the other side of it. */
const BESIDE = 1e-12;

/** Between what a figure lies by what follows from conditions that are told by what they bring about. */
export interface SaidOfFigure {
  readonly name: string;
  readonly span: Span;
}

/** The conditions of a scheme whose holding or not is told: of its states, groups and overrides, and of who takes an owner's class. */
export function conditionsOf({ states, groups, overrides, inherits }: Scheme): readonly Condition[] {
  return [...states, ...groups, ...overrides].map(({ when }) => when).concat(inherits ?? []);
}

/** A threshold of a condition that is told, with the sums that it may be on. */
export type Asked = readonly [Threshold, readonly DerivedSum[]];

/** The thresholds in conditions, each with the sums that it may be on. */
export function askedIn(conditions: readonly (readonly [Condition, readonly DerivedSum[]])[]): readonly Asked[] {
  return conditions.flatMap(([condition, derived]) => thresholdsIn(condition).map((threshold): Asked => [threshold, derived]));
}

/**
 * What thresholds say of an enterprise's figures: on which side of each they lie. Reckoned with as told whether or not a
 * condition comes down to it for this enterprise: so what follows from it says no more than they do.
 * @param asked those on an indicator are on one of the assessment
 * @param known the figures of the enterprise, by name
 */
export function saidByThresholds(of: SeenAssessment, row: number, asked: readonly Asked[], known: ReadonlyMap<string, number>): readonly SaidOfFigure[] {
  const edges = new Map<string, { readonly at: number; readonly edges: number[] }>();
  const put = (name: string, at: number | undefined, found: readonly number[]) => {
    if (at === undefined) return;
    const its = edges.get(name) ?? { at, edges: [] };
    its.edges.push(...found);
    edges.set(name, its);
  };
  for (const [threshold, derived] of asked) {
    if (threshold.of === 'fact') {
      if (areSeen(factsOf(threshold.id, derived).map((fact) => ({ department: of.departmentOf(fact) })))) continue;
      const name = figureName(derived, { fact: threshold.id, year: 0 });
      put(name, known.get(name), edgesOf(threshold));
    } else {
      const result = of.assessment.results[row]?.indicators.find(({ id }) => id === threshold.id);
      const figure = result && figureBehind(of, result);
      if (figure) put(figure.name, figure.at, edgesOf(threshold).map(figure.figureOf));
    }
  }
  return [...edges].map(([name, { at, edges: its }]) => ({ name, span: pieceAt(its.sort((a, b) => a - b), at) }));
}

/** The facts that a fact or derived sum is made of. */
export function factsOf(id: string, derived: readonly DerivedSum[]): readonly string[] {
  return derived.find((sum) => sum.id === id)?.terms.map(({ fact }) => fact) ?? [id];
}

/** Where a threshold cuts the figures, so that each piece begins with its edge. */
export function edgesOf({ at, side }: Threshold): readonly number[] {
  const edge = at.toNumber();
  const after = edge + (Math.abs(edge) || 1) * BESIDE;
  return side === 'below' ? [edge] : side === 'up to' ? [after] : [edge, after];
}
