import { sql } from 'drizzle-orm';
import type { Db } from './db.js';
import type { RecordSet } from './record-set.js';

/** Takes rows that a version wrote out again, by their lines, before it is committed: nobody ever saw them. */
export async function takeBack(
  tx: Db,
  { table }: RecordSet,
  version: number,
  rows: readonly { readonly line: number; readonly sheet?: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  const lines = sql.param(rows.map(({ line }) => line));
  const sheets = sql.param(rows.map(({ sheet }) => sheet ?? null));
  await tx.execute(sql`
    delete from ${table} as taken using unnest(${lines}::integer[], ${sheets}::text[]) as back (line, sheet)
    where taken.version = ${version} and taken.line = back.line and taken.sheet is not distinct from back.sheet`);
}
