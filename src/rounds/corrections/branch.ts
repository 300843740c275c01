import { desc, eq } from 'drizzle-orm';
import type { Db } from '../../db/db.js';
import { roundBranch } from './table.js';

/** The taking of V1 that holds in a round; undefined: COLLECTING was never ended. */
export async function branchOf(db: Db, roundId: number): Promise<typeof roundBranch.$inferSelect | undefined> {
  const [row] = await db.select().from(roundBranch).where(eq(roundBranch.roundId, roundId)).orderBy(desc(roundBranch.id)).limit(1);
  return row;
}
