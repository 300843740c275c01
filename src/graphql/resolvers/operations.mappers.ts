import type { ChainEnd } from '../../audit/chain-ends.js';
import type { ChainReport } from '../../audit/verify-chain.js';
import type { DepartmentId } from '../../grading/fact.js';
import type { DatasetStanding } from '../../intake/last-received.js';

/** Everything of it is asked for where it is selected. */
export type OperationsMapper = Readonly<Record<string, never>>;
export type SourceStateMapper = { readonly department: DepartmentId; readonly up: boolean };
export type DatasetStateMapper = DatasetStanding;
export type AuditChainMapper = ChainEnd;
export type ChainVerificationMapper = ChainReport;
