import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { RecordSet } from './record-set.js';

/** The names that the database gives the columns of a dataset's key. */
export function keyColumns({ dataset, table }: RecordSet): readonly { readonly name: SQL; readonly mayBeEmpty: boolean }[] {
  const columns = getTableColumns(table);
  return dataset.columns
    .filter(({ key }) => key)
    .map(({ field, mayBeEmpty }) => ({ name: sql.identifier(columns[field]!.name).getSQL(), mayBeEmpty: mayBeEmpty ?? false }));
}

/** That two rows of a dataset, by the names that a statement gives them, are of one key. */
export function sameKey(recordSet: RecordSet, one: string, other: string): SQL {
  const [a, b] = [sql.identifier(one), sql.identifier(other)];
  const equal = keyColumns(recordSet).map(({ name, mayBeEmpty }) =>
    mayBeEmpty ? sql`${a}.${name} is not distinct from ${b}.${name}` : sql`${a}.${name} = ${b}.${name}`,
  );
  return sql.join(equal, sql` and `);
}
