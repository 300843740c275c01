import type { Db } from '../db/db.js';
import { eventsOf, heldRound, roundOf, type Round, type RoundEvent } from './round.js';

/** A round as it stands, and everything that was done in it. */
export interface RoundNow {
  readonly round: Round;
  readonly events: readonly RoundEvent[];
}

/** What is done, in one transaction, on a round that is held. */
export type Deed<T> = (tx: Db) => Promise<T>;

/**
 * Decides something on a round as it stands and does it, if nothing moved meanwhile; else it is decided anew on what the
 * other did, with the round held. So what takes time to decide holds up nobody, and of two who act at once one wins.
 * @param decide throws RoundRefused where it may not be done
 * @throws RoundUnknown
 */
export async function onRound<T>(db: Db, id: number, decide: (now: RoundNow) => Promise<Deed<T>>): Promise<T> {
  const before = { round: await roundOf(db, id), events: await eventsOf(db, id) };
  const deed = await decide(before);
  const done = await db.transaction(async (tx) => {
    await heldRound(tx, id);
    const last = (await eventsOf(tx, id)).at(-1)?.id;
    return last === before.events.at(-1)?.id ? { result: await deed(tx) } : undefined;
  });
  if (done) return done.result;
  return db.transaction(async (tx) => {
    const again = { round: await heldRound(tx, id), events: await eventsOf(tx, id) };
    return (await decide(again))(tx);
  });
}
