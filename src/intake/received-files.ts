import { and, count, desc, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { page, pageRequest, type Page, type PageArguments } from '../db/page.js';
import type { DepartmentId } from '../grading/fact.js';
import { datasetsOf } from './record-sets.js';
import { handover } from './table.js';

/** A file that was handed in, taken or refused. */
export type ReceivedFile = typeof handover.$inferSelect & { readonly madeOf: readonly DepartmentId[] };

interface By {
  readonly actor: string;
  readonly department: DepartmentId;
}

export type ReceivedPage = Page<ReceivedFile>;

/**
 * The files that were handed in for a department's datasets, the latest first. A file whose dataset was not made out is
 * told to whom it came from.
 * @param by who asks
 * @throws Refusal BAD_USER_INPUT for a page that is none
 */
export async function receivedFiles(db: Db, { actor, department }: By, args: PageArguments): Promise<ReceivedPage> {
  const request = pageRequest({ field: 'handovers', asked: { department } }, args);
  const mine = or(inArray(handover.dataset, datasetsOf(department)), and(isNull(handover.dataset), eq(handover.receivedBy, actor)));
  const before = request.after === undefined ? undefined : lt(handover.id, Number(request.after));
  const [rows, [all]] = await Promise.all([
    db
      .select()
      .from(handover)
      .where(and(mine, before))
      .orderBy(desc(handover.id))
      .limit(request.limit + 1),
    db.select({ files: count() }).from(handover).where(mine),
  ]);
  const files = rows.slice(0, request.limit).map((row) => ({ ...row, madeOf: [department] }));
  return page(request, { rows: files, hasNext: rows.length > request.limit, total: all?.files ?? 0 }, ({ id }) => String(id));
}
