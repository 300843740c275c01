import type { YearRecord } from '../annual-record.js';
import type { employmentAnnual } from './datasets.js';

/** 年度用工, 人. */
export type EmploymentRecord = YearRecord<typeof employmentAnnual>;
