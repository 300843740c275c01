import { Rational } from '../grading/rational.js';

/** What enterprises add to one sum, by credit code; those that add nothing are none of its contributors. */
export type Contributions = ReadonlyMap<string, Rational>;

/** What enterprises add to a sum, each of them all its parts. */
export function contributionsOf(parts: Iterable<readonly [creditCode: string, amount: Rational]>): Contributions {
  const sums = new Map<string, Rational>();
  for (const [creditCode, amount] of parts) sums.set(creditCode, sums.get(creditCode)?.plus(amount) ?? amount);
  return sums;
}

/** The least number of enterprises that a sum is given over (minimum frequency). */
export const LEAST_CONTRIBUTORS = 3;
/** How closely the largest may be known from outside, in percent (p-%-rule). */
const P = Rational.of(10n, 100n);

/**
 * Whether a sum may be given to who does not see its summands: at least three enterprises contribute, and who knows the
 * second largest cannot tell the largest within 10 % (total − largest − second ≥ 10 % of the largest, by absolute values).
 * Source: SHARING.md, Aggregates; the rules are those of sdcTable and τ-ARGUS.
 */
export function maySum(contributions: Contributions): boolean {
  const sizes = [...contributions.values()].filter(({ sign }) => sign !== 0).map((each) => (each.sign < 0 ? each.negated() : each));
  if (sizes.length < LEAST_CONTRIBUTORS) return false;
  const [largest, , ...others] = sizes.sort((a, b) => b.compare(a));
  return Rational.sum(others).compare(largest!.times(P)) >= 0;
}

/** A number of a row: a sum of amounts, or a count, as what each enterprise adds to it. */
export interface RowField {
  readonly isCount: boolean;
  readonly of: Contributions;
}

/** A row of a breakdown: its key, and each of its numbers. */
export interface BreakdownRow {
  readonly key: string;
  readonly fields: readonly RowField[];
}

/** Whether a number may be given to who does not see what it is made of; one to which no enterprise adds is. */
export function mayGive({ isCount, of }: RowField): boolean {
  const contributors = [...of.values()].filter(({ sign }) => sign !== 0).length;
  return contributors === 0 || (isCount ? contributors >= LEAST_CONTRIBUTORS : maySum(of));
}

/** What becomes of a breakdown that stands beside its total. */
export interface Recoded<T> {
  /** The rows that stand as they are. */
  readonly kept: readonly T[];
  /** The rows that are merged into one called 其他; none, or at least two (unless there is but one row at all). */
  readonly others: readonly T[];
  /** Whether even the merged row would give a summand away: then it has no sums. */
  readonly isSuppressed: boolean;
}

/** The key of the row that others are merged into. */
export const OTHERS = '其他';

/**
 * Merges the rows that fail into 其他: at least two, then the smallest others by the sum of absolute values, ties by key,
 * until the merged row passes, so that totals stay true (SHARING.md, Aggregates).
 */
export function recoded<T extends BreakdownRow>(rows: readonly T[]): Recoded<T> {
  const passes = (some: readonly T[]) => some.length === 0 || mergedFields(some).every(mayGive);
  const failing = rows.filter((row) => !passes([row]));
  if (failing.length === 0) return { kept: rows, others: [], isSuppressed: false };
  const left = rows.filter((row) => !failing.includes(row)).sort((a, b) => sizeOf(a).compare(sizeOf(b)) || (a.key < b.key ? -1 : 1));
  const others = [...failing];
  while (left.length > 0 && (others.length < 2 || !passes(others))) others.push(left.shift()!);
  return { kept: rows.filter((row) => !others.includes(row)), others, isSuppressed: !passes(others) };
}

/** The fields of several rows added up, field by field. */
function mergedFields(rows: readonly BreakdownRow[]): readonly RowField[] {
  return (rows[0]?.fields ?? []).map(({ isCount }, at) => ({
    isCount,
    of: contributionsOf(rows.flatMap(({ fields }) => [...fields[at]!.of])),
  }));
}

function sizeOf({ fields }: BreakdownRow): Rational {
  return Rational.sum(fields.flatMap(({ of }) => [...of.values()].map((each) => (each.sign < 0 ? each.negated() : each))));
}

/** Half up to three significant digits: what a what-if's amounts are shown with (SHARING.md, Aggregates). */
export function toThreeDigits(amount: Rational): Rational {
  if (amount.sign === 0) return amount;
  const size = amount.sign < 0 ? amount.negated() : amount;
  let places = 2;
  for (let bound = Rational.integer(10); size.compare(bound) >= 0; bound = bound.times(Rational.integer(10))) places -= 1;
  for (let bound = Rational.ONE; size.compare(bound) < 0; bound = bound.over(Rational.integer(10))) places += 1;
  const scale = power(Math.abs(places));
  return places >= 0 ? amount.times(scale).round(0).over(scale) : amount.over(scale).round(0).times(scale);
}

function power(places: number): Rational {
  return Rational.of(10n ** BigInt(places), 1n);
}
