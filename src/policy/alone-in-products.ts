import { Rational } from '../grading/rational.js';

/** A product of unknowns, by the power of each. */
export type Powers = ReadonlyMap<string, number>;

/**
 * The unknowns that known products give one by one. Products of positive numbers are sums of their logarithms, so that it
 * is elimination among the powers: what stands alone in a row of the reduced system is known, and nothing else is.
 */
export function aloneInProducts(products: readonly Powers[]): ReadonlySet<string> {
  const names = [...new Set(products.flatMap((powers) => [...powers.keys()]))];
  let rows = products.map((powers) => names.map((name) => Rational.integer(powers.get(name) ?? 0)));
  let reduced: (readonly Rational[])[] = [];
  for (const column of names.keys()) {
    const pivot = rows.find((row) => row[column]!.sign !== 0);
    if (!pivot) continue;
    const unit = pivot.map((power) => power.over(pivot[column]!));
    const without = (row: readonly Rational[]) => row.map((power, at) => power.minus(row[column]!.times(unit[at]!)));
    rows = rows.filter((row) => row !== pivot).map(without);
    reduced = [...reduced.map(without), unit];
  }
  const alone = reduced.filter((row) => row.filter((power) => power.sign !== 0).length === 1);
  return new Set(alone.map((row) => names[row.findIndex((power) => power.sign !== 0)]!));
}
