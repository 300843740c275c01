import { annualLoaders, type AnnualLoaders } from '../annual-loaders.js';
import type { AnnualReader } from '../annual-reader.js';
import type { Department } from '../department.js';
import { emissionsAnnual, emissionsFacts } from './datasets.js';
import { POLLUTANTS } from './equivalent.js';
import { openEmissionsReader } from './reader.js';
import type { EmissionsRecord } from './record.js';
import { emission } from './table.js';

/** 生态环境 */
export const emissionsDepartment: Department<AnnualReader<EmissionsRecord>, AnnualLoaders<EmissionsRecord>> = {
  id: 'emissions',
  title: '生态环境',
  facts: emissionsFacts,
  computedOf: { 'emissions.equivalent': [{ dataset: emissionsAnnual.id, fields: POLLUTANTS }] },
  recordSets: [{ dataset: emissionsAnnual, table: emission }],
  openReader: openEmissionsReader,
  openLoaders: annualLoaders,
};
