import { pgTable } from 'drizzle-orm/pg-core';
import { columnsOf, keyOf } from '../../db/dataset-columns.js';
import { rowsOfEnterprise } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';
import { statisticsAnnual } from './datasets.js';

/** 年度工业企业统计: 万元; 能耗 吨标煤. */
export const statistic = pgTable('statistic', { ...columnsOf(statisticsAnnual), ...provenance() }, (table) => [
  ...keyOf('statistic', statisticsAnnual, table),
  rowsOfEnterprise('statistics', 'statistic', 'credit_code'),
]);
