import { sql } from 'drizzle-orm';
import type { Db } from '../../db/db.js';
import { freeText, outlineBlocks, type OutlineBlock } from '../../db/outline.js';
import { holdsAt } from '../../db/versioned.js';
import { inForce } from '../in-force-sql.js';
import { landLeases, landParcels } from './datasets.js';
import { landLease, landParcel } from './table.js';

/** A row of a block of the land department, as its fields stand. */
export const TITLE_FIELDS = { rest: 0, kind: 1, area: 2, landClass: 3, holderId: 4, foldedName: 5 } as const;
export const LEASE = 'L';

/**
 * Titles and leases in force on a day in outline: the rest of the unit code, `T` or `L`, and of a title the area (亩),
 * the land class, the holder's document, and where there is none the folded name.
 */
export function titleOutlines(db: Db, version: number, day: string): AsyncGenerator<OutlineBlock, void> {
  return outlineBlocks(
    db,
    {
      unitCode: landParcel.unitCode,
      fields: [
        ...[sql`'T'`, landParcel.area, freeText(landParcel.landClass), freeText(landParcel.holderId)],
        sql`case when ${landParcel.holderId} is null then ${freeText(landParcel.foldedHolderName)} end`,
      ],
      from: landParcel,
      where: sql`${holdsAt(landParcel, version)} and ${inForce(day, landParcel, landParcels.history)}`,
    },
    {
      unitCode: landLease.unitCode,
      fields: [sql`'${sql.raw(LEASE)}'`],
      from: landLease,
      where: sql`${holdsAt(landLease, version)} and ${inForce(day, landLease, landLeases.history)}`,
    },
  );
}
