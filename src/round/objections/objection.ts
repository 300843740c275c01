import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Viewer } from '../../access/viewer.js';
import type { Row } from '../../access/rows.js';
import type { Db } from '../../db/db.js';
import { issue, RoundUnknown, type RoundIssue } from '../refused.js';
import { isParty } from './party.js';
import { objection, objectionStep } from './table.js';

/** An objection as it stands. */
export type Objection = typeof objection.$inferSelect;
/** One thing that was done with it. */
export type ObjectionStep = typeof objectionStep.$inferSelect;

/** The objections of a round, the earliest first. */
export function objectionsOf(db: Db, round: number): Promise<Objection[]> {
  return db.select().from(objection).where(eq(objection.roundId, round)).orderBy(asc(objection.id));
}

/** An objection that a viewer is a party of. @throws RoundUnknown: there is none, or it is not for the viewer */
export async function objectionFor(
  db: Db,
  viewer: Viewer,
  id: number,
  rowOf: (its: Objection) => Promise<Row | undefined>,
): Promise<Objection> {
  const [found] = await db.select().from(objection).where(eq(objection.id, id));
  const row = found && (await rowOf(found));
  if (found && row && isParty(viewer, found, row)) return found;
  throw new RoundUnknown(`没有第 ${id} 号异议`);
}

/** What was done with some objections, the earliest first. */
export function stepsOf(db: Db, ids: readonly number[]): Promise<ObjectionStep[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return db
    .select()
    .from(objectionStep)
    .where(inArray(objectionStep.objectionId, [...ids]))
    .orderBy(asc(objectionStep.id));
}

/** Whether an objection waits for a verdict. */
export function isOpen({ state }: Pick<Objection, 'state'>): boolean {
  return state === 'SUBMITTED' || state === 'FORWARDED';
}

/** Why nothing is done any more with an objection that is settled: by whom, when. */
export async function settledAlready(db: Db, its: Objection): Promise<RoundIssue[]> {
  if (isOpen(its)) return [];
  const [step] = await db
    .select()
    .from(objectionStep)
    .where(and(eq(objectionStep.objectionId, its.id), eq(objectionStep.step, its.state as 'DECIDED')));
  const what = its.state === 'DECIDED' ? '裁定' : '撤回';
  return [issue('ALREADY_DONE', String(its.id), `第 ${its.id} 号异议已由 ${step!.by} 于 ${step!.at.toISOString()} ${what}`)];
}
