import type { Department } from '../department.js';
import { landFactCells, landFacts, landLeases, landParcels } from './datasets.js';
import { landLoaders, type LandLoaders } from './loaders.js';
import { openLandReader, type LandReader } from './reader.js';
import { landLease, landParcel } from './table.js';

/** 自然资源 */
export const landDepartment: Department<LandReader, LandLoaders> = {
  id: 'land',
  title: '自然资源',
  facts: landFacts,
  computedOf: landFactCells,
  recordSets: [
    { dataset: landParcels, table: landParcel },
    { dataset: landLeases, table: landLease },
  ],
  openReader: openLandReader,
  openLoaders: landLoaders,
};
