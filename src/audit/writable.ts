import { sql } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { GENESIS } from './chain.js';
import { auditEvent } from './table.js';

/**
 * Writes a record and takes it back: shows that the database takes what every answer waits for.
 * @throws Error as the database refuses it
 */
export async function checkWritable(db: Db): Promise<void> {
  const done = new Error('taken back');
  const { sequence, hash } = GENESIS;
  const record = { department: 'county', sequence: sequence - 1, at: new Date(0), actor: '', action: 'READ', detail: {} } as const;
  await db
    .transaction(async (tx) => {
      await tx.execute(sql`set local lock_timeout = '2s'; set local statement_timeout = '4s'`);
      await tx.insert(auditEvent).values({ ...record, detail: {} as never, previous: hash, hash });
      throw done;
    })
    .catch((error: unknown) => {
      if (error !== done) throw error;
    });
}
