import { boolean, date, index, integer, numeric, text, unique } from 'drizzle-orm/pg-core';
import type * as pg from 'drizzle-orm/pg-core';
import type { NotNull } from 'drizzle-orm/column-builder';
import type { CellKind, ColumnDeclaration, ColumnDefinition, Columns, Dataset, DatasetDefinition } from '../handover/dataset.js';
import { snakeCase } from '../handover/dataset.js';

type Text = pg.PgTextBuilderInitial<string, [string, ...string[]]>;

/** What holds a kind of cell; every kind that is not listed is a text. */
interface Builders {
  readonly number: pg.PgNumericBuilderInitial<string>;
  readonly date: pg.PgDateStringBuilderInitial<string>;
  readonly year: pg.PgIntegerBuilderInitial<string>;
  readonly quarter: pg.PgIntegerBuilderInitial<string>;
  readonly boolean: pg.PgBooleanBuilderInitial<string>;
}
type Builder<K extends CellKind> = K extends keyof Builders ? Builders[K] : Text;

/** Keys are never null but where their cells may be empty. */
type Stored<C extends ColumnDeclaration> = C extends { key: true; mayBeEmpty?: false } ? NotNull<Builder<C['kind']>> : Builder<C['kind']>;

export type StoredColumns<C extends Columns> = { [F in keyof C]: Stored<C[F]> } & {
  [F in keyof C as C[F] extends { folded: infer Folded extends string } ? Folded : never]: Text;
};

/** The columns of the table that holds a dataset, keys first; a folded name stands behind the name. */
export function columnsOf<C extends Columns>({ columns }: Dataset<C>): StoredColumns<C> {
  const stored: Record<string, pg.PgColumnBuilderBase> = {};
  for (const column of [...columns.filter(({ key }) => key), ...columns.filter(({ key }) => !key)]) {
    const builder = builderOf(column.kind, sqlNameOf(column));
    stored[column.field] = column.key && !column.mayBeEmpty ? builder.notNull() : builder;
    if (column.folded) stored[column.folded] = text(snakeCase(column.folded));
  }
  return stored as StoredColumns<C>;
}

/** That a key stands once in each version, and an index of the year where rows are read by it. */
export function keyOf(
  table: string,
  { columns }: DatasetDefinition,
  of: Readonly<Record<string, pg.ExtraConfigColumn>>,
): (pg.UniqueConstraintBuilder | pg.IndexBuilder)[] {
  const keys = columns.filter(({ key }) => key);
  const [first, ...further] = [...keys.map(({ field }) => of[field]!), of['version']!];
  const once = unique(`${table}_key`).on(first!, ...further);
  const byYear = keys.some(({ kind }) => kind === 'year') ? [index(`${table}_year`).on(of['year']!)] : [];
  return [keys.some(({ mayBeEmpty }) => mayBeEmpty) ? once.nullsNotDistinct() : once, ...byYear];
}

/** Areas are stored in 亩, and their columns say so. */
function sqlNameOf({ field, unit, sqlName }: ColumnDefinition): string {
  return sqlName ?? (unit?.kind === 'area' ? `${snakeCase(field)}_mu` : snakeCase(field));
}

function builderOf(kind: CellKind, name: string) {
  switch (kind) {
    case 'number':
      return numeric(name);
    case 'date':
      return date(name);
    case 'year':
    case 'quarter':
      return integer(name);
    case 'boolean':
      return boolean(name);
    default:
      return text(name);
  }
}
