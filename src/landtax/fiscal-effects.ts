import { DISCLOSURE_THRESHOLD } from '../access/grants.js';
import { Rational } from '../grading/rational.js';
import type { TreatmentKind } from '../policy/treatment.js';
import type { FiscalLine } from './fiscal.js';

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
 * @param countsOnly whether the caller may see no single enterprise: a sum over one or two, and a change that one or
 *   two made, would tell theirs
 */
export function fiscalEffects(
  before: readonly FiscalLine[],
  after: readonly FiscalLine[],
  { countsOnly }: { readonly countsOnly: boolean },
): readonly FiscalEffect[] {
  const kinds = new Set([...before, ...after].map(({ kind }) => kind));
  return [...kinds].sort().map((kind) => {
    const [base, amended] = [sums(before, kind), sums(after, kind)];
    const few = (count: number) => countsOnly && count > 0 && count < DISCLOSURE_THRESHOLD;
    const hidden = few(base.size);
    return {
      ...{ kind, unit: '元' },
      base: hidden ? undefined : total(base),
      amended: hidden || few(amended.size) || few(changed(base, amended)) ? undefined : total(amended),
    };
  });
}

/** 元 by credit code. */
function sums(lines: readonly FiscalLine[], kind: TreatmentKind): ReadonlyMap<string, Rational> {
  const found = new Map<string, Rational>();
  for (const { creditCode, amount, kind: its } of lines) {
    if (its === kind && amount) found.set(creditCode, (found.get(creditCode) ?? Rational.ZERO).plus(amount));
  }
  return found;
}

function changed(before: ReadonlyMap<string, Rational>, after: ReadonlyMap<string, Rational>): number {
  const codes = [...new Set([...before.keys(), ...after.keys()])];
  return codes.filter((code) => !(before.get(code) ?? Rational.ZERO).equals(after.get(code) ?? Rational.ZERO)).length;
}

function total(amounts: ReadonlyMap<string, Rational>): Rational {
  return Rational.sum([...amounts.values()]);
}
