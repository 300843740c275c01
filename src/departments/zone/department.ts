import type { RecordSet } from '../../db/record-set.js';
import type { Department } from '../department.js';
import { noFactsReader, noLoaders } from '../no-facts.js';
import { outputChecks, outputContracts, zoneLandUse } from './datasets.js';
import { outputCheck, outputContract, zoneYear } from './table.js';

const recordSets: readonly RecordSet[] = [
  { dataset: outputContracts, table: outputContract },
  { dataset: outputChecks, table: outputCheck },
  { dataset: zoneLandUse, table: zoneYear },
];

/** 园区 */
export const zoneDepartment: Department = {
  id: 'zone',
  title: '园区',
  facts: [],
  recordSets,
  openReader: noFactsReader(recordSets),
  openLoaders: noLoaders,
};
