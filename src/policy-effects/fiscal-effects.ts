import { contributionsOf, maySum, toThreeDigits, type Contributions } from '../access/suppression.js';
import { Rational } from '../grading/rational.js';
import type { TreatmentKind } from '../policy/treatment.js';
import type { FiscalLine } from './fiscal.js';

/** What one kind of policy comes to, before and after; undefined: a sum that would give one of its enterprises away. */
export interface FiscalEffect {
  readonly kind: TreatmentKind;
  /** 元 a year. */
  readonly unit: '元';
  readonly base: Rational | undefined;
  readonly amended: Rational | undefined;
}

/**
 * The money of two assessments, kind by kind; lines without an amount add nothing. For who does not see the enterprises'
 * amounts each sum passes the rules of aggregates and is then rounded to three significant digits (SHARING.md).
 * @param isVisible whether the amounts of a kind are given one by one
 */
export function fiscalEffects(
  before: readonly FiscalLine[],
  after: readonly FiscalLine[],
  isVisible: (kind: TreatmentKind) => boolean = () => true,
): readonly FiscalEffect[] {
  return [...new Set([...before, ...after].map((line) => line.kind))].sort().map((kind) => {
    const [base, amended] = [before, after].map((lines) => sumsOf(lines.filter((line) => line.kind === kind)));
    const given = (sums: Contributions) => (isVisible(kind) ? total(sums) : published(sums));
    return { kind, unit: '元', base: given(base!), amended: given(amended!) };
  });
}

/** What each enterprise adds, 元. */
function sumsOf(lines: readonly FiscalLine[]): Contributions {
  return contributionsOf(lines.flatMap(({ creditCode, amount }) => (amount ? [[creditCode, amount] as const] : [])));
}

function published(sums: Contributions): Rational | undefined {
  const nobody = [...sums.values()].every(({ sign }) => sign === 0);
  return nobody || maySum(sums) ? toThreeDigits(total(sums)) : undefined;
}

function total(sums: Contributions): Rational {
  return Rational.sum([...sums.values()]);
}
