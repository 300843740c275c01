import { desc, lte, sql } from 'drizzle-orm';
import type { Db } from './db.js';
import { dataVersion } from './data-version-table.js';

/** Writers take turns under this lock, so that versions are committed in their order. */
const WRITING = 0x6d756a;

/** The data version now, or as it was known at a moment; 0 before the first handover. */
export async function versionAt(db: Db, asOf?: Date): Promise<number> {
  const rows = await db
    .select({ version: dataVersion.version })
    .from(dataVersion)
    .where(asOf ? lte(dataVersion.at, asOf) : undefined)
    .orderBy(desc(dataVersion.version))
    .limit(1);
  return rows[0]?.version ?? 0;
}

/** Waits for its turn to write within a transaction, and gives the version that its records will carry. */
export async function nextVersion(tx: Db): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(${WRITING})`);
  return (await versionAt(tx)) + 1;
}

/**
 * Puts the version on record, as the last statement of its transaction: the clock is read when everything else is
 * done, and never runs backwards, so that `asOf` that moment or any later one includes it. Milliseconds, as JavaScript's clock.
 * @returns the moment
 */
export async function recordVersion(tx: Db, version: number): Promise<Date> {
  const moment = sql<Date>`(select greatest(date_trunc('milliseconds', clock_timestamp()), max(${dataVersion.at})) from ${dataVersion})`;
  const [row] = await tx.insert(dataVersion).values({ version, at: moment }).returning({ at: dataVersion.at });
  return row!.at;
}
