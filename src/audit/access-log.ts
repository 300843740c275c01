import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '../db/database.js';
import { page, pageRequest, type Page, type PageArguments } from '../db/page.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Link } from './chain.js';
import { auditEvent, auditHead } from './table.js';

/** A page of a department's chain. */
export type AccessLogPage = Page<Link>;

/**
 * Who did what with a department's data, the latest first; `totalCount` is the length of its chain.
 * @throws Refusal BAD_USER_INPUT for a negative `first` or a cursor of another list
 */
export async function accessLog(db: Db, department: DepartmentId, args: PageArguments): Promise<AccessLogPage> {
  const request = pageRequest(`accessLog ${department}`, args);
  const total = sql<string>`coalesce((select ${auditHead.sequence} from ${auditHead} where ${auditHead.department} = ${department}), 0)`;
  const rows = await db
    .select({ link: auditEvent, total })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.department, department),
        request.after === undefined ? undefined : lt(auditEvent.sequence, Number(request.after)),
      ),
    )
    .orderBy(desc(auditEvent.sequence))
    .limit(request.limit + 1);
  const links = rows.slice(0, request.limit).map(({ link }) => link);
  return page(
    request,
    { rows: links, hasNext: rows.length > request.limit, total: Number(rows[0]?.total ?? 0) },
    ({ sequence }) => String(sequence),
  );
}
