import type { Rational } from '../../grading/rational.js';
import type { AnnualRecord } from '../annual-record.js';

/** 年度用工, 人. */
export interface EmploymentRecord extends AnnualRecord {
  readonly averageStaff: Rational | undefined;
  readonly insured: Rational | undefined;
}
