import type { LandSource } from '../departments/tax/land-source.js';
import type { LandHolding } from '../departments/land/record.js';
import type { Unit } from '../departments/land/unit.js';
import type { EnterpriseRecord } from '../enterprise/record.js';
import type { Page } from '../db/page.js';
import type { SeenFinding } from '../landtax/seen-finding.js';

/*
 * What stands behind a GraphQL type while it is resolved. Everything read from an answer stays at the data version that
 * the answer began with, so each carries it.
 */
interface At {
  readonly version: number;
}

export type EnterpriseAt = EnterpriseRecord & At;
export type LandHoldingAt = LandHolding & At;
export type ParcelAt = Unit & At;
export type LandSourceAt = LandSource & At;
export type NodeAt =
  | ({ readonly __typename: 'Enterprise' } & EnterpriseAt)
  | ({ readonly __typename: 'Parcel' } & ParcelAt)
  | ({ readonly __typename: 'LandTaxFinding' } & SeenFinding);

export type EnterprisePage = Page<EnterpriseAt>;
export type ParcelPage = Page<ParcelAt>;
