import { sql, type SQL } from 'drizzle-orm';
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
  /** Where nothing was written: the ends of the chains that were named, unless they moved meanwhile. */
  readonly heads: ReadonlyMap<DepartmentId, Head>;
}

/**
 * Appends links to their chains, all or none, in one statement: it takes its turn at each chain in the order of their
 * names, so that writers wait for each other and never in a circle, and nothing is written unless every chain still ends
 * where the links say.
 */
export async function append(db: Db, links: readonly Link[]): Promise<Appended> {
  return appended((await db.execute<Row>(statement(...payload(links)))).rows);
}

/** As {@link append}, planned once a connection: what every request does while no other hub appends. */
export async function appendPrepared(pool: Pick<pg.Client, 'query'>, links: readonly Link[]): Promise<Appended> {
  try {
    return appended((await pool.query<Row>({ name: 'audit append', text: PREPARED, values: payload(links) })).rows);
  } catch (error) {
    // Whoever had the turn before appended after this statement began, which sees the chains as they were then.
    if (MOVED.has((error as { code?: string }).code ?? '')) return { done: false, heads: new Map() };
    throw error;
  }
}

/**
 * Waits for its turn at the chains, sees where they end, and appends to them before anybody else does. Who hangs links on ends
 * that it saw before its turn may lose it again and again to hubs that are always ready with theirs; who waits comes to it.
 * @param pool of one connection, which the statements are planned on, and which takes messages before the last answer (`pipeline`)
 * @param link makes the links, with the ends of the chains at hand
 * @returns the links
 */
export async function appendInTurn(
  pool: pg.Pool,
  departments: readonly DepartmentId[],
  link: (heads: ReadonlyMap<DepartmentId, Head>) => readonly Link[],
): Promise<readonly Link[]> {
  const client = await pool.connect();
  try {
    const named = [[...new Set(departments)]];
    // What is sent together waits for one answer: others wait for this turn to end.
    const [, , { rows }] = await Promise.all([
      client.query('begin'),
      client.query({ name: 'audit turn', text: TURNS, values: named }),
      // A statement of its own sees what was written while the one before waited.
      client.query<End>({ name: 'audit ends', text: ENDS, values: named }),
    ]);
    const links = link(headsOf(rows));
    const [{ done }] = await Promise.all([appendPrepared(client, links), client.query('commit')]);
    if (!done) throw new Error('a chain moved although it was its turn');
    client.release();
    return links;
  } catch (error) {
    // Whatever became of its transaction ends with the connection.
    client.release(true);
    throw error;
  }
}

/** The place is taken, or the chain does not end there any more. */
const MOVED: ReadonlySet<string> = new Set(['23505', '40001']);

type End = Head & Record<string, unknown> & { readonly department: DepartmentId };

interface Row extends Record<string, unknown> {
  readonly fits: boolean;
  /** Null where the links were written: then the chains end with them. */
  readonly heads: readonly End[] | null;
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

/** A turn at a chain is a lock that needs no right to change anything. A rehearsal has chains, and turns, of its own. */
const TURN = sql.raw(`pg_advisory_xact_lock('audit_event'::regclass::oid::int, hashtext(department))`);

/** The chains of the departments that a query gives, each with where it ends. */
function ends(departments: SQL): SQL {
  return sql`
    select chain.department, coalesce(last.sequence, ${sql.raw(String(GENESIS.sequence))}) as sequence,
      coalesce(last.hash, ${sql.raw(`'${GENESIS.hash}'`)}) as hash
    from (${departments}) as chain left join lateral (
      select sequence, hash from ${auditEvent} where ${auditEvent.department} = chain.department and sequence > 0
      order by sequence desc limit 1
    ) last on true`;
}

/** @param links, details of {@link payload} */
function statement(links: string, details: string): SQL {
  return sql`
    with link as materialized (
      select * from json_to_recordset(${links}::json) as link(
        department text, sequence bigint, at timestamptz, actor text, action text, detail int, previous text, hash text)
    ), turn as materialized (
      select department, ${TURN} from (select distinct department from link order by department) as named
    ), head as materialized (
      ${ends(sql`select department from turn`)}
    ), fit as materialized (
      select count(*) = (select count(*) from turn) as fits
      from head join link on link.department = head.department
        and link.sequence = head.sequence + 1 and link.previous = head.hash
    ), written as (
      insert into ${auditEvent} (department, sequence, at, actor, action, detail, previous, hash)
      select department, sequence, at, actor, action, ${details}::jsonb -> detail, previous, hash from link where (select fits from fit)
      order by department, sequence
    )
    select fits, case when not fits then (select coalesce(json_agg(head), '[]') from head) end as heads from fit`;
}

const PREPARED = new PgDialect().sqlToQuery(statement('', '')).sql;

const NAMED = sql`select distinct department from unnest(${sql.param([''])}::text[]) as department`;
const TURNS = new PgDialect().sqlToQuery(turns(NAMED)).sql;
const ENDS = new PgDialect().sqlToQuery(ends(NAMED)).sql;

/** Takes a turn at each chain of the departments that a query gives. */
function turns(departments: SQL): SQL {
  return sql`select ${TURN} from (${departments} order by department) as named`;
}

function appended([row]: readonly Row[]): Appended {
  return { done: row?.fits === true, heads: headsOf(row?.heads ?? []) };
}

/** Where every chain ends. */
export async function readHeads(db: Db): Promise<ReadonlyMap<DepartmentId, Head>> {
  return headsOf(await db.select().from(auditHead).orderBy(auditHead.department));
}

/** Where these chains end, held for the rest of the transaction. */
export async function lockHeads(tx: Db, departments: readonly DepartmentId[]): Promise<ReadonlyMap<DepartmentId, Head>> {
  const named = sql`select distinct department from unnest(${sql.param([...new Set(departments)])}::text[]) as department`;
  await tx.execute(turns(named));
  // A statement of its own sees what was written while this one waited for its turn.
  return headsOf((await tx.execute<End>(ends(named))).rows);
}

function headsOf(rows: readonly End[]): ReadonlyMap<DepartmentId, Head> {
  return new Map(rows.map(({ department, sequence, hash }): [DepartmentId, Head] => [department, { sequence: Number(sequence), hash }]));
}
