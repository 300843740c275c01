import { factsOf } from '../../handover/facts.js';
import { annualLoaders, type AnnualLoaders } from '../annual-loaders.js';
import type { Department } from '../department.js';
import { statisticsAnnual } from './datasets.js';
import { openStatisticsReader, type StatisticsReader } from './reader.js';
import type { StatisticsRecord } from './record.js';
import { regionAnnual } from './region-dataset.js';
import { regionYear } from './region-table.js';
import { statistic } from './table.js';

/** 统计 */
export const statisticsDepartment: Department<StatisticsReader, AnnualLoaders<StatisticsRecord>> = {
  id: 'statistics',
  title: '统计',
  facts: factsOf(statisticsAnnual),
  recordSets: [
    { dataset: statisticsAnnual, table: statistic },
    { dataset: regionAnnual, table: regionYear },
  ],
  openReader: openStatisticsReader,
  openLoaders: annualLoaders,
};
