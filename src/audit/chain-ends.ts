import { and, eq } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import type { DepartmentId } from '../grading/fact.js';
import { auditEvent, auditHead } from './table.js';

/** Where a chain ends, and since when. */
export interface ChainEnd {
  readonly department: DepartmentId;
  readonly sequence: number;
  readonly hash: string;
  readonly at: Date | null;
}

/** The ends of the chains, by department. */
export function chainEnds(db: Db): Promise<ChainEnd[]> {
  return db
    .select({ department: auditHead.department, sequence: auditHead.sequence, hash: auditHead.hash, at: auditEvent.at })
    .from(auditHead)
    .leftJoin(auditEvent, and(eq(auditEvent.department, auditHead.department), eq(auditEvent.sequence, auditHead.sequence)))
    .orderBy(auditHead.department);
}
