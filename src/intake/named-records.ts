import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Db } from '../db/db.js';
import type { RecordSet } from '../db/record-set.js';

/** A row of a handover with some of its values, as text, in the order of the fields that were asked for. */
export interface NamingLine {
  readonly line: number;
  readonly sheet: string | null;
  readonly values: readonly (string | null)[];
}

const ROWS_A_PAGE = 20_000;
const PARCEL_LENGTH = 19;

/** The rows that a handover became, page by page, with the values of some fields. */
export async function* rowsOfHandover(
  home: Db,
  { table }: RecordSet,
  { version, handoverId }: { readonly version: number; readonly handoverId: number },
  fields: readonly string[],
): AsyncGenerator<readonly NamingLine[], void> {
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  const values = sql.join(
    fields.map((field) => sql`${columns[field]!}::text`),
    sql`, `,
  );
  let [sheet, line] = ['', -1];
  for (;;) {
    const { rows } = await home.execute<NamingLine & Record<string, unknown>>(sql`
      select line, sheet, array[${values}] as values from ${table}
      where version = ${version} and handover_id = ${handoverId} and (coalesce(sheet, ''), line) > (${sheet}, ${line}::integer)
      order by coalesce(sheet, ''), line limit ${ROWS_A_PAGE}`);
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_A_PAGE) return;
    const last = rows.at(-1)!;
    [sheet, line] = [last.sheet ?? '', last.line];
  }
}

/** Of some names, those that a record in force bears under these fields; a parcel is known by the unit codes on it. */
export async function knownNames(
  home: Db,
  { table }: RecordSet,
  fields: readonly string[],
  names: readonly (readonly (string | null)[])[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  const borne = fields.map((field): SQL =>
    field === 'unitCode' ? sql`left(${columns[field]!}, ${sql.raw(String(PARCEL_LENGTH))})` : sql`${columns[field]!}`,
  );
  const asked = fields.map((_, i) => sql`${sql.param(names.map((name) => name[i] ?? null))}::text[]`);
  const as = sql.raw(fields.map((_, i) => `n${i}`).join(', '));
  const equal = borne.map((each, i) => sql`${each} = ${sql.raw(`n${i}`)}`);
  const { rows } = await home.execute<{ name: readonly (string | null)[] }>(sql`
    select distinct array[${as}] as name from unnest(${sql.join(asked, sql`, `)}) as asked (${as})
    where exists (select from ${table} where superseded is null and ${sql.join(equal, sql` and `)})`);
  return new Set(rows.map(({ name }) => nameKey(name)));
}

/** What several values together are known by. */
export function nameKey(values: readonly (string | null)[]): string {
  return JSON.stringify(values);
}
