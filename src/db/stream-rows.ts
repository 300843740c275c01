import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import type { Db } from './db.js';
import { settingsOf } from './read-as.js';

const DIALECT = new PgDialect();
/** Sorting a million slim rows in memory needs about this much; more goes to disk. */
const WORK_MEM = '64MB';

/**
 * The rows of a query, some at a time, through a cursor of the server: neither side holds all of them. The next rows are
 * on their way while the caller works on these. The connection is given back when the caller stops, however it stops.
 * @param atATime rows
 */
export async function* streamRows<Row extends readonly unknown[]>(
  db: Db,
  query: SQL,
  atATime: number,
): AsyncGenerator<readonly Row[], void> {
  const { sql: text, params } = DIALECT.sqlToQuery(query);
  const client = await poolOf(db).connect();
  const fetch = async () =>
    (await client.query<Row[]>({ text: `fetch ${atATime} from streamed`, rowMode: 'array' } as never)).rows as unknown as Row[];
  let broken: Error | undefined;
  let next: Promise<Row[]> | undefined;
  try {
    const tuned = [`set local work_mem = '${WORK_MEM}'`, 'set local cursor_tuple_fraction = 1'];
    await client.query(['begin transaction isolation level repeatable read read only', ...tuned, ...settingsOf(db)].join('; '));
    await client.query({ text: `declare streamed no scroll cursor for ${text}`, values: params });
    next = fetch();
    for (let rows = await next; rows.length > 0; rows = await next) {
      next = fetch();
      // Told to whoever awaits it, which may be nobody where the caller stops.
      next.catch(() => undefined);
      yield rows;
    }
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    await next?.catch(() => undefined);
    await client.query('rollback').catch((error: Error) => (broken ??= error));
    client.release(broken);
  }
}

/** The pool behind drizzle: a cursor needs a connection of its own. */
function poolOf(db: Db): pg.Pool {
  return (db as Db & { readonly $client: pg.Pool }).$client;
}
