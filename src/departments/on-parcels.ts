import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** The parcel of a unit code, as the tables of parcels, leases and sources are indexed by it. */
export function parcelIn(unitCode: PgColumn | { getSQL(): SQL }): SQL {
  return sql`left(${unitCode}, 19)`;
}

/** The condition of a unit code that stands on one of these parcels (the first 19 characters of a unit code). */
export function onParcels(unitCode: PgColumn, parcels: readonly string[]): SQL {
  return sql`${parcelIn(unitCode)} = any(${sql.param([...parcels])}::text[])`;
}
