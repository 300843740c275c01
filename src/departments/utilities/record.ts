import type { Rational } from '../../grading/rational.js';
import type { AnnualRecord } from '../annual-record.js';

/** 年度用电 (万kWh) 用水 (吨), 各户号之和. */
export interface UtilitiesRecord extends AnnualRecord {
  readonly electricity: Rational | undefined;
  readonly water: Rational | undefined;
}
