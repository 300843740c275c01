import { inArray, sql, type SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import type { Db } from '../db/database.js';
import type { DepartmentId } from '../grading/fact.js';
import { GENESIS, type Head, type Link } from './chain.js';
import { auditEvent, auditHead } from './table.js';

/** What came of an append, and where the chains that it names ended before it. */
export interface Appended {
  /** False: nothing was written, because a chain does not end where its first new link hangs. */
  readonly done: boolean;
  readonly heads: ReadonlyMap<DepartmentId, Head>;
}

/**
 * Appends links to their chains, all or none, in one statement: the heads are locked in the order of their names, so
 * that writers wait for each other and never in a circle, and nothing is written unless every chain still ends where the
 * links say.
 */
export async function append(db: Db, links: readonly Link[]): Promise<Appended> {
  return appended((await db.execute<Row>(statement(JSON.stringify(links)))).rows);
}

/** As {@link append}, planned once a connection: what every request does. */
export async function appendPrepared(pool: pg.Pool, links: readonly Link[]): Promise<Appended> {
  return appended((await pool.query<Row>({ name: 'audit append', text: PREPARED, values: [JSON.stringify(links)] })).rows);
}

interface Row extends Record<string, unknown> {
  readonly department: DepartmentId;
  readonly sequence: string | number;
  readonly hash: string;
  readonly fits: boolean;
}

/** @param links as JSON */
function statement(links: string): SQL {
  return sql`
    with link as materialized (
      select * from json_to_recordset(${links}::json) as link(
        department text, sequence bigint, at timestamptz, actor text, action text, detail jsonb, previous text, hash text)
    ), head as materialized (
      select department, sequence, hash from ${auditHead}
      where department in (select department from link) order by department for update
    ), fit as materialized (
      select count(*) = (select count(distinct department) from link) as fits
      from head join link on link.department = head.department
        and link.sequence = head.sequence + 1 and link.previous = head.hash
    ), written as (
      insert into ${auditEvent} (department, sequence, at, actor, action, detail, previous, hash)
      select department, sequence, at, actor, action, detail, previous, hash from link where (select fits from fit)
    ), moved as (
      update ${auditHead} set sequence = last.sequence, hash = last.hash
      from (select distinct on (department) department, sequence, hash from link order by department, sequence desc) last
      where ${auditHead}.department = last.department and (select fits from fit)
    )
    select department, sequence, hash, (select fits from fit) as fits from head`;
}

const PREPARED = new PgDialect().sqlToQuery(statement('')).sql;

function appended(rows: readonly Row[]): Appended {
  return {
    done: rows.length > 0 && rows.every(({ fits }) => fits),
    heads: new Map(rows.map(({ department, sequence, hash }) => [department, { sequence: Number(sequence), hash }])),
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
