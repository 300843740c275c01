import type { YearRecord } from '../annual-record.js';
import type { taxPayments } from './datasets.js';

/** 年度税收, 万元. */
export type TaxRecord = YearRecord<typeof taxPayments>;
