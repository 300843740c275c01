import type { Rational } from './rational.js';

/**
 * A parsed scheme (SCHEME.md, Shape). Where a partial scheme leaves open what an assessment needs, the part is
 * null here and named in {@link Scheme.unknown}.
 */
export interface Scheme {
  readonly id: string;
  readonly title: string;
  readonly jurisdiction: string;
  /** Empty where a partial scheme does not know them. */
  readonly years: readonly number[];
  readonly status: 'complete' | 'partial' | 'example';
  readonly notes: string | undefined;
  readonly sources: readonly DocumentSource[];
  readonly derived: readonly DerivedSum[];
  readonly tenancy: 'net' | 'merge' | 'inherit_owner';
  /** Which landless tenants take their owner's class under `inherit_owner`; undefined: all. */
  readonly inherits: Condition | undefined;
  readonly states: readonly StateRule[];
  readonly groups: readonly Group[];
  readonly overrides: readonly Override[];
  /** Paths of the nulls that an assessment would need, e.g. `groups/above/indicators/tax_per_mu/weight`. */
  readonly unknown: readonly string[];
  /** Rules of a partial scheme that are named in the document but not said well enough to be read. */
  readonly undisclosed: readonly Undisclosed[];
}

/** An indicator, extra, state or override kept aside: it exists, and what it says is not known. */
export interface Undisclosed {
  /** e.g. `groups/above/indicators/rest`. */
  readonly path: string;
  readonly title: string;
  /** Of an indicator, where the document gives it. */
  readonly weight: Rational | undefined;
}

/** A document that a scheme rests on. */
export interface DocumentSource {
  readonly document: string;
  readonly title: string | undefined;
  /** The article that the scheme rests on, as the document counts them. */
  readonly article: string | undefined;
  readonly url: string | undefined;
  /** YYYY-MM-DD. */
  readonly seen: string | undefined;
  readonly notes: string | undefined;
}

/** A named sum of facts, in the unit of its terms. */
export interface DerivedSum {
  readonly id: string;
  readonly title: string;
  readonly terms: readonly { readonly fact: string; readonly factor: Rational; readonly missing: Rational | undefined }[];
}

export interface StateRule {
  readonly state: 'TEMPORARY' | 'NOT_EVALUATED';
  readonly title: string;
  readonly when: Condition;
  /** The enterprise still belongs to its group, with points and total. */
  readonly scored: boolean;
  readonly treatedAs: string | undefined;
}

export interface Group {
  readonly id: string;
  readonly title: string;
  readonly when: Condition;
  readonly rankWithin: readonly string[];
  readonly totalWeight: Rational;
  readonly indicators: readonly Indicator[];
  readonly extras: readonly Extra[];
  readonly extrasCap: Rational | undefined;
  readonly total: { readonly decimals: number | null; readonly floor: Rational | undefined };
  /** Undefined: totals and ranks only. */
  readonly classes: ClassRule | undefined;
  readonly names: Readonly<Record<string, string>>;
}

/** A fact or a derived sum of the assessment year (0) or an earlier one (−1). */
export interface Operand {
  readonly fact: string;
  readonly year: number;
}

export interface Indicator {
  readonly id: string;
  readonly title: string;
  readonly unit: string | undefined;
  readonly numerator: Operand;
  readonly denominator: Operand | undefined;
  readonly growth: boolean;
  /** The growth with its sign turned: 1 − this year's ÷ last year's. Only with `growth`. */
  readonly decline: boolean;
  readonly zeroIsMissing: boolean;
  readonly valueDecimals: number | undefined;
  /** Null where a partial scheme does not know it, or where the group is only ranked. */
  readonly weight: Rational | null;
  readonly points: PointsRule | null;
  readonly missing: MissingRule;
}

export type PointsRule = Family & {
  /** Multiples of the weight. */
  readonly cap: Rational | undefined;
  readonly floor: Rational | undefined;
  readonly pointsDecimals: number | undefined;
};

export type Family =
  | { readonly family: 'ratio'; readonly benchmark: BenchmarkRule | null }
  | { readonly family: 'min_max'; readonly low: Rational }
  | { readonly family: 'best' }
  | { readonly family: 'inverse_mean'; readonly decimals: number | undefined }
  | { readonly family: 'bands'; readonly bands: readonly Band[] | null }
  | { readonly family: 'rank_only' };

export interface Band {
  readonly atLeast: Rational;
  readonly points: Rational;
}

export type BenchmarkRule =
  | { readonly of: 'fixed'; readonly value: Rational }
  | ({ readonly year: 'same' | 'previous'; readonly times: Rational; readonly decimals: number | undefined } & (
      { readonly of: 'mean_of_ratios' | 'ratio_of_sums' } | { readonly of: 'percentile'; readonly percentile: Rational }
    ));

export type MissingRule =
  | { readonly rule: 'hold' | 'zero' | 'reweight' }
  | { readonly rule: 'points'; readonly points: Rational }
  | { readonly rule: 'group_mean'; readonly decimals: number | undefined };

export type Extra = { readonly id: string; readonly title: string } & (
  | { readonly by: 'condition'; readonly when: Condition; readonly points: Rational }
  | {
      readonly by: 'count';
      readonly count: string;
      readonly free: Rational;
      readonly first: Rational;
      readonly each: Rational;
      readonly max: Rational | undefined;
    }
);

/** Classes from the best to the last. */
export type ClassRule =
  | {
      readonly by: 'rank_share';
      /** Cumulative shares, 0 to 1; null where a partial scheme does not know the cuts. */
      readonly upto: readonly { readonly class: string; readonly share: Rational | null }[] | null;
      readonly limit: 'floor' | 'half_up' | 'ceil';
      readonly base: 'ranked' | 'group';
      readonly ties: 'better' | 'worse';
    }
  | {
      readonly by: 'score';
      /** Undefined for the last class, which takes the rest. */
      readonly atLeast: readonly { readonly class: string; readonly score: Rational | null | undefined }[] | null;
    };

export interface Override {
  readonly id: string;
  readonly title: string;
  readonly article: string | undefined;
  readonly when: Condition;
  readonly effect: { readonly kind: 'set' | 'best' | 'worst'; readonly class: string } | { readonly kind: 'shift'; readonly by: number };
  readonly unless: readonly string[];
}

export type Condition =
  | { readonly kind: 'fact'; readonly fact: string; readonly tests: readonly Test[] }
  | { readonly kind: 'indicator'; readonly indicator: string; readonly tests: readonly Test[] }
  | { readonly kind: 'event'; readonly event: string; readonly withinYears: number }
  | { readonly kind: 'class'; readonly classes: readonly string[] }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

export type Value = Rational | boolean | string;

export type Test =
  | { readonly test: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte'; readonly value: Value }
  | { readonly test: 'in'; readonly values: readonly Value[] }
  | { readonly test: 'starts_with'; readonly prefixes: readonly string[] }
  | { readonly test: 'missing'; readonly expected: boolean };

/** The classes of a group from the best to the last; none where it has totals and ranks only. */
export function classesOf(group: Group): readonly string[] {
  if (!group.classes) return [];
  const cuts = group.classes.by === 'rank_share' ? group.classes.upto : group.classes.atLeast;
  return cuts?.map((cut) => cut.class) ?? [];
}

/** Whether the group is ranked by its one indicator's value, without points and totals. */
export function isRankOnly(group: Group): boolean {
  return group.indicators.some((indicator) => indicator.points?.family === 'rank_only');
}
