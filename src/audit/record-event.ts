import { sql } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { append, lockHeads } from './append.js';
import { chainKeyOf } from './chain-key.js';
import { linked } from './chain.js';
import type { AuditEvent } from './event.js';

/** What an event may wait for the chains, ms; then it is not done. */
const LOCK_MS = 5_000;

/**
 * Puts an event on record in the transaction that does it: neither exists without the other. The department's chain is
 * held until the transaction ends, so this comes near its end, and once: see {@link recordEvents} for one that is
 * about several departments.
 */
export async function recordEvent(tx: Db, event: AuditEvent): Promise<void> {
  await recordEvents(tx, [event]);
}

/** As {@link recordEvent}, for several events at once: their chains are locked in one order, whatever the events' is. */
export async function recordEvents(tx: Db, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const key = await chainKeyOf(tx);
  await tx.execute(sql.raw(`set local lock_timeout = ${LOCK_MS}`));
  const heads = await lockHeads(
    tx,
    events.map(({ department }) => department),
  );
  const { done } = await append(tx, linked(events, heads, new Date(), key));
  if (!done) throw new Error('a chain moved although its head was locked');
}
