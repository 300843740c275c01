import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { copyInto } from './copy-into.js';
import { copyJson, copyText } from './copy-text.js';
import type { Db } from './db.js';

const ROWS_A_CHUNK = 500;

/**
 * Inserts rows given by the table's TypeScript names, by one COPY however many they are: numbers travel as decimal text and
 * reach `numeric` columns exactly. Columns that the first row does not name keep their default.
 * @param tx a transaction
 */
export async function insertRows(tx: Db, table: PgTable, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(getTableColumns(table)).filter(([field]) => field in rows[0]!);
  const cells = columns.map(([field, column]) => ({ field, text: column.getSQLType() === 'jsonb' ? copyJson : copyText }));
  const chunks = function* () {
    for (let from = 0; from < rows.length; from += ROWS_A_CHUNK) {
      const some = rows.slice(from, from + ROWS_A_CHUNK);
      yield Buffer.from(some.map((row) => `${cells.map(({ field, text }) => text(row[field])).join('\t')}\n`).join(''));
    }
  };
  await copyInto(
    tx,
    table,
    columns.map(([, column]) => column.name),
    chunks(),
  );
}
