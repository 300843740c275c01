import { annualLoaders, type AnnualLoaders } from '../annual-loaders.js';
import type { Department } from '../department.js';
import { statisticsFacts } from './facts.js';
import { statisticsAnnual } from './handover.js';
import { openStatisticsReader, type StatisticsReader } from './reader.js';
import type { StatisticsRecord } from './record.js';
import { statistic } from './table.js';

/** 统计 */
export const statisticsDepartment: Department<StatisticsReader, AnnualLoaders<StatisticsRecord>> = {
  id: 'statistics',
  title: '统计',
  facts: statisticsFacts,
  recordSets: [{ dataset: statisticsAnnual, table: statistic }],
  openReader: openStatisticsReader,
  openLoaders: annualLoaders,
};
