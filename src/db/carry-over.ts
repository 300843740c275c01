import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { Db } from './db.js';
import type { RecordSet } from './record-set.js';
import { sameKey } from './same-key.js';
import { byWholeTables } from './whole-tables.js';

/** Rows of a version that lack columns: those of one sheet; undefined: of a file without sheets. */
export interface Lacking {
  readonly sheet: string | undefined;
  readonly fields: readonly string[];
}

/**
 * Gives the rows of a version, before they supersede any, what was handed over before under the columns that their sheet
 * lacks, and says of each value where it came from.
 * @param rows how many records the version has
 * @param held that a row `older` is the one before; in force in the hub unless given
 */
export async function carryOver(
  tx: Db,
  recordSet: RecordSet,
  version: number,
  { sheet, fields }: Lacking,
  rows: number,
  held?: SQL,
): Promise<void> {
  const { dataset, table } = recordSet;
  const columns = getTableColumns(table);
  const lacking = dataset.columns.filter(({ field }) => fields.includes(field));
  const values = lacking
    .flatMap(({ field, folded }) => (folded ? [field, folded] : [field]))
    .map((field) => sql.identifier(columns[field]!.name))
    .map((name) => sql`${name} = older.${name}`);
  const itself = sql`jsonb_build_object('version', older.version, 'handoverId', older.handover_id, 'sheet', older.sheet, 'line', older.line)`;
  // Who is not registered has what another department's file said, and of all else nobody said that it is missing.
  const said = (field: string) =>
    columns['registered']
      ? sql`case when older.registered or older.${sql.identifier(columns[field]!.name)} is not null then ${itself} end`
      : itself;
  const carried = lacking.map(({ field }) => sql`${field}::text, coalesce(older.carried -> ${field}::text, ${said(field)})`);
  await byWholeTables(tx, rows, () =>
    tx.execute(sql`
    update ${table} as newer
    set ${sql.join(values, sql`, `)}, carried = nullif(jsonb_strip_nulls(jsonb_build_object(${sql.join(carried, sql`, `)})), '{}')
    from ${table} as older
    where newer.version = ${version} and newer.sheet is not distinct from ${sheet ?? null}
      and ${held ?? sql`older.version < ${version} and older.superseded is null`} and ${sameKey(recordSet, 'older', 'newer')}`),
  );
}
