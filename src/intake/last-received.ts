import { and, eq, isNotNull, isNull, max, sql } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import type { DepartmentId } from '../grading/fact.js';
import { UPDATE_CYCLES } from '../handover/dataset.js';
import { recordSets } from './record-sets.js';
import { handover } from './table.js';

/** How a dataset stands: when a file of it was last taken, and how many were; nothing of what they held. */
export interface DatasetStanding {
  readonly dataset: string;
  /** 中文. */
  readonly title: string;
  readonly department: DepartmentId;
  /** How often it is brought up to date, in words (中文). */
  readonly cycle: string;
  readonly files: number;
  readonly receivedAt: Date | null;
  /** The data version that it became. */
  readonly version: number | null;
}

/** Every dataset that the hub takes, whether anything of it was handed in or not. */
export async function lastReceived(db: Db): Promise<readonly DatasetStanding[]> {
  const rows = await db
    .select({
      dataset: handover.dataset,
      files: sql<number>`count(*)::integer`,
      receivedAt: max(handover.receivedAt),
      version: max(handover.version),
    })
    .from(handover)
    .where(and(eq(handover.status, 'accepted'), isNotNull(handover.dataset), isNull(handover.retractedAs)))
    .groupBy(handover.dataset);
  const known = new Map(rows.map((row) => [row.dataset, row]));
  return [...recordSets.values()].map(({ dataset: { id: name, title, department, updated } }) => {
    const { files = 0, receivedAt = null, version = null } = known.get(name) ?? {};
    return { dataset: name, title, department, cycle: UPDATE_CYCLES[updated], files, receivedAt, version };
  });
}
