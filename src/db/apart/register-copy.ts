import { getTableColumns, gt, max, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Db } from '../db.js';
import { insertRows } from '../insert-rows.js';

/** The register as its table has it. */
export type RegisterTable = PgTable & { readonly version: PgColumn; readonly raw: PgColumn };

/** Whoever copies the register takes turns. */
const COPYING = 0x6d756c;

/**
 * Brings the copy of the register in a department's database up to date, without the lines as handed over: its policies
 * ask it which enterprises lie in a zone. Rows of the register are never changed but for the version that ends their
 * hold, which no policy asks, and versions are committed in their order: what is new has a higher version.
 */
export async function copyRegister(hub: Db, own: Db, register: RegisterTable): Promise<void> {
  await own.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${COPYING})`);
    const [row] = await tx.select({ last: max(register.version) }).from(register);
    const { raw: _, ...columns } = getTableColumns(register);
    const fresh = await hub
      .select(columns as Record<string, PgColumn>)
      .from(register as PgTable)
      .where(gt(register.version, Number(row?.last ?? 0)));
    await insertRows(
      tx,
      register,
      fresh.map((each) => ({ ...each, raw: [] })),
    );
  });
}
