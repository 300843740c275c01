import { pieceAt, type Span } from '../access/span.js';
import { indicatorFacts } from '../grading/needed-facts.js';
import { thresholdsIn, type Threshold } from '../grading/thresholds.js';
import type { Condition, DerivedSum, Scheme } from '../grading/scheme.js';
import { figureBehind, figureName, spanBehind, type Sees } from './figure-behind.js';
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

/** Where thresholds cut a figure. */
export interface CutFigure {
  readonly at: number;
  /** Ascending. */
  readonly edges: readonly number[];
}

/** The figures of an enterprise, by name. */
export type KnownFigures = ReadonlyMap<string, number>;

/**
 * Where thresholds on facts and sums cut an enterprise's figures, by the names of these.
 * @param asked each with an assessment that knows whose its facts are
 */
export function cutBy(asked: readonly (readonly [of: SeenAssessment, asked: Asked])[], known: KnownFigures, sees: Sees): ReadonlyMap<string, CutFigure> {
  const cut = new Map<string, CutFigure>();
  for (const [of, [threshold, derived]] of asked) {
    if (threshold.of !== 'fact' || sees(factsOf(threshold.id, derived).map((fact) => ({ department: of.departmentOf(fact) })))) continue;
    const name = figureName(derived, { fact: threshold.id, year: 0 });
    const at = known.get(name);
    if (at === undefined) continue;
    const edges = new Set([...(cut.get(name)?.edges ?? []), ...edgesOf(threshold)]);
    cut.set(name, { at, edges: [...edges].sort((a, b) => a - b) });
  }
  return cut;
}

/**
 * What thresholds say of an enterprise's figures: on which side of each they lie. Reckoned with as told whether or not a
 * condition comes down to it for this enterprise: so what follows from it says no more than they do.
 * @param asked those on an indicator are on one of the assessment
 */
export function saidByThresholds(of: SeenAssessment, row: number, asked: readonly Asked[], known: KnownFigures, sees: Sees): readonly SaidOfFigure[] {
  const ofFacts = [...cutBy(asked.map((each) => [of, each] as const), known, sees)].map(([name, { at, edges }]) => ({ name, span: pieceAt(edges, at) }));
  const ofIndicators = asked.flatMap(([threshold]) => {
    const result = threshold.of === 'indicator' ? of.assessment.results[row]?.indicators.find(({ id }) => id === threshold.id) : undefined;
    const figure = result && figureBehind(of, result, sees);
    // Cut as the value is: of a figure that grows as the value falls the sides of an edge are the other way round.
    return figure ? [{ name: figure.name, span: spanBehind(figure, pieceAt(edgesOf(threshold), result.value!.toNumber())) }] : [];
  });
  return [...ofFacts, ...ofIndicators];
}

/** The facts that a fact or derived sum is made of. */
export function factsOf(id: string, derived: readonly DerivedSum[]): readonly string[] {
  return derived.find((sum) => sum.id === id)?.terms.map(({ fact }) => fact) ?? [id];
}

/** The facts that the thresholds of a condition are on. */
export function factsAsked(condition: Condition, derived: readonly DerivedSum[], scheme: Scheme, year: number): readonly string[] {
  return thresholdsIn(condition).flatMap(({ of, id }) => {
    if (of === 'fact') return factsOf(id, derived);
    return scheme.groups.flatMap(({ indicators }) => indicators.filter((each) => each.id === id)).flatMap((each) => indicatorFacts(scheme, each, year).map(({ fact }) => fact));
  });
}

/** Where a threshold cuts the figures, so that each piece begins with its edge. */
export function edgesOf({ at, side }: Threshold): readonly number[] {
  const edge = at.toNumber();
  const after = edge + (Math.abs(edge) || 1) * BESIDE;
  return side === 'below' ? [edge] : side === 'up to' ? [after] : [edge, after];
}
