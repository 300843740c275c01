import type { SchemeParts } from '../assessment/scheme-parts.js';
import type { DepartmentId } from '../grading/fact.js';
import { Rational } from '../grading/rational.js';
import type { AppliedTreatment } from '../policy/treatment-match.js';
import type { Treatment, TreatmentKind, TreatmentSet } from '../policy/treatment.js';
import type { FiscalLine } from './fiscal.js';
import { treatmentKey } from './policy-effects.js';

/** A treatment of one enterprise, with its money, and the departments that both are made of. */
export interface TreatmentView extends AppliedTreatment {
  /** 元 a year; undefined: words only, or something it is worked out of is missing. */
  readonly amount: Rational | undefined;
  /** What its applying is made of. */
  readonly madeOf: readonly DepartmentId[];
  /** What its money is made of. */
  readonly moneyOf: readonly DepartmentId[];
}

/** The money of one treatment among the lines of an enterprise; missing where any of its lines lacks an amount. */
export function amountOf(applied: AppliedTreatment, lines: readonly FiscalLine[]): Rational | undefined {
  const own = lines.filter((line) => treatmentKey(line.applied) === treatmentKey(applied));
  const amounts = own.flatMap(({ amount }) => amount ?? []);
  return own.length > 0 && amounts.length === own.length ? Rational.sum(amounts) : undefined;
}

/** Relief is a part of the land-use tax; a surcharge is a rate on what the meters say. */
export function moneyOf(kind: TreatmentKind): readonly DepartmentId[] {
  if (kind === 'LAND_USE_TAX') return ['tax'];
  return kind === 'ELECTRICITY' || kind === 'WATER' ? ['utilities'] : ['county'];
}

/** What it is made of that a treatment applies: of its own condition, and of those that would veto it. */
export function partsOfTreatment(
  parts: SchemeParts,
  sets: readonly TreatmentSet[],
  { set, treatment }: { readonly set: TreatmentSet; readonly treatment: Treatment },
): readonly DepartmentId[] {
  const vetoes = sets.flatMap(({ items }) => items.filter(({ vetoes: kinds }) => kinds.includes(treatment.kind)));
  const conditions = [treatment, ...vetoes].flatMap(({ when }) => when ?? []);
  return parts.policy(conditions, [...set.derived, ...sets.flatMap(({ derived }) => derived)]);
}
