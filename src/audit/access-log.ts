import { and, count, desc, eq, gte, inArray, lt, max, sql } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { page, pageRequest, type Page, type PageArguments } from '../db/page.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Link } from './chain.js';
import { READS } from './event.js';
import { auditEvent, auditHead } from './table.js';

const MOST_COUNTS = 500;

/** A page of a department's chain. */
export type AccessLogPage = Page<Link>;

/** How often someone read a department's data, for what. */
export interface AccessCount {
  readonly actor: string;
  readonly role: string;
  readonly purpose: string | null;
  readonly reads: number;
  readonly exports: number;
  readonly refusals: number;
  readonly last: Date;
}

/** Reads the chains for those whose data they are about. */
export class AccessLog {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /**
   * Who did what with a department's data, the latest first; `totalCount` is the length of its chain.
   * @throws Refusal BAD_USER_INPUT for a negative `first` or a cursor of another list
   */
  async page(department: DepartmentId, args: PageArguments): Promise<AccessLogPage> {
    const request = pageRequest({ field: 'accessLog', asked: { department } }, args);
    const after = request.after === undefined ? undefined : lt(auditEvent.sequence, Number(request.after));
    const [rows, [head]] = await Promise.all([
      this.#db
        .select()
        .from(auditEvent)
        .where(and(eq(auditEvent.department, department), after))
        .orderBy(desc(auditEvent.sequence))
        .limit(request.limit + 1),
      this.#db.select({ total: auditHead.sequence }).from(auditHead).where(eq(auditHead.department, department)),
    ]);
    const links = rows.slice(0, request.limit);
    const hasNext = rows.length > request.limit;
    return page(request, { rows: links, hasNext, total: head?.total ?? 0 }, ({ sequence }) => String(sequence));
  }

  /** Who read a department's data how often, for what, the most frequent first. */
  async counts(department: DepartmentId, since: Date | undefined): Promise<AccessCount[]> {
    const [role, purpose] = [sql<string>`${auditEvent.detail}->>'role'`, sql<string | null>`${auditEvent.detail}->>'purpose'`];
    const of = (...actions: (typeof READS)[number][]) => sql<string>`count(*) filter (where ${inArray(auditEvent.action, actions)})`;
    const counted = { reads: of('READ'), exports: of('EXPORT'), refusals: of('READ_REFUSED', 'EXPORT_REFUSED') };
    const rows = await this.#db
      .select({ actor: auditEvent.actor, role, purpose, ...counted, last: max(auditEvent.at) })
      .from(auditEvent)
      .where(
        and(
          eq(auditEvent.department, department),
          inArray(auditEvent.action, [...READS]),
          since === undefined ? undefined : gte(auditEvent.at, since),
        ),
      )
      .groupBy(auditEvent.actor, sql`2`, sql`3`)
      .orderBy(desc(count()), auditEvent.actor, sql`2`, sql`3`)
      .limit(MOST_COUNTS);
    return rows.map(({ reads, exports, refusals, last, ...who }) => {
      return { ...who, reads: Number(reads), exports: Number(exports), refusals: Number(refusals), last: last! };
    });
  }
}
