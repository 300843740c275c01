import { and, inArray, or, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Db } from '../../db/db.js';
import { holdsAt } from '../../db/versioned.js';
import type { Directory } from '../../enterprise/directory.js';
import { landLease, landParcel } from './table.js';

/**
 * The codes of the units of which some enterprises have titles or leases: as holders are linked
 * (HANDOVER.md, Identity), by the document, by the name only where there is none.
 */
export async function unitsWith(db: Db, version: number, directory: Directory, creditCodes: readonly string[]): Promise<readonly string[]> {
  if (creditCodes.length === 0) return [];
  const codes = [...creditCodes];
  const names = codes.flatMap((code) => directory.get(code)?.foldedName ?? []);
  const { holderId, foldedHolderName } = landParcel;
  const byName = and(sql`coalesce(${holderId}, '') = ''`, names.length > 0 ? inArray(foldedHolderName, names) : sql`false`);
  const held = db
    .select({ unitCode: landParcel.unitCode })
    .from(landParcel)
    .where(and(holdsAt(landParcel, version), or(inArray(holderId, codes), byName)));
  const leased = db
    .select({ unitCode: landLease.unitCode })
    .from(landLease)
    .where(and(holdsAt(landLease, version), or(inArray(landLease.ownerId, codes), inArray(landLease.tenantCode, codes))));
  return [...new Set((await unionAll(held, leased)).map(({ unitCode }) => unitCode))];
}
