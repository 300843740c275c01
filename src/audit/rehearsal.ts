import { sql } from 'drizzle-orm';
import type { Db } from '../db/db.js';

/**
 * Lets a transaction that will be rolled back put its deeds nowhere: a rehearsal of many files would otherwise hold every
 * chain, and with it every read, until it ends.
 */
export async function recordNothing(tx: Db): Promise<void> {
  await tx.execute(sql`create temporary table audit_event (like audit_event including all) on commit drop`);
}
