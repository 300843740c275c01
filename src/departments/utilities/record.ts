import type { YearRecord } from '../annual-record.js';
import type { utilitiesAnnual } from './datasets.js';

/** 年度用电 (万kWh) 用水 (吨), 各户号之和. */
export type UtilitiesRecord = YearRecord<typeof utilitiesAnnual>;
