import type { YearRecord } from '../annual-record.js';
import type { statisticsAnnual } from './datasets.js';

/** 年度统计, 万元; 能耗 吨标煤. */
export type StatisticsRecord = YearRecord<typeof statisticsAnnual> & {
  /** Whether the enterprise declared it itself (数据来源 填报). */
  readonly isDeclared: boolean;
};
