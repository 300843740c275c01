import { sql, type SQL } from 'drizzle-orm';
import { index, pgTable } from 'drizzle-orm/pg-core';
import { columnsOf, keyOf } from '../../db/dataset-columns.js';
import { belongs, rowsOfEnterprise, rowsOfRegister, rowsWhere } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';
import { landIdleCases, landOutlines, landTransfers, minesAnnual } from './after-supply-datasets.js';
import { landApprovalChanges, landApprovals } from './approval-datasets.js';
import { EVENTS_OF_ZONE, landMilestones, landPayments, landSupplies, landSupplyParcels } from './supply-datasets.js';

// Areas in 亩, as everywhere in the tables; money in 万元. A row is within reach with its contract or approval.
const OF_CONTRACT = sql.raw('exists (select from land_supply s where s.number = contract)');

/** 批复, one row a project. */
export const landApproval = pgTable('land_approval', { ...columnsOf(landApprovals), ...provenance() }, (table) => [
  ...keyOf('land_approval', landApprovals, table),
  rowsOfRegister('land', { zone: 'zone', town: 'town' }),
]);

/** What was written off, revoked or lapsed. */
export const landApprovalChange = pgTable('land_approval_change', { ...columnsOf(landApprovalChanges), ...provenance() }, (table) => [
  ...keyOf('land_approval_change', landApprovalChanges, table),
  rowsWhere(
    'land',
    sql.raw('exists (select from land_approval a where a.document = approval_document and a.project = land_approval_change.project)'),
  ),
]);

/** 供地合同. */
export const landSupply = pgTable('land_supply', { ...columnsOf(landSupplies), ...provenance() }, (table) => [
  ...keyOf('land_supply', landSupplies, table),
  index('land_supply_parcel_code').on(table.parcelCode),
  index('land_supply_approval').on(table.approvalDocument, table.project),
  rowsOfRegister('land', { zone: 'zone', town: 'town', creditCode: 'holder_id' }),
]);

/** The parcels of contracts over several. */
export const landSupplyParcel = pgTable('land_supply_parcel', { ...columnsOf(landSupplyParcels), ...provenance() }, (table) => [
  ...keyOf('land_supply_parcel', landSupplyParcels, table),
  index('land_supply_parcel_of').on(table.parcelCode),
  rowsWhere('land', OF_CONTRACT),
]);

/** Instalments. */
export const landPayment = pgTable('land_payment', { ...columnsOf(landPayments), ...provenance() }, (table) => [
  ...keyOf('land_payment', landPayments, table),
  rowsWhere('land', OF_CONTRACT),
]);

const ZONE_ANSWERS = sql.raw(`case when event in (${EVENTS_OF_ZONE.map((event) => `'${event}'`).join(', ')}) then 'zone' else 'land' end`);

/** 开发利用节点: a zone answers for some of them. */
export const landMilestone = pgTable('land_milestone', { ...columnsOf(landMilestones), ...provenance() }, (table) => [
  ...keyOf('land_milestone', landMilestones, table),
  rowsWhere(ZONE_ANSWERS, OF_CONTRACT),
]);

/** 闲置土地 cases. */
export const landIdleCase = pgTable('land_idle_case', { ...columnsOf(landIdleCases), ...provenance() }, (table) => [
  ...keyOf('land_idle_case', landIdleCases, table),
  index('land_idle_case_contract').on(table.contract),
  rowsWhere('land', OF_CONTRACT),
]);

/** 二级市场登记. */
export const landTransfer = pgTable('land_transfer', { ...columnsOf(landTransfers), ...provenance() }, (table) => [
  ...keyOf('land_transfer', landTransfers, table),
  index('land_transfer_parcel_code').on(table.parcelCode),
  rowsWhere('land', sql`${belongs({ creditCode: 'buyer_id' })} or ${onParcelOf('land_transfer')}`),
]);

/** 宗地界线, in the system that they were handed over in. */
export const landOutline = pgTable('land_outline', { ...columnsOf(landOutlines), ...provenance() }, (table) => [
  ...keyOf('land_outline', landOutlines, table),
  rowsWhere('land', onParcelOf('land_outline')),
]);

/** 矿山, by permit and year. */
export const mine = pgTable('mine', { ...columnsOf(minesAnnual), ...provenance() }, (table) => [
  ...keyOf('mine', minesAnnual, table),
  rowsOfEnterprise('land', 'mine', 'credit_code'),
]);

/** On a parcel of a contract, or of a title, within reach. */
function onParcelOf(table: string): SQL {
  return sql.raw(
    `exists (select from land_supply s where s.parcel_code = ${table}.parcel_code)` +
      ` or exists (select from land_supply_parcel p where p.parcel_code = ${table}.parcel_code)` +
      ` or exists (select from land_parcel p where left(p.unit_code, 19) = ${table}.parcel_code)`,
  );
}
