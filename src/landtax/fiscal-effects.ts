import type { Parts } from '../access/told-span.js';
import { Rational } from '../grading/rational.js';
import type { TreatmentKind } from '../policy/treatment.js';
import type { FiscalLine } from './fiscal.js';
import { addendsOf, partsOf } from './sum-parts.js';

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
    const told = await mayTell(kind, partsOf(addendsOf(base!)));
    const toldToo = told && (await mayTell(kind, partsOf(addendsOf(amended!))));
    effects.push({ kind, unit: '元', base: told ? total(base!) : undefined, amended: toldToo ? total(amended!) : undefined });
  }
  return effects;
}

function total(lines: readonly FiscalLine[]): Rational {
  return Rational.sum(lines.flatMap(({ amount }) => amount ?? []));
}
