import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { DepartmentId } from '../../grading/fact.js';
import type { Db } from '../db.js';
import type { RecordSet } from '../record-set.js';
import { rowsApart } from './table.js';

/** A handover whose rows are apart. */
export interface Listed {
  readonly version: number;
  readonly dataset: string;
  readonly digest: string;
}

/** The handovers of a department that a database lists, up to a data version; oldest first. */
export function listed(db: Db, department: DepartmentId, upTo = Number.MAX_SAFE_INTEGER): Promise<Listed[]> {
  const { version, dataset, digest } = rowsApart;
  return db
    .select({ version, dataset, digest })
    .from(rowsApart)
    .where(and(eq(rowsApart.department, department), lte(version, upTo)))
    .orderBy(asc(version));
}

/** Those of one list that the other lacks. */
export function lackedBy(theirs: readonly Listed[], list: readonly Listed[]): readonly Listed[] {
  const known = new Set(theirs.map(key));
  return list.filter((each) => !known.has(key(each)));
}

function key({ version, dataset, digest }: Listed): string {
  return `${version} ${dataset} ${digest}`;
}

/**
 * Takes out what a handover wrote that the hub never counted in, as if it had not been written.
 * @param own the department's database, in a transaction
 */
export async function takeOut(
  own: Db,
  department: DepartmentId,
  tables: readonly RecordSet['table'][],
  { version }: Listed,
): Promise<void> {
  for (const table of tables) {
    await own.delete(table).where(eq(table.version, version));
    await own.execute(sql`update ${table} set superseded = null where superseded = ${version}`);
  }
  await own.delete(rowsApart).where(and(eq(rowsApart.department, department), eq(rowsApart.version, version)));
}
