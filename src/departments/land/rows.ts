import { and, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Db } from '../../db/db.js';
import { exact } from '../../db/record-values.js';
import { holdsAt, sourceOf } from '../../db/versioned.js';
import type { Directory } from '../../enterprise/directory.js';
import type { Lease, Title } from './record.js';
import { landLease, landParcel } from './table.js';

/** Every title and lease that the land department's records hold at a data version. */
export interface LandRows {
  readonly titles: readonly Title[];
  readonly leases: readonly Lease[];
}

/**
 * Reads both in one statement, and links holders and lessors to the enterprises of the directory.
 * @param onUnits the condition of a unit code whose titles and leases are read; without it everything is
 */
export async function readLand(db: Db, version: number, directory: Directory, onUnits?: OnUnits): Promise<LandRows> {
  const titles: Title[] = [];
  const leases: Lease[] = [];
  for (const row of await select(db, version, onUnits)) {
    if (row.tenant === null) titles.push(toTitle(row, directory));
    else leases.push(toLease(row, row.tenant, directory));
  }
  return { titles, leases };
}

type Row = Awaited<ReturnType<typeof select>>[number];

/** The condition that a unit code is among some. */
export type OnUnits = (unitCode: PgColumn) => SQL;

function select(db: Db, version: number, onUnits: OnUnits | undefined) {
  const none = sql<string | null>`null::text`;
  const titles = db
    .select({
      ...provenanceOf(landParcel),
      unitCode: landParcel.unitCode,
      tenant: sql<string | null>`null::text`.as('tenant'),
      party: landParcel.holderId,
      name: sql<string | null>`${landParcel.holderName}`.as('name'),
      foldedName: landParcel.foldedHolderName,
      area: landParcel.area,
      share: landParcel.share,
      from: sql<string | null>`${landParcel.acquired}`.as('from'),
      to: sql<string | null>`${landParcel.ended}`.as('to'),
      landClass: landParcel.landClass,
      use: landParcel.use,
      right: landParcel.right,
      location: landParcel.location,
      town: landParcel.town,
    })
    .from(landParcel)
    .where(and(holdsAt(landParcel, version), onUnits?.(landParcel.unitCode)));
  const leases = db
    .select({
      ...provenanceOf(landLease),
      unitCode: landLease.unitCode,
      tenant: sql<string | null>`${landLease.tenantCode}`.as('tenant'),
      party: sql<string | null>`${landLease.ownerId}`.as('party'),
      name: none.as('name'),
      foldedName: none.as('folded_name'),
      area: landLease.area,
      share: sql<string | null>`null::numeric`.as('share'),
      from: sql<string | null>`${landLease.startDate}`.as('from'),
      to: sql<string | null>`${landLease.endDate}`.as('to'),
      landClass: none.as('land_class'),
      use: none.as('use'),
      right: none.as('land_right'),
      location: none.as('location'),
      town: none.as('town'),
    })
    .from(landLease)
    .where(and(holdsAt(landLease, version), onUnits?.(landLease.unitCode)));
  return unionAll(titles, leases);
}

function provenanceOf<T extends typeof landParcel | typeof landLease>(table: T) {
  return { version: table.version, handoverId: table.handoverId, sheet: table.sheet, line: table.line, carried: table.carried };
}

function toTitle(row: Row, directory: Directory): Title {
  const { unitCode, landClass, use, right, location, town, from, to } = row;
  const creditCode = directory.link(row.party, row.foldedName);
  return {
    ...{ unitCode, landClass, use, right, location, town, acquired: from, ended: to },
    holderName: row.name ?? '',
    holderId: row.party,
    holder: creditCode ? { creditCode, ground: row.party ? 'DOCUMENT' : 'NAME' } : undefined,
    area: exact(row.area),
    share: exact(row.share),
    source: sourceOf(row),
  };
}

function toLease(row: Row, tenant: string, directory: Directory): Lease {
  const ownerId = row.party ?? '';
  return {
    unitCode: row.unitCode,
    ownerId,
    owner: directory.link(ownerId, null),
    tenant,
    area: exact(row.area),
    startDate: row.from ?? '',
    endDate: row.to,
    source: sourceOf(row),
  };
}
