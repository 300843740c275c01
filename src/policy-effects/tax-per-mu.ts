import type { Assessment, EnterpriseResult } from '../grading/assessment.js';
import type { Rational } from '../grading/rational.js';

const LAND = 'land.used_area';

/** What an enterprise pays and uses, by its scheme's own definition of tax (亩均税收). */
export interface TaxPerMu {
  /** 万元. */
  readonly tax: Rational;
  /** 亩. */
  readonly area: Rational;
  /** 万元/亩. */
  readonly value: Rational;
}

/**
 * Tells 亩均税收 by the indicator that divides tax by used land; undefined for who lacks it or is in no group.
 * @param assessment whose scheme says what counts as tax
 */
export function taxPerMuOf({ scheme }: Assessment): (result: EnterpriseResult) => TaxPerMu | undefined {
  const taxes = new Set(scheme.derived.filter(({ terms }) => terms.some(({ fact }) => isTax(fact))).map(({ id }) => id));
  return ({ indicators }) => {
    const found = indicators.find(({ indicator: { numerator, denominator, growth } }) => {
      return !growth && denominator?.fact === LAND && denominator.year === 0 && (isTax(numerator.fact) || taxes.has(numerator.fact));
    });
    const { numerator: tax, denominator: area, value } = found ?? {};
    return tax && area && value && { tax, area, value };
  };
}

function isTax(fact: string): boolean {
  return fact.startsWith('tax.');
}
