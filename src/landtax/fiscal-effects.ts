import type { Part, Parts } from '../access/told-span.js';
import { Rational } from '../grading/rational.js';
import type { TreatmentKind } from '../policy/treatment.js';
import { exactAmount, type FiscalLine } from './fiscal.js';

/** What one kind of policy comes to, before and after; undefined: too few enterprises to be told. */
export interface FiscalEffect {
  readonly kind: TreatmentKind;
  /** 元 a year. */
  readonly unit: '元';
  readonly base: Rational | undefined;
  readonly amended: Rational | undefined;
}

/**
 * The money of two assessments, kind by kind; lines without an amount add nothing.
 * @param mayTell whether a sum over these enterprises may be told; not asked for a caller who sees each of them
 */
export async function fiscalEffects(
  before: readonly FiscalLine[],
  after: readonly FiscalLine[],
  mayTell: (kind: TreatmentKind, parts: Parts) => Promise<boolean> = async () => true,
): Promise<readonly FiscalEffect[]> {
  const effects: FiscalEffect[] = [];
  // One after the other: what is told of one kind and side stands before the next is judged.
  for (const kind of [...new Set([...before, ...after].map((line) => line.kind))].sort()) {
    const [base, amended] = [before, after].map((lines) => lines.filter((line) => line.kind === kind && line.amount));
    const told = await mayTell(kind, partsOf(base!));
    const toldToo = told && (await mayTell(kind, partsOf(amended!)));
    effects.push({ kind, unit: '元', base: told ? total(base!) : undefined, amended: toldToo ? total(amended!) : undefined });
  }
  return effects;
}

/** By credit code, what its policy is of in the whole year and which share of that it comes to. */
export function partsOf(lines: readonly FiscalLine[]): Parts {
  const sums = new Map<string, { readonly bases: Map<string | null, Rational>; amount: Rational }>();
  for (const line of lines) {
    const sum = sums.get(line.creditCode) ?? { bases: new Map<string | null, Rational>(), amount: Rational.ZERO };
    sums.set(line.creditCode, sum);
    // The same source or account through several treatments of the year is one base.
    if (line.item === null) sum.bases.set(null, (sum.bases.get(null) ?? Rational.ZERO).plus(line.amount!));
    else sum.bases.set(line.item, line.base ?? line.amount!);
    sum.amount = sum.amount.plus(exactAmount(line)!);
  }
  return new Map([...sums].map(([creditCode, { bases, amount }]): [string, Part] => {
    const base = Rational.sum([...bases.values()]);
    return [creditCode, base.sign === 0 ? { base: amount, share: Rational.ONE } : { base, share: amount.over(base) }];
  }));
}

function total(lines: readonly FiscalLine[]): Rational {
  return Rational.sum(lines.flatMap(({ amount }) => amount ?? []));
}
