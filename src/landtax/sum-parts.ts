import type { Part, Parts } from '../access/told-span.js';
import { Rational } from '../grading/rational.js';
import { exactAmount, type FiscalLine } from './fiscal.js';

/** What an enterprise adds to a sum by one thing of it. */
export interface Addend {
  readonly creditCode: string;
  /** A land-tax source, an account; null: the enterprise as a whole. */
  readonly item: string | null;
  /** What the amount is a share of, in the whole year; undefined: it is the amount itself. */
  readonly base: Rational | undefined;
  readonly amount: Rational;
}

/** What policy adds to a sum, line by line; those without an amount add nothing. */
export function addendsOf(lines: readonly FiscalLine[]): readonly Addend[] {
  return lines.flatMap((line): Addend[] => {
    const { creditCode, item, base } = line;
    if (!line.amount) return [];
    return [{ creditCode, item, base: item === null ? line.amount : base, amount: exactAmount(line) ?? line.amount }];
  });
}

/** By credit code, what a sum takes of each enterprise in the whole year and which share of that it comes to. */
export function partsOf(addends: readonly Addend[]): Parts {
  const sums = new Map<string, { readonly bases: Map<string | null, Rational>; amount: Rational }>();
  for (const { creditCode, item, base, amount } of addends) {
    const sum = sums.get(creditCode) ?? { bases: new Map<string | null, Rational>(), amount: Rational.ZERO };
    sums.set(creditCode, sum);
    // The same source or account several times in the year is one base.
    if (item === null) sum.bases.set(null, (sum.bases.get(null) ?? Rational.ZERO).plus(base ?? amount));
    else sum.bases.set(item, base ?? amount);
    sum.amount = sum.amount.plus(amount);
  }
  return new Map([...sums].map(([creditCode, { bases, amount }]) => [creditCode, shareOf(amount, Rational.sum([...bases.values()]))]));
}

/** An amount as a share of a base, so that it is set against others of the same base; of nothing, as what it is. */
export function shareOf(amount: Rational, base: Rational): Part {
  return base.sign === 0 ? { base: amount, share: Rational.ONE } : { base, share: amount.over(base) };
}
