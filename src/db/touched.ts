import { and, gt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { isSameBranch } from './branch.js';
import type { Db } from './db.js';

interface Versioned extends PgTable {
  readonly version: PgColumn;
  readonly superseded: PgColumn;
}

/** Whether a record of one of the tables came after a data version and up to another, or went. */
export async function touchedBetween(
  db: Db,
  after: number,
  upTo: number,
  ...tables: readonly { readonly table: Versioned; readonly where?: SQL }[]
): Promise<boolean> {
  // What one branch has and the other has not is not between their numbers.
  if (!isSameBranch(after, upTo)) return true;
  const any = tables.map(({ table, where }) => {
    const between = (column: PgColumn) => and(gt(column, after), lte(column, upTo));
    return sql`exists (select from ${table} where ${and(or(between(table.version), between(table.superseded)), where)})`;
  });
  const { rows } = await db.execute<{ touched: boolean }>(sql`select ${sql.join(any, sql` or `)} as touched`);
  return rows[0]!.touched;
}
