import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'drizzle-orm';
import { PgDialect, type PgTable } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import type { Db } from './db.js';

const DIALECT = new PgDialect();

/**
 * Copies lines of COPY's text format into some columns of a table.
 * @param tx a transaction
 * @param columns by the names that the database gives them
 */
export async function copyInto(tx: Db, table: PgTable, columns: readonly string[], lines: Iterable<Uint8Array>): Promise<void> {
  const names = sql.join(columns.map(sql.identifier), sql`, `);
  const { sql: copy } = DIALECT.sqlToQuery(sql`copy ${table} (${names}) from stdin`);
  // A pool that watches its statements hands the stream over in a promise.
  const stream = await (clientOf(tx).query(copyFrom(copy)) as CopyStreamQuery | Promise<CopyStreamQuery>);
  await pipeline(Readable.from(lines, { highWaterMark: 1 }), stream);
}

/** The connection behind a transaction: COPY is no statement that drizzle knows. */
function clientOf(tx: Db): pg.PoolClient {
  return (tx as unknown as { readonly session: { readonly client: pg.PoolClient } }).session.client;
}
