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
 * @param mayTell whether a sum over these enterprises may be told; not asked for a caller who sees each of them
 */
export function fiscalEffects(
  before: readonly FiscalLine[],
  after: readonly FiscalLine[],
  mayTell: (kind: TreatmentKind, parts: ReadonlyMap<string, Rational>) => boolean = () => true,
): readonly FiscalEffect[] {
  const kinds = new Set([...before, ...after].map(({ kind }) => kind));
  return [...kinds].sort().map((kind) => {
    const [base, amended] = [sums(before, kind), sums(after, kind)];
    const told = mayTell(kind, base);
    return {
      ...{ kind, unit: '元' },
      base: told ? total(base) : undefined,
      amended: told && mayTell(kind, amended) ? total(amended) : undefined,
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

function total(amounts: ReadonlyMap<string, Rational>): Rational {
  return Rational.sum([...amounts.values()]);
}
