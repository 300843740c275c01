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
  /** The same without a result for every row; absent where there is nothing but these. */
  readonly rows?: ResultRows;
  /** How often doubles left a decision in doubt, so that it was made exactly. */
  readonly exactFallbacks: number;
}

/** What is asked of many enterprises at once, by row. */
export interface ResultRows {
  readonly size: number;
  result(row: number): EnterpriseResult;
  /** The place of its group in the scheme's; −1 for none. */
  groupOf(row: number): number;
  /** 0 for who is not ranked. */
  rankOf(row: number): number;
  finalOf(row: number): string | undefined;
}

/** The rows of an assessment. */
export function rowsOf({ scheme: { groups }, results, rows }: Assessment): ResultRows {
  if (rows) return rows;
  return {
    size: results.length,
    result: (row) => results[row]!,
    groupOf: (row) => (results[row]!.group ? groups.indexOf(results[row]!.group) : -1),
    rankOf: (row) => results[row]!.rank ?? 0,
    finalOf: (row) => results[row]!.final,
  };
}

/** Whoever pages through a large assessment asks again and again: the order stands as long as the assessment. */
const orders = new WeakMap<Assessment, Int32Array>();

/** The rows in the order of publication: group as listed, rank, credit code; those without come last. */
export function inPublishedOrder(assessment: Assessment): Int32Array {
  const known = orders.get(assessment) ?? publishedOrder(assessment);
  orders.set(assessment, known);
  return known;
}

/** Rows stand by credit code, so that counting how many go before each place is enough. */
function publishedOrder(assessment: Assessment): Int32Array {
  const rows = rowsOf(assessment);
  const groups = assessment.scheme.groups.length;
  const ranks = new Int32Array(rows.size);
  const groupOf = new Int32Array(rows.size);
  const last = new Int32Array(groups + 1);
  for (let row = 0; row < rows.size; row += 1) {
    const group = rows.groupOf(row);
    groupOf[row] = group < 0 ? groups : group;
    ranks[row] = rows.rankOf(row);
    last[groupOf[row]!] = Math.max(last[groupOf[row]!]!, ranks[row]!);
  }
  // Of each group a place for every rank, and one for who has none.
  const from = new Int32Array(groups + 1);
  for (let group = 1; group <= groups; group += 1) from[group] = from[group - 1]! + last[group - 1]! + 1;
  const next = new Int32Array(from[groups]! + last[groups]! + 2);
  const placeOf = (row: number): number => from[groupOf[row]!]! + (ranks[row]! > 0 ? ranks[row]! - 1 : last[groupOf[row]!]!);
  for (let row = 0; row < rows.size; row += 1) next[placeOf(row) + 1]! += 1;
  for (let place = 1; place < next.length; place += 1) next[place]! += next[place - 1]!;
  const order = new Int32Array(rows.size);
  for (let row = 0; row < rows.size; row += 1) {
    const place = placeOf(row);
    order[next[place]!] = row;
    next[place]! += 1;
  }
  return order;
}
