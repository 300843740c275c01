import type { Department } from '../department.js';
import { statisticsFacts } from './facts.js';
import { statisticsAnnual } from './handover.js';
import { openStatisticsReader, type StatisticsReader } from './reader.js';
import { statistic } from './table.js';

/** 统计 */
export const statisticsDepartment: Department<StatisticsReader> = {
  id: 'statistics',
  title: '统计',
  facts: statisticsFacts,
  recordSets: [{ dataset: statisticsAnnual, table: statistic }],
  openReader: openStatisticsReader,
};
