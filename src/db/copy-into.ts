import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { getTableName, sql, type SQL } from 'drizzle-orm';
import { PgDialect, type PgTable } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import type { Db } from './db.js';

const DIALECT = new PgDialect();

/**
 * Copies lines of COPY's text format into some columns of a table. Where the account is held to policies of the table, which
 * COPY does not know, the lines go by a table of the transaction's own.
 * @param tx a transaction
 * @param columns by the names that the database gives them
 */
export async function copyInto(tx: Db, table: PgTable, columns: readonly string[], lines: Iterable<Uint8Array>): Promise<void> {
  const names = sql.join(columns.map(sql.identifier), sql`, `);
  const {
    rows: [held],
  } = await tx.execute<{ active: boolean }>(sql`select row_security_active(${getTableName(table)}::regclass) as active`);
  if (!held!.active) return copy(tx, sql`${table}`, names, lines);
  const own = sql`pg_temp.${sql.identifier(`incoming_${getTableName(table)}`)}`;
  await tx.execute(sql`create temporary table if not exists ${own} (like ${table} including defaults) on commit drop`);
  await copy(tx, own, names, lines);
  await tx.execute(sql`insert into ${table} (${names}) select ${names} from ${own}`);
  await tx.execute(sql`truncate ${own}`);
}

async function copy(tx: Db, table: SQL, names: SQL, lines: Iterable<Uint8Array>): Promise<void> {
  const { sql: statement } = DIALECT.sqlToQuery(sql`copy ${table} (${names}) from stdin`);
  // A pool that watches its statements hands the stream over in a promise.
  const stream = await (clientOf(tx).query(copyFrom(statement)) as CopyStreamQuery | Promise<CopyStreamQuery>);
  await pipeline(Readable.from(lines, { highWaterMark: 1 }), stream);
}

/** The connection behind a transaction: COPY is no statement that drizzle knows. */
function clientOf(tx: Db): pg.PoolClient {
  return (tx as unknown as { readonly session: { readonly client: pg.PoolClient } }).session.client;
}
