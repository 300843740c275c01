import type { Rational } from '../../grading/rational.js';
import type { YearRecord } from '../annual-record.js';
import type { emissionsAnnual } from './datasets.js';

/** 年度主要污染物排放量, 吨. */
export type EmissionsRecord = YearRecord<typeof emissionsAnnual> & {
  /** 排污当量: cod ÷ 1 + ammonia ÷ 0.8 + so2 ÷ 0.95 + nox ÷ 0.95 of those present (HANDOVER.md). */
  readonly equivalent: Rational | undefined;
};
