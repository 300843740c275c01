import type { Rational } from '../../grading/rational.js';
import type { AnnualRecord } from '../annual-record.js';

/** 年度税收, 万元. */
export interface TaxRecord extends AnnualRecord {
  readonly vatNet: Rational | undefined;
  readonly exportCredit: Rational | undefined;
  readonly refundOnLevy: Rational | undefined;
  readonly corporateIncome: Rational | undefined;
  readonly property: Rational | undefined;
  readonly landUse: Rational | undefined;
  readonly other: Rational | undefined;
  readonly returned: Rational | undefined;
}
