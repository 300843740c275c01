import { getTableColumns, sql } from 'drizzle-orm';
import type { Db } from './db.js';
import type { RecordSet } from './record-set.js';

/**
 * Ends the hold of the records in whose place a version put others of the same key. Nothing of them is changed but
 * the version from which they no longer hold.
 */
export async function supersede(tx: Db, { dataset, table }: RecordSet, version: number): Promise<void> {
  const columns = getTableColumns(table);
  const sameKey = sql.join(
    dataset.columns
      .filter(({ key }) => key)
      .map(({ field, mayBeEmpty }) => {
        const name = sql.identifier(columns[field]!.name);
        return mayBeEmpty ? sql`older.${name} is not distinct from newer.${name}` : sql`older.${name} = newer.${name}`;
      }),
    sql` and `,
  );
  await tx.execute(sql`
    update ${table} as older set superseded = ${version}
    from ${table} as newer
    where newer.version = ${version} and older.version < ${version} and older.superseded is null and ${sameKey}`);
}
