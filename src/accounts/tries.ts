import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { recordEvent } from '../audit/record-event.js';
import type { Db } from '../db/db.js';
import { account } from './table.js';

/** So many failed tries in a row lock an account for so long. */
export const MOST_TRIES = 5;
export const LOCKED_MS = 30 * 60_000;

export type AccountRow = typeof account.$inferSelect;

/**
 * Counts a try before it is looked at, so that however many come at once no more than {@link MOST_TRIES} are: the last of them
 * locks the account, unless it turns out right.
 * @returns undefined if there is no such account, or it is locked
 */
export async function tried(db: Db, name: string, now: Date): Promise<AccountRow | undefined> {
  const count = sql`case when ${account.lockedUntil} is null then ${account.failures} + 1 else 1 end`;
  const until = new Date(now.getTime() + LOCKED_MS).toISOString();
  const [row] = await db
    .update(account)
    .set({ failures: count, lockedUntil: sql`case when ${count} >= ${MOST_TRIES} then ${until}::timestamptz end` })
    .where(and(eq(account.name, name), or(isNull(account.lockedUntil), lte(account.lockedUntil, now))))
    .returning();
  return row;
}

/** Puts on record that an account was locked by the last of its tries. */
export async function recordLock(db: Db, { name, failures, lockedUntil }: AccountRow): Promise<void> {
  if (failures < MOST_TRIES) return;
  const detail = { account: name, failures, until: lockedUntil?.toISOString() ?? null };
  await db.transaction((tx) => recordEvent(tx, { actor: 'unverified', action: 'ACCOUNT_LOCKED', department: 'county', detail }));
}
