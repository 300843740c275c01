import type { RecordSet } from '../../db/record-set.js';
import type { Department } from '../department.js';
import { noFactsReader, noLoaders } from '../no-facts.js';
import { inefficientLand } from './datasets.js';
import { inefficient } from './table.js';

const recordSets: readonly RecordSet[] = [{ dataset: inefficientLand, table: inefficient }];

/** 经信 */
export const industryDepartment: Department = {
  id: 'industry',
  title: '经信',
  facts: [],
  recordSets,
  openReader: noFactsReader(recordSets),
  openLoaders: noLoaders,
};
