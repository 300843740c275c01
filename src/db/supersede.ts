import { getTableColumns, sql } from 'drizzle-orm';
import type { Db } from './db.js';
import type { RecordSet } from './record-set.js';

/** From so many rows on they are not looked up one by one: what the planner knows of a table may be from before it held any. */
const MANY = 1_000;

/**
 * Ends the hold of the records in whose place a version put others of the same key. Nothing of them is changed but
 * the version from which they no longer hold.
 * @param rows how many records the version put there
 */
export async function supersede(tx: Db, { dataset, table }: RecordSet, version: number, rows: number): Promise<void> {
  const columns = getTableColumns(table);
  const keys = dataset.columns.filter(({ key }) => key).map(({ field, mayBeEmpty }) => ({ mayBeEmpty, name: columns[field]!.name }));
  const sameKey = sql.join(
    keys.map(({ name: text, mayBeEmpty }) => {
      const name = sql.identifier(text);
      return mayBeEmpty ? sql`older.${name} is not distinct from newer.${name}` : sql`older.${name} = newer.${name}`;
    }),
    sql` and `,
  );
  // To have the table analysed is its owner's right alone.
  if (rows >= MANY) await tx.execute(sql`set local enable_nestloop = off`);
  await tx.execute(sql`
    update ${table} as older set superseded = ${version}
    from ${table} as newer
    where newer.version = ${version} and older.version < ${version} and older.superseded is null and ${sameKey}`);
  if (rows >= MANY) await tx.execute(sql`set local enable_nestloop = on`);
}
