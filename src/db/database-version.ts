import { sql } from 'drizzle-orm';
import type { Db } from './db.js';

/** The version of the database server, as it says it. */
export async function databaseVersion(db: Db): Promise<string> {
  const { rows } = await db.execute<{ server_version: string }>(sql`show server_version`);
  return rows[0]!.server_version;
}
