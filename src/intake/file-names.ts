import { inArray } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { handover } from './table.js';

/** The names of the files of some handovers, by the number of the handover: one statement. */
export async function readFileNames(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: handover.id, fileName: handover.fileName })
    .from(handover)
    .where(inArray(handover.id, [...ids]));
  return new Map(rows.map(({ id, fileName }) => [id, fileName]));
}
