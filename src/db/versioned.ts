import { and, getTableColumns, gt, gte, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { bigint, getTableConfig, integer, jsonb, text, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { branchedOf, branchSpan } from './branch.js';

/**
 * The columns that every record of a department carries: since which data version it holds, from which one on another
 * record of the same key stands in its place, and the handover, sheet and line that it came from, verbatim. `carried` is null
 * but where the file of the row lacked columns that the record before it had: where those of its values came from, by field.
 */
export const provenance = () => ({
  version: bigint('version', { mode: 'number' }).notNull(),
  superseded: bigint('superseded', { mode: 'number' }),
  handoverId: bigint('handover_id', { mode: 'number' }).notNull(),
  sheet: text('sheet'),
  line: integer('line').notNull(),
  raw: jsonb('raw').$type<string[]>().notNull(),
  carried: jsonb('carried').$type<Carried>(),
});

/** A line of a file that was handed over, since which data version it is known. */
export interface HandedLine {
  readonly version: number;
  readonly handoverId: number;
  readonly sheet: string | null;
  readonly line: number;
}

/** Where the values come from that a row has from before it, by field. */
export type Carried = Readonly<Record<string, Omit<HandedLine, 'sheet'> & { readonly sheet?: string | null }>>;

/** Where a row comes from, down to the line of the file that was handed over, and those of its values that its file lacked. */
export interface Source extends HandedLine {
  readonly carried?: Carried | null;
}

/** Where a stored row came from. */
export function sourceOf({ version, handoverId, sheet, line, carried }: Source): Source {
  return carried ? { version, handoverId, sheet, line, carried } : { version, handoverId, sheet, line };
}

/** Where the value of a field came from: the row's own line, or one before it where its file lacked the field. */
export function lineOf({ version, handoverId, sheet, line, carried }: Source, field: string): HandedLine {
  const before = carried?.[field];
  return before ? { ...before, sheet: before.sheet ?? null } : { version, handoverId, sheet, line };
}

/** Every line that a value of a row came from, its own first. */
export function linesOf(source: Source): readonly HandedLine[] {
  const { version, handoverId, sheet, line, carried } = source;
  const lines = new Map<string, HandedLine>();
  const add = (each: HandedLine) => lines.set(`${each.handoverId} ${each.sheet ?? ''} ${each.line}`, each);
  add({ version, handoverId, sheet, line });
  for (const field of Object.keys(carried ?? {})) add(lineOf(source, field));
  return [...lines.values()];
}

interface Versioned {
  readonly version: PgColumn;
  readonly superseded: PgColumn;
}

/** The condition of a record that holds at a data version: one of the hub's, or of a branch of it. */
export function holdsAt(table: PgTable & Versioned, version: number): SQL {
  const branched = branchedOf(version);
  const before = held(table, branched?.base ?? version);
  if (!branched) return before;
  const { first } = branchSpan(version);
  const own = and(gte(table.version, first), held(table, version));
  return or(own, and(before, sql`not ${isChanged(table, first, version)}`))!;
}

function held({ version, superseded }: Versioned, at: number): SQL {
  return and(lte(version, at), or(isNull(superseded), gt(superseded, at)))!;
}

/** Whether a branch has a row of its own of the key of a row, be it one that says that there is none. */
function isChanged(table: PgTable, first: number, upTo: number): SQL {
  const { uniqueConstraints } = getTableConfig(table);
  const keys = uniqueConstraints[0]!.columns.filter(({ name }) => name !== 'version');
  const equal = keys.map((column) => sql`changed.${sql.identifier(column.name)} is not distinct from ${column}`);
  return sql`exists (select from ${table} as changed where changed.version between ${first} and ${upTo} and ${sql.join(equal, sql` and `)})`;
}

/** The columns of a table without the line as handed over, which most readers have no use for. */
export function columnsRead<T extends PgTable & { readonly raw: PgColumn }>(table: T): Omit<T['_']['columns'], 'raw'> {
  const { raw: _, ...columns } = getTableColumns(table);
  return columns;
}
