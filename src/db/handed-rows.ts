import { and, getTableColumns, inArray, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { DatasetDefinition } from '../handover/dataset.js';
import type { Db } from './db.js';
import type { RecordSet } from './record-set.js';
import type { HandedLine } from './versioned.js';

/** A stored row with the line that it came from, verbatim. */
export interface HandedRow extends HandedLine {
  readonly dataset: DatasetDefinition;
  /** The cells of the line, under the header of its handover. */
  readonly raw: readonly string[];
  /** As stored, by field. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * The stored rows that came from some lines: one statement a table.
 * @param creditCodes whose they are, which spares looking through the rows of others where a table is kept by enterprise
 */
export async function handedRows(
  db: Db,
  recordSets: readonly RecordSet[],
  lines: readonly HandedLine[],
  creditCodes: readonly string[],
): Promise<readonly HandedRow[]> {
  if (lines.length === 0) return [];
  const found = await Promise.all(recordSets.map(({ dataset, table }) => rowsOf(db, dataset, table, lines, creditCodes)));
  return found.flat();
}

/** What a line is known by: a handover that was written again has the same line at another version. */
export function lineKey({ version, handoverId, sheet, line }: HandedLine): string {
  return `${version} ${handoverId} ${line} ${sheet ?? ''}`;
}

async function rowsOf(
  db: Db,
  dataset: DatasetDefinition,
  table: RecordSet['table'],
  lines: readonly HandedLine[],
  creditCodes: readonly string[],
): Promise<readonly HandedRow[]> {
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  const whose = columns['creditCode'] && inArray(columns['creditCode'], [...creditCodes]);
  const rows: unknown = await db
    .select(columns)
    .from(table as PgTable)
    .where(and(whose, cameFrom(columns, lines)));
  return (rows as (HandedLine & { readonly raw: string[] } & Record<string, unknown>)[]).map((row) => {
    const { version, handoverId, sheet, line, raw } = row;
    return { dataset, version, handoverId, sheet, line, raw, values: row };
  });
}

function cameFrom(columns: Record<string, PgColumn>, lines: readonly HandedLine[]): SQL {
  const list = (values: readonly unknown[]) => sql.param([...values]);
  const of = lines.map(({ version }) => version);
  return sql`(${columns['version']}, ${columns['handoverId']}, ${columns['line']}, coalesce(${columns['sheet']}, '')) in (
    select * from unnest(${list(of)}::bigint[], ${list(lines.map(({ handoverId }) => handoverId))}::bigint[],
      ${list(lines.map(({ line }) => line))}::integer[], ${list(lines.map(({ sheet }) => sheet ?? ''))}::text[]))`;
}
