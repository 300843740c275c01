import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { issue } from '../handover/issue-catalogue.js';
import type { Issue } from '../handover/issue.js';
import { handover } from './table.js';

/**
 * The notice that the same bytes were taken for this dataset, and year where that was said, and all of them is in force;
 * undefined if that is not so. Rows in the place of which others stood that were taken back are in force again. Where some rows
 * were not their sender's, it was taken from that sender alone: others may hand it in for theirs.
 */
export async function receivedBefore(
  db: Db,
  dataset: string,
  { digest, year, actor }: { readonly digest: string; readonly year?: number; readonly actor: string },
): Promise<Issue | undefined> {
  const [row] = await db
    .select({ fileName: handover.fileName, receivedAt: handover.receivedAt })
    .from(handover)
    .where(
      and(
        ...[eq(handover.dataset, dataset), eq(handover.digest, digest), sql`${handover.year} is not distinct from ${year ?? null}`],
        ...[eq(handover.status, 'accepted'), isNull(handover.retractedAs), eq(handover.inForce, handover.accepted)],
        sql`(${handover.issueCounts} -> 'ROW_NOT_YOURS' is null or ${handover.receivedBy} = ${actor})`,
      ),
    )
    .limit(1);
  return row && issue('ALREADY_RECEIVED', { found: `${row.fileName}，${row.receivedAt.toISOString()}` });
}
