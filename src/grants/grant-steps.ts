import { and, asc, eq, or, sql } from 'drizzle-orm';
import { type AuditAction } from '../audit/event.js';
import { recordEvent } from '../audit/record-event.js';
import type { Db } from '../db/db.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Grant } from '../access/grants.js';
import { grantEvent, grantFileWithdrawal, type GrantStep } from './table.js';
import type { GrantTerms } from './terms.js';

/** Writers take turns, so that events are committed in the order of their ids and no reader passes one by. */
const WRITING = 0x6d7567;

/** A grant with everything that became of it. */
export interface StoredGrant {
  readonly __typename?: 'AccessGrant';
  /** Its number; of a file's grant its id. */
  readonly id: number | string;
  readonly owner: DepartmentId;
  readonly terms: GrantTerms;
  readonly state: GrantStep;
  /** The first is the request, the last gives the state. */
  readonly history: readonly { readonly step: GrantStep; readonly at: Date; readonly by: string; readonly reason: string }[];
}

/** What came of a step, or why it was not taken (中文). */
export type GrantStepOutcome = { readonly done: true; readonly grant: StoredGrant } | { readonly done: false; readonly why: string };

/** Asks a department for a grant. Nothing is open until it is approved. */
export async function requestGrant(db: Db, by: string, owner: DepartmentId, terms: GrantTerms, reason: string): Promise<GrantStepOutcome> {
  return db.transaction(async (tx) => {
    await takeTurn(tx);
    const [row] = await tx
      .insert(grantEvent)
      .values({ step: 'REQUESTED', owner, by, askedBy: by, reason, terms })
      .returning({ id: grantEvent.id });
    return finished(tx, row!.id, by, 'GRANT_REQUESTED');
  });
}

/** Approves or refuses a request, or withdraws a grant: the department whose data it is, and nobody on their own request. */
export async function decideGrant(
  db: Db,
  by: { readonly actor: string; readonly department: DepartmentId },
  id: number,
  step: Exclude<GrantStep, 'REQUESTED'>,
  reason: string,
): Promise<GrantStepOutcome> {
  return db.transaction(async (tx) => {
    await takeTurn(tx);
    const grant = await grantOf(tx, id);
    if (!grant || grant.owner !== by.department) return { done: false, why: `没有向本部门提出的第 ${id} 号授权申请` };
    const needed = step === 'WITHDRAWN' ? 'APPROVED' : 'REQUESTED';
    if (grant.state !== needed) return { done: false, why: `第 ${id} 号授权现为“${STATE[grant.state]}”，不能${STEP[step]}` };
    if (step !== 'WITHDRAWN' && grant.history[0]!.by === by.actor)
      return { done: false, why: '不能答复本人提出的申请，请由本部门另一位经办人答复' };
    await tx.insert(grantEvent).values({ grantId: id, step, owner: grant.owner, by: by.actor, askedBy: grant.history[0]!.by, reason });
    return finished(tx, id, by.actor, `GRANT_${step}`);
  });
}

/**
 * Withdraws a department's part of what a file gives: on record; the file stays, and what it gave is given again by an
 * ordinary grant.
 * @returns false where it is withdrawn already
 */
export async function withdrawPart(
  db: Db,
  by: { readonly actor: string; readonly department: DepartmentId },
  { id, to, what, purpose }: Grant,
  reason: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await takeTurn(tx);
    const known = and(eq(grantFileWithdrawal.grant, id), eq(grantFileWithdrawal.department, by.department));
    if ((await tx.select().from(grantFileWithdrawal).where(known).limit(1)).length > 0) return false;
    await tx.insert(grantFileWithdrawal).values({ grant: id, department: by.department, by: by.actor, reason });
    await recordEvent(tx, {
      actor: by.actor,
      action: 'GRANT_WITHDRAWN',
      department: by.department,
      detail: { grant: id, role: to.role, fields: [...what], purpose: purpose ?? null },
    });
    return true;
  });
}

/** A department's part of a file's grant as those on record look, withdrawn. */
export function storedOf(grant: Grant, owner: DepartmentId, by: string, reason: string): StoredGrant {
  const { to, what, except, acts, purpose = '', from = '', until = '', ground } = grant;
  const terms: GrantTerms = {
    ...{ role: to.role, subject: to.subject ?? null, department: to.department ?? null, organisation: to.organisation ?? null },
    ...{ fields: what, except, zones: null, acts, purpose, ground, from, to: until },
  };
  return { id: grant.id, owner, terms, state: 'WITHDRAWN', history: [{ step: 'WITHDRAWN', at: new Date(), by, reason }] };
}

/** Whose grants are looked at: those asked of a department and those somebody asked for; or every one, for who oversees them. */
export interface GrantsOf {
  readonly actor: string;
  readonly department: DepartmentId | undefined;
  readonly every?: boolean;
}

/** The grants, in the order of asking. */
export async function grantsVisibleTo(db: Db, { actor, department, every = false }: GrantsOf): Promise<readonly StoredGrant[]> {
  const rows = await db.select().from(grantEvent).orderBy(asc(grantEvent.id));
  return grouped(rows)
    .map(folded)
    .filter((grant) => every || grant.owner === department || grant.history[0]!.by === actor);
}

const STATE: Record<GrantStep, string> = { REQUESTED: '待答复', APPROVED: '已授权', REFUSED: '已拒绝', WITHDRAWN: '已撤回' };
const STEP: Record<Exclude<GrantStep, 'REQUESTED'>, string> = { APPROVED: '授权', REFUSED: '拒绝', WITHDRAWN: '撤回' };

type Row = typeof grantEvent.$inferSelect;

async function takeTurn(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${WRITING})`);
}

async function grantOf(tx: Db, id: number): Promise<StoredGrant | undefined> {
  const rows = await tx
    .select()
    .from(grantEvent)
    .where(or(eq(grantEvent.id, id), eq(grantEvent.grantId, id)))
    .orderBy(asc(grantEvent.id));
  return rows[0]?.terms ? folded(rows) : undefined;
}

async function finished(tx: Db, id: number, actor: string, action: AuditAction): Promise<GrantStepOutcome> {
  const grant = (await grantOf(tx, id))!;
  const { role, fields, purpose, from, to } = grant.terms;
  await recordEvent(tx, { actor, action, department: grant.owner, detail: { grant: id, role, fields, purpose, from, to } });
  return { done: true, grant };
}

function groupId({ grantId, id }: Row): number {
  return grantId ?? id;
}

function grouped(rows: readonly Row[]): Row[][] {
  return [...new Set(rows.map(groupId))].map((id) => rows.filter((row) => groupId(row) === id));
}

function folded(rows: readonly Row[]): StoredGrant {
  const [request] = rows as [Row, ...Row[]];
  const history = rows.map(({ step, at, by, reason }) => ({ step, at, by, reason }));
  return { id: request.id, owner: request.owner, terms: request.terms!, state: history.at(-1)!.step, history };
}
