import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import { branchedOf, branchSpan } from './branch.js';
import { carryOver, type Lacking } from './carry-over.js';
import { copyInto } from './copy-into.js';
import type { Db } from './db.js';
import { recordLines } from './record-lines.js';
import type { RecordSet } from './record-set.js';
import { keyColumns, sameKey } from './same-key.js';
import type { AcceptedRow } from '../handover/reading.js';

/**
 * Writes rows of a branch, each in place of the one of its key that the branch had; what a row lacks is taken over from that.
 * @param version the branch's, after this step
 */
export async function writeBranchRows(
  tx: Db,
  recordSet: RecordSet,
  version: number,
  handoverId: number,
  rows: readonly AcceptedRow[],
): Promise<void> {
  const lines = recordLines(recordSet, version, handoverId);
  await copyInto(tx, recordSet.table, lines.columns, [lines.of(rows)]);
  const lacks = new Map<string | undefined, Lacking>(rows.map(({ sheet, lacks: fields = [] }) => [sheet, { sheet, fields }]));
  await settle(tx, recordSet, version, [...lacks.values()]);
}

/** Puts rows of a data version of the hub into a branch as well, but for what they took over from rows that the branch has otherwise. */
export async function copyIntoBranch(
  tx: Db,
  recordSet: RecordSet,
  version: number,
  of: { readonly version: number; readonly handoverId: number },
) {
  const { table } = recordSet;
  const names = columnNames(recordSet);
  const given = names.map((name) =>
    name === 'version' ? sql`${version}::bigint` : name === 'superseded' ? sql`null` : sql`own.${sql.identifier(name)}`,
  );
  const { rows } = await tx.execute<{ sheet: string | null; field: string }>(sql`
    select distinct own.sheet, each.key as field from ${table} as own, jsonb_each(own.carried) as each
    where own.version = ${of.version} and own.handover_id = ${of.handoverId}`);
  await tx.execute(sql`
    insert into ${table} (${list(names.map((name) => sql.identifier(name).getSQL()))}) select ${list(given)} from ${table} as own
    where own.version = ${of.version} and own.handover_id = ${of.handoverId}`);
  const lacking = new Map<string | null, string[]>();
  for (const { sheet, field } of rows) lacking.set(sheet, [...(lacking.get(sheet) ?? []), field]);
  await settle(
    tx,
    recordSet,
    version,
    [...lacking].map(([sheet, fields]) => ({ sheet: sheet ?? undefined, fields })),
  );
}

/**
 * Takes a record out of force in a branch: a row that holds at no moment stands in its place.
 * @param key by the names that the database gives the columns
 * @returns whether there was one
 */
export async function removeFromBranch(tx: Db, recordSet: RecordSet, version: number, key: SQL): Promise<boolean> {
  const { table } = recordSet;
  const { first, end } = branchSpan(version);
  const names = columnNames(recordSet);
  const given = names.map((name) =>
    name === 'version' || name === 'superseded' ? sql`${version}::bigint` : sql`own.${sql.identifier(name)}`,
  );
  const { rowCount } = await tx.execute(sql`
    insert into ${table} (${list(names.map((name) => sql.identifier(name).getSQL()))}) select ${list(given)} from ${table} as own
    where ${key} and ${heldBefore(recordSet, version, 'own')}`);
  await tx.execute(sql`
    update ${table} as own set superseded = ${version} where ${key} and own.version >= ${first} and own.version < ${version} and own.superseded = ${end}`);
  return (rowCount ?? 0) > 0;
}

/** Takes over what rows of a step lack, ends those before them, and lets them hold until a later step ends them. */
async function settle(tx: Db, recordSet: RecordSet, version: number, lacking: readonly Lacking[]): Promise<void> {
  const { table } = recordSet;
  const { first, end } = branchSpan(version);
  for (const each of lacking) {
    if (each.fields.length > 0) await carryOver(tx, recordSet, version, each, 1, heldBefore(recordSet, version, 'older'));
  }
  await tx.execute(sql`
    update ${table} as older set superseded = ${version} from ${table} as newer
    where newer.version = ${version} and older.version >= ${first} and older.version < ${version} and older.superseded = ${end}
      and ${sameKey(recordSet, 'older', 'newer')}`);
  await tx.execute(sql`update ${table} set superseded = ${end} where version = ${version} and superseded is null`);
}

/** That a row, by the name that a statement gives its table, held in a branch before a step. */
function heldBefore(recordSet: RecordSet, version: number, alias: string): SQL {
  const { table } = recordSet;
  const { first, end } = branchSpan(version);
  const { base } = branchedOf(version)!;
  const row = sql.identifier(alias);
  return sql`(
    (${row}.version >= ${first} and ${row}.version < ${version} and ${row}.superseded = ${end})
    or (${row}.version <= ${base} and (${row}.superseded is null or ${row}.superseded > ${base}) and not exists (
      select from ${table} as changed where changed.version >= ${first} and changed.version < ${version} and ${sameKey(recordSet, 'changed', alias)})))`;
}

/** That a row, by the name that a statement gives its table, is of a key; its cells in the order of the dataset's columns. */
export function isOfKey(recordSet: RecordSet, alias: string, key: readonly (string | number | null)[]): SQL {
  const equal = keyColumns(recordSet).map(
    ({ name }, at) => sql`${sql.identifier(alias)}.${name}::text is not distinct from ${key[at] === null ? null : String(key[at])}::text`,
  );
  return sql.join(equal, sql` and `);
}

function columnNames({ table }: RecordSet): readonly string[] {
  return Object.values(getTableColumns(table)).map(({ name }) => name);
}

function list(parts: readonly SQL[]): SQL {
  return sql.join([...parts], sql`, `);
}
