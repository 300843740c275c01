import { inArray, sql, type SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import type { Db } from '../db/db.js';
import type { DepartmentId } from '../grading/fact.js';
import { GENESIS, type Head, type Link } from './chain.js';
import type { Detail } from './event.js';
import { auditEvent, auditHead } from './table.js';

/** What came of an append. */
export interface Appended {
  /** False: nothing was written, because a chain does not end where its first new link hangs. */
  readonly done: boolean;
  /** Where nothing was written: the ends of the chains that were named, as far as they have begun. */
  readonly heads: ReadonlyMap<DepartmentId, Head>;
}

/**
 * Appends links to their chains, all or none, in one statement: the heads are locked in the order of their names, so
 * that writers wait for each other and never in a circle, and nothing is written unless every chain still ends where the
 * links say.
 */
export async function append(db: Db, links: readonly Link[]): Promise<Appended> {
  return appended((await db.execute<Row>(statement(...payload(links)))).rows);
}

/** As {@link append}, planned once a connection: what every request does. */
export async function appendPrepared(pool: pg.Pool, links: readonly Link[]): Promise<Appended> {
  return appended((await pool.query<Row>({ name: 'audit append', text: PREPARED, values: payload(links) })).rows);
}

interface Row extends Record<string, unknown> {
  readonly fits: boolean;
  /** Null where the links were written: then the chains end with them. */
  readonly heads: readonly { readonly department: DepartmentId; readonly sequence: number; readonly hash: string }[] | null;
}

/** Links as JSON, and the details that they name by number: one that several links share is sent once. */
function payload(links: readonly Link[]): [links: string, details: string] {
  const numbers = new Map<Detail, number>();
  const rows = links.map(({ department, sequence, at, actor, action, detail, previous, hash }) => {
    const number = numbers.get(detail) ?? numbers.size;
    numbers.set(detail, number);
    return { department, sequence, at, actor, action, detail: number, previous, hash };
  });
  return [JSON.stringify(rows), JSON.stringify([...numbers.keys()])];
}

/** @param links, details of {@link payload} */
function statement(links: string, details: string): SQL {
  return sql`
    with link as materialized (
      select * from json_to_recordset(${links}::json) as link(
        department text, sequence bigint, at timestamptz, actor text, action text, detail int, previous text, hash text)
    ), head as materialized (
      select department, sequence, hash from ${auditHead}
      where department in (select department from link) order by department for update
    ), fit as materialized (
      select count(*) = (select count(distinct department) from link) as fits
      from head join link on link.department = head.department
        and link.sequence = head.sequence + 1 and link.previous = head.hash
    ), written as (
      insert into ${auditEvent} (department, sequence, at, actor, action, detail, previous, hash)
      select department, sequence, at, actor, action, ${details}::jsonb -> detail, previous, hash from link where (select fits from fit)
    ), moved as (
      update ${auditHead} set sequence = last.sequence, hash = last.hash
      from (select distinct on (department) department, sequence, hash from link order by department, sequence desc) last
      where ${auditHead}.department = last.department and (select fits from fit)
    )
    select fits, case when not fits then (select coalesce(json_agg(head), '[]') from head) end as heads from fit`;
}

const PREPARED = new PgDialect().sqlToQuery(statement('', '')).sql;

function appended([row]: readonly Row[]): Appended {
  return {
    done: row?.fits === true,
    heads: new Map((row?.heads ?? []).map(({ department, sequence, hash }) => [department, { sequence, hash }])),
  };
}

/** Begins the chains of departments that have none yet. */
export async function beginChains(db: Db, departments: readonly DepartmentId[]): Promise<void> {
  const beginnings = [...new Set(departments)].sort().map((department) => ({ department, ...GENESIS }));
  if (beginnings.length > 0) await db.insert(auditHead).values(beginnings).onConflictDoNothing();
}

/** Where every chain ends. */
export async function readHeads(db: Db): Promise<ReadonlyMap<DepartmentId, Head>> {
  const rows = await db.select().from(auditHead).orderBy(auditHead.department);
  return new Map(rows.map(({ department, sequence, hash }) => [department, { sequence, hash }]));
}

/** Where these chains end, held for the rest of the transaction; chains begin with it where there were none. */
export async function lockHeads(tx: Db, departments: readonly DepartmentId[]): Promise<ReadonlyMap<DepartmentId, Head>> {
  await beginChains(tx, departments);
  const rows = await tx
    .select()
    .from(auditHead)
    .where(inArray(auditHead.department, [...new Set(departments)]))
    .orderBy(auditHead.department)
    .for('update');
  return new Map(rows.map(({ department, sequence, hash }) => [department, { sequence, hash }]));
}
