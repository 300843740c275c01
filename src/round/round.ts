import { asc, desc, eq } from 'drizzle-orm';
import { recordEvent } from '../audit/record-event.js';
import type { Db } from '../db/db.js';
import type { DepartmentId } from '../grading/fact.js';
import { RoundUnknown } from './refused.js';
import { round, roundEvent, type RoundAct } from './table.js';

/** A round as it stands now. */
export type Round = typeof round.$inferSelect;
/** One thing that was done in it. */
export type RoundEvent = typeof roundEvent.$inferSelect;

/** Who does something: the token's subject and role. */
export interface Actor {
  readonly subject: string;
  readonly role: string;
  /** Of an evaluation office: the zones that it is bound to; none: the whole county. */
  readonly zones?: readonly string[];
}

/** What is done; what is not said is null, and the phase stays as it is. */
export type RoundStep = { readonly act: RoundAct; readonly department?: DepartmentId } & Partial<
  Pick<RoundEvent, 'phase' | 'from' | 'creditCode' | 'document' | 'reason' | 'detail'>
>;

/** The rounds, the latest first. @param year of one evaluation year; all years if absent */
export function rounds(db: Db, year?: number): Promise<Round[]> {
  return db
    .select()
    .from(round)
    .where(year === undefined ? undefined : eq(round.year, year))
    .orderBy(desc(round.id));
}

/** @throws RoundUnknown */
export async function roundOf(db: Db, id: number): Promise<Round> {
  const [found] = await db.select().from(round).where(eq(round.id, id));
  return found ?? unknown(id);
}

/** The round, held until the transaction ends: of two who act at once the second sees what the first did. @throws RoundUnknown */
export async function heldRound(tx: Db, id: number): Promise<Round> {
  const [found] = await tx.select().from(round).where(eq(round.id, id)).for('update');
  return found ?? unknown(id);
}

/** What was done in a round, the earliest first. */
export function eventsOf(db: Db, id: number): Promise<RoundEvent[]> {
  return db.select().from(roundEvent).where(eq(roundEvent.round, id)).orderBy(asc(roundEvent.id));
}

/**
 * Puts a step on record in its round and on the audit chain, in the transaction that makes it. The chain is held from here
 * to the end of the transaction, so it comes after everything else.
 * @param tx in which the round is held
 * @param at the moment, by the hub's clock
 */
export async function recordStep(tx: Db, its: Pick<Round, 'id' | 'phase'>, who: Actor, at: Date, step: RoundStep): Promise<RoundEvent> {
  const added = await addEvent(tx, its, who, at, step);
  await chainStep(tx, added, step.department);
  return added;
}

/** The first half of {@link recordStep}, for what has to name the event before it is on the chain. */
export async function addEvent(tx: Db, its: Pick<Round, 'id' | 'phase'>, who: Actor, at: Date, step: RoundStep): Promise<RoundEvent> {
  const { department: _, detail, ...said } = step;
  const [added] = await tx
    .insert(roundEvent)
    .values({ phase: its.phase, ...said, round: its.id, at, actor: who.subject, role: who.role, detail: detail ?? {} })
    .returning();
  return added!;
}

/** The second half of {@link recordStep}. */
export async function chainStep(tx: Db, event: RoundEvent, department: DepartmentId = 'county'): Promise<void> {
  const { id, round: its, act, phase, document, detail, actor } = event;
  await recordEvent(tx, {
    actor,
    action: 'ROUND_STEP',
    department,
    detail: {
      ...detail,
      ...(Array.isArray(detail['held']) ? { held: detail['held'].length } : {}),
      round: its,
      event: id,
      step: act,
      phase,
      document,
    },
  });
}

function unknown(id: number): never {
  throw new RoundUnknown(`没有第 ${id} 号评价轮次`);
}
