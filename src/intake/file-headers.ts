import { inArray } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { handover } from './table.js';

/** A file that was handed in, and its header cells as found. */
export interface FileHeader {
  readonly file: string;
  readonly labels: readonly string[];
}

/** The files of some handovers with their headers, by the number of the handover: one statement. */
export async function readFileHeaders(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, FileHeader>> {
  if (ids.length === 0) return new Map();
  const { id, fileName, labels } = handover;
  const rows = await db
    .select({ id, file: fileName, labels })
    .from(handover)
    .where(inArray(id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}
