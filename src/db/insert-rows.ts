import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Db } from './db.js';

const ROWS_A_STATEMENT = 5_000;

/**
 * Inserts rows given by the table's TypeScript names, some thousands a statement, each statement one JSON parameter:
 * numbers travel as decimal text and reach `numeric` columns exactly. Columns that no row names keep their default.
 */
export async function insertRows(db: Db, table: PgTable, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(getTableColumns(table)).filter(([field]) => field in rows[0]!);
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    const chunk = rows.slice(from, from + ROWS_A_STATEMENT).map((row) => {
      return Object.fromEntries(columns.map(([field, column]) => [column.name, row[field] ?? null]));
    });
    await db.execute(sql`
      insert into ${table} (${names})
      select ${names} from json_populate_recordset(null::${sql.identifier(getTableName(table))}, ${JSON.stringify(chunk)}::json)`);
  }
}
