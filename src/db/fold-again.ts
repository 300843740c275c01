import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { Db } from './db.js';
import type { RecordSet } from './record-set.js';
import { keyColumns, sameKey } from './same-key.js';
import { byWholeTables } from './whole-tables.js';

/** A handover that counts, and the data version that its own rows have. */
export interface Standing {
  readonly handoverId: number;
  readonly version: number;
}

/** How many rows of a handover ended, or were written again. */
export interface RowsOf {
  readonly handoverId: number;
  readonly rows: number;
}

/** What a handover that is taken back changed. */
export interface FoldedAgain {
  readonly ended: readonly RowsOf[];
  readonly written: readonly RowsOf[];
}

/** Columns that {@link foldAgain} gives values of their own. */
const GIVEN = ['version', 'superseded', 'carried'];

/**
 * Ends the rows in force that a handover is behind, by a line of its own or by a value carried from it, and writes again
 * what the handovers that stand come to: their own rows of the same key, by version, each over those before it but for
 * the columns that it lacked. Rows that were written again before are not their handover's own.
 * @param version in which that is so
 * @param rows about how many rows of the handover there are
 */
export async function foldAgain(
  tx: Db,
  recordSet: RecordSet,
  version: number,
  handoverId: number,
  standing: readonly Standing[],
  rows: number,
): Promise<FoldedAgain> {
  const { table } = recordSet;
  const keys = keyColumns(recordSet).map(({ name }) => name);
  const others = foldedColumns(recordSet);
  const ids = sql.param(standing.map((each) => each.handoverId));
  const versions = sql.param(standing.map((each) => each.version));
  const list = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);
  const { rows: groups } = await byWholeTables(tx, rows, () =>
    tx.execute<RowsOf & { readonly ended: boolean } & Record<string, unknown>>(sql`
    with ended as (
      update ${table} as held set superseded = ${version}
      where superseded is null and version < ${version} and (handover_id = ${handoverId} or (carried is not null and exists (
        select from jsonb_each(held.carried) as each where (each.value ->> 'handoverId')::bigint = ${handoverId})))
      returning held.handover_id, ${list(keys.map((key) => sql`held.${key}`))}),
    written as (
      insert into ${table} (${list([...keys, ...others.map(({ name }) => name), sql`version`, sql`carried`])})
      select ${list([...keys.map((key) => sql`own.${key}`), ...others.map(({ value }) => value), sql`${version}::bigint`, carriedAgain(recordSet)])}
      from ${table} as own
      join unnest(${ids}::bigint[], ${versions}::bigint[]) as standing (id, since) on own.handover_id = standing.id and own.version = standing.since
      join ended on ${sameKey(recordSet, 'own', 'ended')}
      group by ${list(keys.map((key) => sql`own.${key}`))}
      returning handover_id)
    select true as ended, handover_id::integer as "handoverId", count(*)::integer as rows from ended group by handover_id
    union all
    select false, handover_id::integer, count(*)::integer from written group by handover_id`),
  );
  return { ended: groups.filter(({ ended }) => ended), written: groups.filter(({ ended }) => !ended) };
}

/** What is written of each column that is none of the key: of those that a file may lack, the latest that was handed over. */
function foldedColumns({ dataset, table }: RecordSet): readonly { readonly name: SQL; readonly value: SQL }[] {
  const keyed = new Set(dataset.columns.filter(({ key }) => key).map(({ field }) => field));
  return Object.entries(getTableColumns(table))
    .filter(([field]) => !keyed.has(field) && !GIVEN.includes(field))
    .map(([field, column]) => {
      const name = sql.identifier(column.name).getSQL();
      const of = dataset.columns.find((each) => !each.key && (each.field === field || each.folded === field));
      return { name, value: of ? latest(sql`own.${name}`, sql`not ${lacks(of.field)}`) : latest(sql`own.${name}`) };
    });
}

/** Where the values come from that the latest of the rows lacks. */
function carriedAgain({ dataset }: RecordSet): SQL {
  const line = sql`jsonb_build_object('version', own.version, 'handoverId', own.handover_id, 'sheet', own.sheet, 'line', own.line)`;
  const parts = dataset.columns
    .filter(({ key }) => !key)
    .map(({ field }) => sql`${field}::text, case when ${latest(lacks(field))} then ${latest(line, sql`not ${lacks(field)}`)} end`);
  return sql`nullif(jsonb_strip_nulls(jsonb_build_object(${sql.join(parts, sql`, `)})), '{}')`;
}

function lacks(field: string): SQL {
  return sql`coalesce(jsonb_exists(own.carried, ${field}::text), false)`;
}

function latest(value: SQL, where?: SQL): SQL {
  const filter = where ? sql` filter (where ${where})` : sql``;
  return sql`(array_agg(${value} order by own.version desc)${filter})[1]`;
}
