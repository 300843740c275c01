import { getTableColumns, sql } from 'drizzle-orm';
import type { Db } from './db.js';
import type { RecordSet } from './record-set.js';
import { sameKey } from './same-key.js';
import { byWholeTables } from './whole-tables.js';

/** So many records of a handover, of one year where its dataset goes by years, in whose place others stand. */
export interface Ended {
  readonly handoverId: number;
  readonly year: number | null;
  readonly rows: number;
}

/**
 * Ends the hold of the records in whose place a version put others of the same key. Nothing of them is changed but
 * the version from which they no longer hold.
 * @param rows how many records the version put there
 * @returns whose they were
 */
export async function supersede(tx: Db, recordSet: RecordSet, version: number, rows: number): Promise<readonly Ended[]> {
  const { table } = recordSet;
  const { year } = getTableColumns(table);
  const its = year ? sql`older.${sql.identifier(year.name)}` : sql`null::integer`;
  const { rows: ended } = await byWholeTables(tx, rows, () =>
    tx.execute<Ended & Record<string, unknown>>(sql`
    with ended as (
      update ${table} as older set superseded = ${version}
      from ${table} as newer
      where newer.version = ${version} and older.version < ${version} and older.superseded is null and ${sameKey(recordSet, 'older', 'newer')}
      returning older.handover_id, ${its} as year)
    select handover_id::integer as "handoverId", year, count(*)::integer as rows from ended group by handover_id, year`),
  );
  return ended;
}
