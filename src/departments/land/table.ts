import { sql } from 'drizzle-orm';
import { date, index, numeric, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { rowsOfEnterprise, rowsWhere } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';
import { parcelIn } from '../on-parcels.js';

/** 宗地: one row a holder; area in 亩 (every area unit terminates in it), share in %. */
export const landParcel = pgTable(
  'land_parcel',
  {
    unitCode: text('unit_code').notNull(),
    holderName: text('holder_name').notNull(),
    /** The name folded for linking (full width to half width, no white space). */
    foldedHolderName: text('folded_holder_name'),
    holderId: text('holder_id'),
    area: numeric('area_mu'),
    landClass: text('land_class'),
    use: text('use'),
    right: text('land_right'),
    acquired: date('acquired'),
    ended: date('ended'),
    share: numeric('share_percent'),
    location: text('location'),
    town: text('town'),
    ...provenance(),
  },
  (table) => [
    unique('land_parcel_key').on(table.unitCode, table.holderName, table.acquired, table.version).nullsNotDistinct(),
    index('land_parcel_parcel').on(parcelIn(table.unitCode)),
    index('land_parcel_holder_id').on(table.holderId),
    index('land_parcel_folded_holder_name').on(table.foldedHolderName),
    // As holders are linked (HANDOVER.md, Identity): by the document, by the name only where there is none.
    rowsWhere('land', sql`holder_id in (select e.credit_code from enterprise e) or (coalesce(holder_id, '') = '' and folded_holder_name in (select e.folded_name from enterprise e where e.registered)) or town = any((select nullif(current_setting('muhub.towns', true), '')::text[])::text[])`),
  ],
);

/** 厂房出租: area in 亩. */
export const landLease = pgTable(
  'land_lease',
  {
    unitCode: text('unit_code').notNull(),
    ownerId: text('owner_id').notNull(),
    tenantCode: text('tenant_code').notNull(),
    area: numeric('area_mu'),
    startDate: date('start_date').notNull(),
    endDate: date('end_date'),
    ...provenance(),
  },
  (table) => [
    unique('land_lease_key').on(table.unitCode, table.ownerId, table.tenantCode, table.startDate, table.version),
    index('land_lease_parcel').on(parcelIn(table.unitCode)),
    index('land_lease_owner').on(table.ownerId),
    index('land_lease_tenant').on(table.tenantCode),
    rowsOfEnterprise('land', 'owner_id', 'tenant_code'),
  ],
);
