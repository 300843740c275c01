import type { Rational } from '../../grading/rational.js';
import type { AnnualRecord } from '../annual-record.js';

/** 年度统计, 万元; 能耗 吨标煤. */
export interface StatisticsRecord extends AnnualRecord {
  readonly aboveScale: boolean | undefined;
  readonly revenue: Rational | undefined;
  readonly valueAdded: Rational | undefined;
  readonly rdExpense: Rational | undefined;
  readonly energy: Rational | undefined;
  readonly energyCalorific: Rational | undefined;
}
