import type { EnterpriseResult } from '../grading/assessment.js';
import { Rational } from '../grading/rational.js';
import type { TreatmentKind } from '../policy/treatment.js';
import type { FiscalLine } from './fiscal.js';
import type { Treatments } from './treatments-at.js';

/** A treatment that applies to an enterprise on a day. */
export interface EnterpriseTreatment {
  /** Set and item: `example-county-2024/land-use-tax-a`. */
  readonly id: string;
  readonly title: string;
  readonly kind: TreatmentKind;
  readonly rate: Rational | undefined;
  readonly unit: string | undefined;
  /** 元 in the assessed year; undefined where it gives no money, or what it is of is not known. */
  readonly amount: Rational | undefined;
  readonly text: string | undefined;
  readonly document: string;
  /** First and last day, YYYY-MM-DD. */
  readonly validFrom: string | undefined;
  readonly validTo: string | undefined;
  readonly trial: boolean;
  /** Why it applies, in words (中文). */
  readonly why: string;
}

/**
 * What applies to an enterprise on a day and why, in the order of the documents.
 * @param lines the money of its assessment ({@link fiscalLines}), of this enterprise or of all
 */
export function enterpriseTreatments(
  treatments: Treatments,
  result: Pick<EnterpriseResult, 'row' | 'creditCode' | 'final' | 'treatedAs'>,
  day: string,
  lines: readonly FiscalLine[],
): readonly EnterpriseTreatment[] {
  return treatments.on(day)(result.row, result).map(({ set, treatment, why }) => {
    const own = lines.filter(({ creditCode, applied }) => creditCode === result.creditCode && applied.set.id === set.id && applied.treatment.id === treatment.id);
    const amounts = own.flatMap(({ amount }) => amount ?? []);
    const { title, kind, rate, unit, text, document, article, from, to, trial } = treatment;
    return {
      ...{ id: `${set.id}/${treatment.id}`, title, kind, rate: rate ?? undefined, unit, text, trial, why },
      amount: amounts.length > 0 ? Rational.sum(amounts) : undefined,
      document: article ? `${document} ${article}` : document,
      ...{ validFrom: from, validTo: to },
    };
  });
}
