import { isOfKey } from '../../db/branch-rows.js';
import { nextVersion, recordVersion } from '../../db/data-version.js';
import type { Db } from '../../db/db.js';
import type { RowsOf } from '../../db/fold-again.js';
import type { WriteRows } from '../../db/records.js';
import { countInForce } from '../../intake/in-force.js';
import { sql } from 'drizzle-orm';
import type { RecordChange } from './read-correction.js';

/**
 * Takes a record out of force on the fly: from a new data version on there is none of its key.
 * @returns the version; undefined: there was none
 */
export async function removeRecord(
  tx: Db,
  { recordSet, key }: Pick<RecordChange, 'recordSet' | 'key'>,
  digest: string,
  writeRows: WriteRows,
): Promise<number | undefined> {
  const { dataset, table } = recordSet;
  const version = await nextVersion(tx);
  let ended: RowsOf[] = [];
  await writeRows(tx, { version, department: dataset.department, dataset: dataset.id, digest }, async (home) => {
    const { rows } = await home.execute<RowsOf & Record<string, unknown>>(sql`
      update ${table} as own set superseded = ${version} where ${isOfKey(recordSet, 'own', key)} and own.superseded is null
      returning own.handover_id::integer as "handoverId", 1 as rows`);
    ended = rows;
  });
  if (ended.length === 0) return undefined;
  await countInForce(tx, dataset.id, ended, -1);
  await recordVersion(tx, version);
  return version;
}
