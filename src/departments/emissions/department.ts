import { annualLoaders, type AnnualLoaders } from '../annual-loaders.js';
import type { Department } from '../department.js';
import { emissionsFacts } from './facts.js';
import { emissionsAnnual } from './handover.js';
import { openEmissionsReader, type EmissionsReader } from './reader.js';
import type { EmissionsRecord } from './record.js';
import { emission } from './table.js';

/** 生态环境 */
export const emissionsDepartment: Department<EmissionsReader, AnnualLoaders<EmissionsRecord>> = {
  id: 'emissions',
  title: '生态环境',
  facts: emissionsFacts,
  recordSets: [{ dataset: emissionsAnnual, table: emission }],
  openReader: openEmissionsReader,
  openLoaders: annualLoaders,
};
