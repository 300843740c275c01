import type { Rational } from '../../grading/rational.js';
import type { AnnualRecord } from '../annual-record.js';

/** 年度主要污染物排放量, 吨. */
export interface EmissionsRecord extends AnnualRecord {
  readonly cod: Rational | undefined;
  readonly ammonia: Rational | undefined;
  readonly so2: Rational | undefined;
  readonly nox: Rational | undefined;
  /** 排污当量: cod ÷ 1 + ammonia ÷ 0.8 + so2 ÷ 0.95 + nox ÷ 0.95 of those present (HANDOVER.md). */
  readonly equivalent: Rational | undefined;
}
