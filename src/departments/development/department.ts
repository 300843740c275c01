import type { RecordSet } from '../../db/record-set.js';
import type { Department } from '../department.js';
import { noFactsReader, noLoaders } from '../no-facts.js';
import { keyProjects } from './datasets.js';
import { keyProject } from './table.js';

const recordSets: readonly RecordSet[] = [{ dataset: keyProjects, table: keyProject }];

/** 发改 */
export const developmentDepartment: Department = {
  id: 'development',
  title: '发改',
  facts: [],
  recordSets,
  openReader: noFactsReader(recordSets),
  openLoaders: noLoaders,
};
