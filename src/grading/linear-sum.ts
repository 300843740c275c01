import { Rational } from './rational.js';
import { ScaledColumn } from './scaled-column.js';

/** One summand: a column times a factor. */
export interface LinearTerm {
  /** Undefined: nothing of it was handed over. */
  readonly column: ScaledColumn | undefined;
  readonly factor: Rational;
  /** What counts where the column has nothing; undefined: then the sum is missing. */
  readonly missing: Rational | undefined;
}

/** Integers of doubles are exact below it. */
const MOST = 2 ** 51;

/**
 * A sum of columns of exact numbers, exactly: added up as integers over one denominator, and as rational numbers where these
 * would be too large.
 *
 * @param isOfAny whether the sum is missing too where none of its terms has a value
 */
export function linearSum(terms: readonly LinearTerm[], size: number, isOfAny = false): ScaledColumn {
  const least = terms.reduce((all, { column, factor, missing }) => {
    const own = common(BigInt(column?.denominator ?? 1) * factor.reduced().d, (missing?.times(factor).reduced() ?? Rational.ONE).d);
    return common(all, own);
  }, 1n);
  // Where that is too large, every sum is.
  const isLarge = least > BigInt(MOST);
  const whole = Rational.of(isLarge ? 1n : least);
  const factors = terms.map(({ column, factor }) => toNumber(factor.times(whole).over(Rational.of(BigInt(column?.denominator ?? 1)))));
  const instead = terms.map(({ factor, missing }) => (missing ? toNumber(missing.times(factor).times(whole)) : NaN));
  const doubles = new Float64Array(size);
  const wide = new Map<number, Rational>();
  const denominator = Number(whole.n);
  for (let row = 0; row < size; row += 1) {
    let sum = 0;
    let reach = 0;
    let held = 0;
    let isWide = false;
    for (let at = 0; at < terms.length; at += 1) {
      const { column } = terms[at]!;
      const value = column ? column.doubles[row]! : NaN;
      const isThere = value === value;
      const part = isThere ? column!.whole(row) * factors[at]! : instead[at]!;
      if (isThere) held += 1;
      if (isThere && part !== part) isWide = true;
      sum += part;
      reach += Math.abs(part);
    }
    if (isOfAny && held === 0) sum = NaN;
    else if (isLarge || isWide || reach >= MOST) {
      const exact = exactSum(terms, row);
      if (exact) wide.set(row, exact);
      doubles[row] = exact ? exact.toNumber() : NaN;
      continue;
    }
    doubles[row] = sum / denominator;
  }
  return new ScaledColumn(doubles, denominator, wide);
}

function exactSum(terms: readonly LinearTerm[], row: number): Rational | undefined {
  let sum = Rational.ZERO;
  for (const { column, factor, missing } of terms) {
    const value = column?.exact(row) ?? missing;
    if (!value) return undefined;
    sum = sum.plus(value.times(factor));
  }
  return sum;
}

/** An integer, or nothing that is reckoned with. */
function toNumber(value: Rational): number {
  const { n, d } = value.reduced();
  return d === 1n ? Number(n) : NaN;
}

function common(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}
