import type { Page } from '../../db/page.js';
import type { ParcelOutline } from '../../land-use/read-outlines.js';
import type { SuppliedParcel } from '../../land-use/contract.js';
import type {
  ApprovalChange,
  IdleCase,
  KeyProject,
  Milestone,
  MineYear,
  OutputCheck,
  OutputContract,
  Payment,
} from '../../land-use/records.js';
import type { ApprovalView, ContractView } from '../land-contracts.js';
import type { ParcelHappening } from '../parcel-history.js';
import type { OfParties } from '../parties.js';
import type { At } from './enterprise.mappers.js';

export type LandContractMapper = ContractView;
export type LandContractConnectionMapper = Page<ContractView>;
export type ContractParcelMapper = SuppliedParcel & At;
export type LandMilestoneMapper = Milestone;
export type LandPaymentMapper = Payment;
export type IdleCaseMapper = IdleCase;
export type LandApprovalMapper = ApprovalView;
export type ApprovalChangeMapper = ApprovalChange;
export type OutputContractMapper = OutputContract & OfParties & At;
export type OutputCheckMapper = OutputCheck;
export type KeyProjectMapper = KeyProject & OfParties & At;
export type KeyProjectConnectionMapper = Page<KeyProjectMapper>;
export type MineMapper = MineYear & OfParties & At;
export type MineConnectionMapper = Page<MineMapper>;
export type ParcelOutlineMapper = ParcelOutline;
export type ParcelEventMapper = ParcelHappening;
