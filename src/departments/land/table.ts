import { sql } from 'drizzle-orm';
import { index, pgTable } from 'drizzle-orm/pg-core';
import { columnsOf, keyOf } from '../../db/dataset-columns.js';
import { rowsOfEnterprise, rowsWhere } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';
import { parcelIn } from '../on-parcels.js';
import { landLeases, landParcels } from './datasets.js';

// As holders are linked (HANDOVER.md, Identity): by the document, by the name only where there is none. Which parcels are
// taxed from within reach is for the tax records to say, which may lie in another database: they are named.
const HELD = sql.raw(
  'exists (select from enterprise e where e.credit_code = holder_id)' +
    " or (coalesce(holder_id, '') = '' and exists (select from enterprise e where e.folded_name = folded_holder_name and e.registered))" +
    " or town = any((select nullif(current_setting('muhub.towns', true), '')::text[])::text[])" +
    " or left(unit_code, 19) in (select unnest(nullif(current_setting('muhub.parcels', true), '')::text[]))",
);

/** 宗地: one row a holder; area in 亩 (every area unit terminates in it), share in %. */
export const landParcel = pgTable('land_parcel', { ...columnsOf(landParcels), ...provenance() }, (table) => [
  ...keyOf('land_parcel', landParcels, table),
  index('land_parcel_parcel').on(parcelIn(table.unitCode)),
  index('land_parcel_holder_id').on(table.holderId),
  index('land_parcel_folded_holder_name').on(table.foldedHolderName),
  rowsWhere('land', HELD),
]);

/** 厂房出租: area in 亩. */
export const landLease = pgTable('land_lease', { ...columnsOf(landLeases), ...provenance() }, (table) => [
  ...keyOf('land_lease', landLeases, table),
  index('land_lease_parcel').on(parcelIn(table.unitCode)),
  index('land_lease_owner').on(table.ownerId),
  index('land_lease_tenant').on(table.tenantCode),
  rowsOfEnterprise('land', 'land_lease', 'owner_id', 'tenant_code'),
]);
