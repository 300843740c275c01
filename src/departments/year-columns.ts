import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { CodedRows } from '../db/coded-rows.js';
import { copyRows } from '../db/copy-rows.js';
import type { CopiedRow } from '../db/copied-row.js';
import type { Db } from '../db/db.js';
import { holdsAt } from '../db/versioned.js';
import type { Directory } from '../enterprise/directory.js';
import { numberColumnOf, textColumnOf } from '../grading/packed-column.js';
import type { Column } from '../grading/population.js';
import { ScaledColumnBuilder, type ScaledColumn } from '../grading/scaled-column.js';

/** A field of a yearly table that is read as a column. */
export interface YearField {
  readonly field: string;
  readonly kind: Column['kind'];
}

/** Where a department's year is read from. */
export interface YearTable {
  readonly table: PgTable & {
    readonly creditCode: PgColumn;
    readonly year: PgColumn;
    readonly version: PgColumn;
    readonly superseded: PgColumn;
  };
  /** Whether an enterprise may have several rows of a year, whose numbers are added up. */
  readonly addsUp?: boolean;
}

/** Takes the cells of one field as they arrive. */
interface Taking {
  take(row: CopiedRow, cell: number, of: number): void;
  column(): Column;
}

/** Reads some fields of a year as columns, rows as the directory lists the enterprises: no record is made of any row. */
export async function readYearColumns(
  db: Db,
  { table, addsUp = false }: YearTable,
  { version, year, directory }: { readonly version: number; readonly year: number; readonly directory: Directory },
  fields: readonly YearField[],
): Promise<ReadonlyMap<string, Column>> {
  const takings = fields.map(({ kind }): Taking => (kind === 'number' ? numbers(directory.size, addsUp) : texts(directory.size, kind)));
  const columns = [sql`${table.creditCode}`, ...fields.map(({ field, kind }) => cellOf(table, field, kind))];
  const query = sql`select ${sql.join(columns, sql`, `)} from ${table} where ${and(holdsAt(table, version), eq(table.year, year))}`;
  let next = 0;
  await copyRows(db, query, columns.length, (row) => {
    const of = directory.rowOf(row, 0, next);
    // A record without an enterprise does not occur: intake creates what it does not know.
    if (of < 0) return;
    next = of + 1;
    for (let at = 0; at < takings.length; at += 1) takings[at]!.take(row, at + 1, of);
  });
  return new Map(fields.map(({ field }, at) => [field, takings[at]!.column()]));
}

/** Dates are copied as numbers of days. */
function cellOf(table: PgTable, field: string, kind: Column['kind']): SQL {
  const column = (table as unknown as Record<string, PgColumn>)[field]!;
  return kind === 'date' ? sql`${column}::text` : sql`${column}`;
}

function numbers(size: number, addsUp: boolean): Taking {
  const builder = new ScaledColumnBuilder(size);
  return {
    take: (row, cell, of) => {
      if (row.isNull(cell)) return;
      if (addsUp && builder.has(of)) builder.add(of, row.exact(cell));
      else if (row.decimal(cell)) builder.put(of, row.value, row.decimals);
      else builder.putExactly(of, row.exact(cell));
    },
    column: () => numberColumnOf(builder.column()),
  };
}

const [NONE, FALSE, TRUE] = [0, 1, 2];

function texts(size: number, kind: 'text' | 'date' | 'boolean'): Taking {
  const codes = new Uint32Array(size);
  if (kind === 'boolean') {
    const flags = new Uint16Array(size);
    return {
      take: (row, cell, of) => void (flags[of] = row.isNull(cell) ? NONE : row.boolean(cell) ? TRUE : FALSE),
      column: () => textColumnOf<boolean>(kind, { texts: [undefined, false, true], codes: flags }),
    };
  }
  const coded = new CodedRows();
  return {
    take: (row, cell, of) => void (codes[of] = coded.codeAt(row, cell)),
    column: () => textColumnOf<string>(kind, { texts: coded.texts, codes }),
  };
}

/** The numbers of a column that {@link readYearColumns} made. */
export function scaledOf(column: Column | undefined): ScaledColumn {
  return (column as unknown as { readonly packed: ScaledColumn }).packed;
}
