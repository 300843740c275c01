import { and, count, eq, gte, inArray, max, sql } from 'drizzle-orm';
import type { Grant } from '../access/grants.js';
import { accessRule, type Act } from '../access/may.js';
import type { SharingRegister } from '../access/sharing.js';
import { READS, type ReadDetail } from '../audit/event.js';
import { auditEvent } from '../audit/table.js';
import type { Db } from '../db/database.js';
import type { DepartmentId } from '../grading/fact.js';
import type { GrantTerms } from './terms.js';

/** Queries of one kind by one person that a grant would have changed. */
export interface RehearsedQuery {
  readonly actor: string;
  readonly purpose: string | null;
  /** The operation's name in its document. */
  readonly operation: string | null;
  /** `sm3:` and the digest of the document. */
  readonly document: string | null;
  /** How often it was asked. */
  readonly queries: number;
  readonly last: Date;
  /** Coordinates that were withheld and would have been given. */
  readonly given: readonly string[];
  /** Coordinates that were given and would have been withheld. */
  readonly withheld: readonly string[];
}

/** What a grant would have changed of what was asked of its owner. */
export interface Rehearsal {
  /** Queries of the role that were looked at. */
  readonly lookedAt: number;
  readonly changed: readonly RehearsedQuery[];
}

/** The grants that were in force, and those that would be. */
export interface Sides {
  readonly before: readonly Grant[];
  readonly after: readonly Grant[];
}

/**
 * Lays two sets of grants beside what was asked of a department lately, and tells what the second would have changed.
 * Nothing is stored. A query is on record with its subject, role and purpose alone: limits to zones, a department or an
 * organisation are taken as met, and the days of a grant as those of the query.
 */
export async function rehearse(db: Db, register: SharingRegister, owner: DepartmentId, terms: GrantTerms, { before, after }: Sides, since: Date): Promise<Rehearsal> {
  const text = (name: keyof ReadDetail) => sql<string | null>`${auditEvent.detail}->>${sql.raw(`'${name}'`)}`;
  const list = (name: keyof ReadDetail) => sql<string[]>`${auditEvent.detail}->${sql.raw(`'${name}'`)}`;
  const asked = await db
    .select({
      ...{ actor: auditEvent.actor, action: auditEvent.action, queries: count(), last: max(auditEvent.at) },
      ...{ purpose: text('purpose'), operation: text('operation'), document: text('document'), coordinates: list('coordinates'), withheld: list('withheld') },
    })
    .from(auditEvent)
    .where(and(eq(auditEvent.department, owner), inArray(auditEvent.action, [...READS]), gte(auditEvent.at, since), sql`${auditEvent.detail}->>'role' = ${terms.role}`))
    .groupBy(auditEvent.actor, auditEvent.action, sql`5`, sql`6`, sql`7`, sql`8`, sql`9`)
    .orderBy(sql`3 desc`, auditEvent.actor);
  const [was, would] = [accessRule(register, before.map(always)), accessRule(register, after.map(always))];
  const changed = asked.flatMap(({ action, queries, last, coordinates, withheld, ...query }): RehearsedQuery[] => {
    const viewer = { subject: query.actor, role: terms.role, zones: terms.zones ?? [], department: terms.department ?? undefined, organisation: terms.organisation ?? undefined, purpose: query.purpose ?? undefined, adhoc: false, introspect: false };
    const act: Act = action.startsWith('EXPORT') ? 'EXPORT' : 'READ';
    const turns = (rule: typeof was, coordinate: string) => [undefined, [owner]].some((madeOf) => rule(viewer, act, { coordinate, madeOf }).granted);
    const given = withheld.filter((coordinate) => turns(would, coordinate) && !turns(was, coordinate));
    const lost = coordinates.filter((coordinate) => turns(was, coordinate) && !turns(would, coordinate));
    return given.length + lost.length > 0 ? [{ ...query, queries, last: last!, given, withheld: lost }] : [];
  });
  return { lookedAt: asked.reduce((sum, { queries }) => sum + queries, 0), changed };
}

/** A grant as if it held on the day of each query, and wherever its reader is. */
function always({ from: _from, to: _to, zones: _zones, department: _department, organisation: _organisation, ...grant }: Grant): Grant {
  return grant;
}
