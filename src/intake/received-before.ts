import { and, eq } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { issue } from '../handover/issue-catalogue.js';
import type { Issue } from '../handover/issue.js';
import { handover } from './table.js';

/** The notice that the same bytes were taken for this dataset before; undefined if they were not. */
export async function receivedBefore(db: Db, dataset: string, digest: string): Promise<Issue | undefined> {
  const [row] = await db
    .select({ fileName: handover.fileName, receivedAt: handover.receivedAt })
    .from(handover)
    .where(and(eq(handover.dataset, dataset), eq(handover.digest, digest), eq(handover.status, 'accepted')))
    .limit(1);
  return row && issue('ALREADY_RECEIVED', { found: `${row.fileName}，${row.receivedAt.toISOString()}` });
}
