import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { CopiedRow } from './copied-row.js';
import type { Db } from './db.js';
import { settingsOf } from './read-as.js';

const DIALECT = new PgDialect();
/** Signature and flags; the length of what extends them follows. */
const HEADER = 15;
const TRAILER = -1;

/**
 * Hands every row of a query to `take`, as PostgreSQL sends it by COPY: no object a row, and none in memory but the one that
 * is looked at. Rows are taken as they arrive, a packet of them in one turn of the event loop.
 * @param cells how many a row has
 */
export async function copyRows(db: Db, query: SQL, cells: number, take: (row: CopiedRow) => void): Promise<void> {
  // COPY takes no parameters.
  const { sql: text } = DIALECT.sqlToQuery(query.inlineParams());
  const client = await (db as Db & { readonly $client: pg.Pool }).$client.connect();
  let broken: Error | undefined;
  try {
    await client.query(['begin read only', ...settingsOf(db)].join('; '));
    await new Promise<void>((resolve, reject) => {
      const copied = new CopyOut(`copy (${text}) to stdout (format binary)`, cells, take, (error) => (error ? reject(error) : resolve()));
      client.query(copied as unknown as pg.Submittable);
    });
    await client.query('commit');
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A query of node-postgres, which so also runs where queries are pipelined, that reads what COPY sends. */
class CopyOut extends pg.Query {
  readonly #row: CopiedRow;
  readonly #take: (row: CopiedRow) => void;
  #begun = false;
  #failure: Error | undefined;

  constructor(text: string, cells: number, take: (row: CopiedRow) => void, done: (error: Error | undefined) => void) {
    const callback = (error: Error | undefined): void => done(error ?? this.#failure);
    super({ text, callback } as pg.QueryConfig);
    this.#row = new CopiedRow(cells);
    this.#take = take;
  }

  /** Called by node-postgres with each message of the copy: whole rows. */
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    if (this.#failure) return;
    try {
      let at = this.#begun ? 0 : HEADER + 4 + chunk.readInt32BE(HEADER);
      this.#begun = true;
      while (at + 2 <= chunk.length && chunk.readInt16BE(at) !== TRAILER) {
        at = this.#row.standOn(chunk, at + 2);
        this.#take(this.#row);
      }
    } catch (error) {
      this.#failure = error as Error;
    }
  }
}
