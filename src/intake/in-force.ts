import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import type { RowsOf } from '../db/fold-again.js';
import { handover } from './table.js';

/**
 * Keeps count of how many rows of each handover of a dataset are in force. The register's table also holds enterprises that
 * files of other datasets named: these count for none.
 * @param by 1 where rows came into force, -1 where they ended
 */
export async function countInForce(tx: Db, dataset: string, some: readonly RowsOf[], by: 1 | -1): Promise<void> {
  for (const { handoverId, rows } of some) {
    await tx
      .update(handover)
      .set({ inForce: sql`${handover.inForce} + ${by * rows}` })
      .where(and(eq(handover.id, handoverId), eq(handover.dataset, dataset)));
  }
}
