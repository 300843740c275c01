import { and, getTableColumns, gt, isNull, lte, or, type SQL } from 'drizzle-orm';
import { bigint, integer, jsonb, text, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';

/**
 * The columns that every record of a department carries: since which data version it holds, from which one on another
 * record of the same key stands in its place, and the handover, sheet and line that it came from, verbatim.
 */
export const provenance = () => ({
  version: bigint('version', { mode: 'number' }).notNull(),
  superseded: bigint('superseded', { mode: 'number' }),
  handoverId: bigint('handover_id', { mode: 'number' }).notNull(),
  sheet: text('sheet'),
  line: integer('line').notNull(),
  raw: jsonb('raw').$type<string[]>().notNull(),
});

/** Where a value comes from, down to the line of the file that was handed over. */
export interface Source {
  readonly version: number;
  readonly handoverId: number;
  readonly sheet: string | null;
  readonly line: number;
}

/** Where a stored row came from. */
export function sourceOf({ version, handoverId, sheet, line }: Source): Source {
  return { version, handoverId, sheet, line };
}

interface Versioned {
  readonly version: PgColumn;
  readonly superseded: PgColumn;
}

/** The condition of a record that holds at a data version. */
export function holdsAt(table: Versioned, version: number): SQL {
  return and(lte(table.version, version), or(isNull(table.superseded), gt(table.superseded, version)))!;
}

/** The columns of a table without the line as handed over, which most readers have no use for. */
export function columnsRead<T extends PgTable & { readonly raw: PgColumn }>(table: T): Omit<T['_']['columns'], 'raw'> {
  const { raw: _, ...columns } = getTableColumns(table);
  return columns;
}
