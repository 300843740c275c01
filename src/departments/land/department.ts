import type { Department } from '../department.js';
import { landIdleCases, landOutlines, landTransfers, minesAnnual } from './after-supply-datasets.js';
import { landApprovalChanges, landApprovals } from './approval-datasets.js';
import {
  landApproval,
  landApprovalChange,
  landIdleCase,
  landMilestone,
  landOutline,
  landPayment,
  landSupply,
  landSupplyParcel,
  landTransfer,
  mine,
} from './contract-table.js';
import { landFactCells, landFacts, landLeases, landParcels } from './datasets.js';
import { landLoaders, type LandLoaders } from './loaders.js';
import { openLandReader, type LandReader } from './reader.js';
import { landMilestones, landPayments, landSupplies, landSupplyParcels } from './supply-datasets.js';
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
    { dataset: landApprovals, table: landApproval },
    { dataset: landApprovalChanges, table: landApprovalChange },
    { dataset: landSupplies, table: landSupply },
    { dataset: landSupplyParcels, table: landSupplyParcel },
    { dataset: landPayments, table: landPayment },
    { dataset: landMilestones, table: landMilestone },
    { dataset: landIdleCases, table: landIdleCase },
    { dataset: landTransfers, table: landTransfer },
    { dataset: landOutlines, table: landOutline },
    { dataset: minesAnnual, table: mine },
  ],
  openReader: openLandReader,
  openLoaders: landLoaders,
};
