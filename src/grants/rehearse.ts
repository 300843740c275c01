import { and, count, eq, gte, inArray, max, sql } from 'drizzle-orm';
import { Access, type AccessBasis } from '../access/decide.js';
import { couldBeGiven } from '../access/decision.js';
import type { Act, Grant, SelectionAct } from '../access/grants.js';
import { viewerLike } from '../access/matrix.js';
import { READS, type ReadDetail } from '../audit/event.js';
import { auditEvent } from '../audit/table.js';
import type { Db } from '../db/db.js';
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
 * Nothing is stored. A query is on record with its subject, role, purpose and acts, not with the zones, department or
 * organisation of its token: of grants that are added or taken away such limits count as met, of the others as not, since
 * what was withheld was so in spite of them; so that rather too much is told than too little. The days of a grant count as
 * those of the query.
 */
export async function rehearse(
  db: Db,
  basis: AccessBasis,
  owner: DepartmentId,
  terms: GrantTerms,
  { before, after }: Sides,
  since: Date,
): Promise<Rehearsal> {
  const text = (name: keyof ReadDetail) => sql<string | null>`${auditEvent.detail}->>${sql.raw(`'${name}'`)}`;
  const list = (name: keyof ReadDetail) => sql<string[]>`${auditEvent.detail}->${sql.raw(`'${name}'`)}`;
  const asked = await db
    .select({
      ...{ actor: auditEvent.actor, action: auditEvent.action, queries: count(), last: max(auditEvent.at) },
      ...{
        purpose: text('purpose'),
        operation: text('operation'),
        document: text('document'),
        coordinates: list('coordinates'),
        withheld: list('withheld'),
        ways: sql<string[] | null>`${auditEvent.detail}->'ways'`,
      },
    })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.department, owner),
        inArray(auditEvent.action, [...READS]),
        gte(auditEvent.at, since),
        sql`${auditEvent.detail}->>'role' = ${terms.role}`,
      ),
    )
    .groupBy(auditEvent.actor, auditEvent.action, sql`5`, sql`6`, sql`7`, sql`8`, sql`9`, sql`10`)
    .orderBy(sql`3 desc`, auditEvent.actor);
  const kept = before.filter((grant) => after.includes(grant) && !isLimited(grant)).map(always);
  const [added, taken] = [after.filter((grant) => !before.includes(grant)), before.filter((grant) => !after.includes(grant))];
  const [standing, would, was] = [kept, [...kept, ...added.map(always)], [...kept, ...taken.map(always)]].map((grants): AccessBasis => ({
    ...basis,
    grants,
  }));
  const changed = asked.flatMap(({ action, queries, last, coordinates, withheld, ways, ...query }): RehearsedQuery[] => {
    const viewer = viewerLike({
      subject: query.actor,
      role: terms.role,
      zones: terms.zones ?? [],
      ...(terms.department && { department: terms.department }),
      ...(terms.organisation && { organisation: terms.organisation }),
      ...(query.purpose !== null && { purpose: query.purpose }),
    });
    const selecting: SelectionAct = action.startsWith('EXPORT') ? 'EXPORT' : 'READ';
    const [now, then, was_] = [standing, would, was].map((of) => new Access(of!, viewer, selecting));
    const actsOn = (coordinate: string): readonly Act[] =>
      ways?.flatMap((way) => (way.endsWith(` ${coordinate}`) ? [way.slice(0, way.indexOf(' ')) as Act] : [])) ?? ([] as Act[]);
    const open = (access: Access | undefined, coordinate: string, acts: readonly Act[]) =>
      acts.every((act) => givesOwner(access!, coordinate, act, owner));
    const turns = (from: Access | undefined, to: Access | undefined, coordinate: string, acts: readonly Act[]) =>
      open(to, coordinate, acts) && !open(from, coordinate, acts);
    // Where a filter or an order was refused, the query was, whatever else it selected.
    const given = withheld.filter((coordinate) =>
      turns(now, then, coordinate, actsOn(coordinate).length > 0 ? actsOn(coordinate) : ([selecting] as const)),
    );
    const lost = coordinates.filter((coordinate) => [selecting, ...actsOn(coordinate)].some((act) => turns(now, was_, coordinate, [act])));
    return given.length + lost.length > 0 ? [{ ...query, queries, last: last!, given, withheld: lost }] : [];
  });
  return { lookedAt: asked.reduce((sum, { queries }) => sum + queries, 0), changed };
}

/** Whether the owner's part of a field is given, of some enterprise at least. */
function givesOwner(access: Access, coordinate: string, act: Act, owner: DepartmentId): boolean {
  const decision = access.of(coordinate, act);
  return (
    decision.isOpen ||
    decision.all.has(owner) ||
    (couldBeGiven(decision) && decision.some.some(({ departments }) => departments.has(owner)))
  );
}

/** Whether a grant holds for some tokens of its role alone, of which a record does not say whether it is one. */
function isLimited({ rows, to: { department, organisation } }: Grant): boolean {
  return typeof rows === 'object' || rows === 'consented' || department !== undefined || organisation !== undefined;
}

/** A grant as if it held on the day of each query, and wherever its reader is. */
function always({
  from: _from,
  until: _until,
  to: { department: _department, organisation: _organisation, ...to },
  ...grant
}: Grant): Grant {
  return { ...grant, to, from: undefined, until: undefined, rows: 'all' };
}
