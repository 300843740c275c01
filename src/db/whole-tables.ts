import { sql } from 'drizzle-orm';
import type { Db } from './db.js';

/** From so many rows on they are not looked up one by one: what the planner knows of a table may be from before it held any. */
const MANY = 1_000;

/**
 * Runs a statement that meets many rows with many. To have the table analysed is its owner's right alone.
 * @param tx a transaction
 * @param rows how many it has to look for
 */
export async function byWholeTables<T>(tx: Db, rows: number, statement: () => Promise<T>): Promise<T> {
  if (rows < MANY) return statement();
  await tx.execute(sql`set local enable_nestloop = off`);
  const result = await statement();
  await tx.execute(sql`set local enable_nestloop = on`);
  return result;
}
