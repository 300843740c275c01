import type { DepartmentId } from '../grading/fact.js';
import { Rational } from '../grading/rational.js';
import type { AppliedTreatment } from '../policy/treatment-match.js';
import type { FiscalLine } from './fiscal.js';
import { treatmentKey } from './policy-effects.js';

/** A treatment of one enterprise, with its money and the department whose records that is worked out of. */
export interface SeenTreatment extends AppliedTreatment {
  /** 元 a year; undefined: words only, or something it is worked out of is missing. */
  readonly amount: Rational | undefined;
  readonly madeOf: readonly DepartmentId[];
}

/** The money of one treatment among the lines of an enterprise; missing where any of its lines lacks an amount. */
export function amountOf(applied: AppliedTreatment, lines: readonly FiscalLine[]): Rational | undefined {
  const own = lines.filter((line) => treatmentKey(line.applied) === treatmentKey(applied));
  const amounts = own.flatMap(({ amount }) => amount ?? []);
  return own.length > 0 && amounts.length === own.length ? Rational.sum(amounts) : undefined;
}

/** Relief is a part of the land-use tax; a surcharge is a rate on what the meters say. */
export function madeOf({ treatment: { kind } }: AppliedTreatment): readonly DepartmentId[] {
  if (kind === 'LAND_USE_TAX') return ['tax'];
  return kind === 'ELECTRICITY' || kind === 'WATER' ? ['utilities'] : ['county'];
}
