import type { Yardstick } from './benchmark.js';
import type { ExtraPoints } from './extras.js';
import type { MissingReason } from './indicator.js';
import type { OverrideFired } from './override.js';
import type { Rational } from './rational.js';
import type { Group, Indicator, MissingRule, Scheme } from './scheme.js';

export type EvaluationState = 'GRADED' | 'HELD' | 'TEMPORARY' | 'NOT_EVALUATED';

/** One indicator of one enterprise, with everything behind its points (SCHEME.md, The result). */
export interface IndicatorResult {
  readonly id: string;
  readonly title: string;
  readonly unit: string | undefined;
  readonly weight: Rational | undefined;
  /** The rule it was computed by. */
  readonly indicator: Indicator;
  readonly numerator: Rational | undefined;
  readonly denominator: Rational | undefined;
  readonly value: Rational | undefined;
  /** Of `ratio` indicators. */
  readonly benchmark: Rational | undefined;
  readonly yardstick: Yardstick;
  /** Exact; of a missing value what was filled in, or undefined under hold and reweight. */
  readonly points: Rational | undefined;
  readonly missing: MissingReason | undefined;
  /** The rule that stood in for a missing value; `hold` also where no holder gave a mean or nothing was left to reweight. */
  readonly treatedBy: MissingRule['rule'] | undefined;
}

/** Why an enterprise is held. */
export type Lack =
  | { readonly what: 'indicator'; readonly id: string; readonly title: string; readonly reason: MissingReason }
  | { readonly what: 'owner'; readonly creditCode: string; readonly reason: 'OWNER_WITHOUT_CLASS' | 'OWNERS_IN_A_CIRCLE' };

export interface EnterpriseResult {
  readonly row: number;
  readonly creditCode: string;
  readonly state: EvaluationState;
  /** The title of the `states` entry it meets. */
  readonly stateTitle: string | undefined;
  readonly group: Group | undefined;
  readonly indicators: readonly IndicatorResult[];
  readonly extras: readonly ExtraPoints[];
  /** After `extras_cap`. */
  readonly extrasSum: Rational;
  /** What the points were multiplied by for values that are missing under `reweight`; 1 otherwise. */
  readonly reweighting: Rational;
  /** Rounded to the group's decimals. */
  readonly total: Rational | undefined;
  readonly rank: number | undefined;
  readonly rankedOf: number | undefined;
  readonly initial: string | undefined;
  readonly final: string | undefined;
  readonly treatedAs: string | undefined;
  readonly overrides: readonly OverrideFired[];
  readonly lacks: readonly Lack[];
  /** The credit codes evaluated as one with it, itself included; only where there are others. */
  readonly unit: readonly string[] | undefined;
  /** The credit code of the owner whose class it took. */
  readonly inheritedFrom: string | undefined;
}

export interface BenchmarkUsed {
  readonly indicator: string;
  readonly value: Rational;
  /** How many members of the group have a value of the indicator this year. */
  readonly holders: number;
}

export interface GroupResult {
  readonly id: string;
  readonly title: string;
  readonly group: Group;
  /** How many are ranked; a merged unit counts once. */
  readonly ranked: number;
  /** Enterprises by final class, from the best; classes that do not occur are left out. */
  readonly classes: readonly { readonly class: string; readonly title: string | undefined; readonly count: number }[];
  readonly benchmarks: readonly BenchmarkUsed[];
}

export interface Assessment {
  readonly scheme: Scheme;
  readonly year: number;
  /** In the order of the scheme. */
  readonly groups: readonly GroupResult[];
  /** By row of the population. */
  readonly results: readonly EnterpriseResult[];
  /** How often doubles left a decision in doubt, so that it was made exactly. */
  readonly exactFallbacks: number;
}

/** Whoever pages through a large assessment asks again and again: the order stands as long as the assessment. */
const orders = new WeakMap<Assessment, readonly EnterpriseResult[]>();

/** The results in the order of publication: group as listed, rank, credit code; those without come last. */
export function inPublishedOrder(assessment: Assessment): readonly EnterpriseResult[] {
  const known = orders.get(assessment) ?? publishedOrder(assessment);
  orders.set(assessment, known);
  return known;
}

function publishedOrder({ scheme: { groups }, results }: Assessment): readonly EnterpriseResult[] {
  const last = Number.MAX_SAFE_INTEGER;
  const groupAt = (result: EnterpriseResult): number => (result.group ? groups.indexOf(result.group) : last);
  return [...results].sort(
    (a, b) =>
      groupAt(a) - groupAt(b) ||
      (a.rank ?? last) - (b.rank ?? last) ||
      (a.creditCode < b.creditCode ? -1 : Number(a.creditCode > b.creditCode)),
  );
}
