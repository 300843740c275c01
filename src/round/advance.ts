import { countyDay } from '../policy/day.js';
import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import type { WorkCalendar } from '../policy/calendar.js';
import { noticeDays } from './days.js';
import { onRound, type Deed, type RoundNow } from './on-round.js';
import { mayApprove, mayPublish } from './people.js';
import { comparePhases, phaseAfter, PHASE_TITLES, type RoundPhase } from './phase.js';
import { issue, refuseIf, RoundRefused, type RoundIssue } from './refused.js';
import { addEvent, chainStep, type Actor, type Round, type RoundEvent, type RoundStep } from './round.js';
import { beginningOf, standingAt } from './standing.js';
import { round, roundAdjustment } from './table.js';

/** Where a round is to go. */
export interface Advance {
  readonly to: RoundPhase;
  readonly document?: string | undefined;
  readonly reason?: string | undefined;
}

/** What going on asks of the rest of the house. */
export interface RoundSurroundings {
  readonly calendar: WorkCalendar;
  /** The hub's data version now. */
  dataVersion(): Promise<number>;
  /** The datasets that the scheme's text names and that are neither handed over nor waived, each an issue. */
  missing(now: RoundNow): Promise<readonly RoundIssue[]>;
  /** The enterprises that have not answered every item of their sheet. */
  unanswered(now: RoundNow): Promise<readonly string[]>;
  /** Digests of the list and of the result as they stand, for the record of the step. */
  digests(now: RoundNow): Promise<Readonly<Record<string, string>>>;
  /** How many enterprises have another class than when a phase ended. */
  moved(now: RoundNow, from: RoundPhase): Promise<number>;
  /** Makes the round's result public; in the transaction of the step. */
  publish(tx: Db, now: RoundNow, step: RoundEvent): Promise<void>;
}

/** The phases whose beginning rests on a document of its own (ROUND.md, Going on). */
const BY_DOCUMENT: readonly RoundPhase[] = ['NOTICED', 'APPROVED', 'PUBLISHED'];

/**
 * Takes a round one phase on, or back to an earlier one with a reason.
 * @throws RoundRefused with everything that is in the way; RoundUnknown
 */
export function advanceRound(db: Db, who: Actor, at: Date, id: number, asked: Advance, around: RoundSurroundings): Promise<Round> {
  return onRound(db, id, async (now) => {
    const { phase } = now.round;
    if (phase === asked.to) throw doneAlready(now, asked.to);
    return isApprovalOfCorrections(now, asked.to) || comparePhases(asked.to, phase) > 0
      ? goOn(now, who, at, asked, around)
      : goBack(now, who, at, asked);
  });
}

/** After publication the leading group's minutes open the way to a further publication. */
function isApprovalOfCorrections({ round: { phase } }: RoundNow, to: RoundPhase): boolean {
  return to === 'APPROVED' && (phase === 'PUBLISHED' || phase === 'CLOSED');
}

async function goOn(
  now: RoundNow,
  who: Actor,
  at: Date,
  { to, document, reason }: Advance,
  around: RoundSurroundings,
): Promise<Deed<Round>> {
  const { round: its, events } = now;
  const { phase } = its;
  const number = document?.trim() || minutesOfBefore(now, to);
  refuseIf(await whoMay(now, who, to, around));
  const isAgain = isApprovalOfCorrections(now, to);
  const issues: RoundIssue[] = [];
  if (!isAgain && to !== phaseAfter(phase)) {
    const message = `${PHASE_TITLES[phase]}（${phase}）之后是 ${phaseAfter(phase) ?? '无'}，不能直接到 ${to}；退回须写理由`;
    issues.push(issue('NOT_READY', to, message));
    refuseIf(issues);
  }
  if (BY_DOCUMENT.includes(to) && !number)
    issues.push(issue('DOCUMENT_MISSING', 'document', `进入${PHASE_TITLES[to]}须写文号（document）`));
  issues.push(...(isAgain ? await nothingToCorrect(now, around) : await whyNotOver(now, at, document, around)));
  refuseIf(issues);
  const detail = await detailOf(now, around);
  return async (tx) => {
    const step = { act: 'ADVANCED', phase: to, from: phase, document: number ?? null, reason: reason?.trim() || null, detail } as const;
    const added = await moveTo(tx, its, who, at, step);
    if (to === 'NOTICED' || to === 'APPROVED') {
      await tx
        .update(roundAdjustment)
        .set({ approved: added.id })
        .where(and(eq(roundAdjustment.round, its.id), isNull(roundAdjustment.approved), isNull(roundAdjustment.until)));
    }
    const moved = { ...its, ...changesOf(step) };
    if (to === 'PUBLISHED') await around.publish(tx, { round: moved, events: [...events, added] }, added);
    else await chainStep(tx, added);
    return moved;
  };
}

/** What is put on record of a phase that ends. */
async function detailOf(now: RoundNow, around: RoundSurroundings): Promise<Readonly<Record<string, unknown>>> {
  const { phase, silence } = now.round;
  if (phase === 'PLANNED') return {};
  if (phase === 'COLLECTING') return { dataVersion: await around.dataVersion() };
  const held = phase === 'CONFIRMING' && silence === 'HELD' ? { held: await around.unanswered(now) } : {};
  return { ...(await around.digests(now)), ...held };
}

async function goBack({ round: its, events }: RoundNow, who: Actor, at: Date, { to, document, reason }: Advance): Promise<Deed<Round>> {
  const { phase } = its;
  const instead = phase === 'DECIDING' || (phase === 'DRAFTED' && its.approvalFirst);
  const issues: RoundIssue[] = [];
  if (who.role !== 'evaluation_office' && !instead) {
    issues.push(issue('NOT_YOURS', null, '退回由评价机构办理；审定人只能在应当审定时改为退回'));
  }
  if (comparePhases(phase, 'PUBLISHED') >= 0) {
    issues.push(issue('NOT_READY', to, '已公布的轮次不退回；有误的，由更正另行公布（requestCorrection，再由审定人推进到 APPROVED）'));
  }
  if (!reason?.trim()) issues.push(issue('REASON_MISSING', 'reason', `从${PHASE_TITLES[phase]}退回${PHASE_TITLES[to]}须写理由（reason）`));
  refuseIf(issues);
  const detail = { before: events.at(-1)!.id };
  const step = { act: 'WENT_BACK', phase: to, from: phase, document: document?.trim() || null, reason: reason!.trim(), detail } as const;
  return async (tx) => {
    const added = await moveTo(tx, its, who, at, step);
    await chainStep(tx, added);
    return { ...its, ...changesOf(step) };
  };
}

/** Puts the step on record in the round and moves it there. */
async function moveTo(tx: Db, its: Round, who: Actor, at: Date, step: RoundStep & { phase: RoundPhase }): Promise<RoundEvent> {
  const added = await addEvent(tx, its, who, at, step);
  await tx.update(round).set(changesOf(step)).where(eq(round.id, its.id));
  return added;
}

function changesOf({ phase, from, detail }: Pick<RoundStep, 'from' | 'detail'> & { phase: RoundPhase }) {
  const version = from === 'COLLECTING' ? detail?.['dataVersion'] : undefined;
  return { phase, ...(typeof version === 'number' ? { dataVersion: version } : {}) };
}

/** Who may take the round there (ROUND.md, Phases): the approver where the leading group decides, else the evaluation office. */
async function whoMay(now: RoundNow, who: Actor, to: RoundPhase, around: RoundSurroundings): Promise<RoundIssue[]> {
  const { events, round: its } = now;
  const isApproval = to === 'APPROVED' || (to === 'NOTICED' && its.phase === 'DRAFTED' && its.approvalFirst);
  if (!isApproval) {
    if (who.role !== 'evaluation_office') return [issue('NOT_YOURS', to, `进入${PHASE_TITLES[to]}由评价机构办理`)];
    return to === 'PUBLISHED' ? mayPublish(events, who.subject) : [];
  }
  if (who.role === 'approver') return mayApprove(events, who.subject);
  // Minutes of before the notice serve where nothing moved since.
  if (to === 'APPROVED' && minutesOfBefore(now, to) && (await around.moved(now, 'DRAFTED')) === 0) return [];
  return [issue('NOT_YOURS', to, `进入${PHASE_TITLES[to]}须由审定人（role approver）办理`)];
}

/** The number of the minutes by which the leading group agreed before the notice. */
function minutesOfBefore({ round: its, events }: RoundNow, to: RoundPhase): string | undefined {
  if (to !== 'APPROVED' || its.phase !== 'DECIDING' || !its.approvalFirst) return undefined;
  return beginningOf(events, 'NOTICED')?.document ?? undefined;
}

/** Why the phase that a round is in cannot be ended yet. */
async function whyNotOver(
  now: RoundNow,
  at: Date,
  document: string | undefined,
  around: RoundSurroundings,
): Promise<readonly RoundIssue[]> {
  const { round: its, events } = now;
  const { phase } = its;
  const today = countyDay(at);
  const deadline = its.deadlines[phase];
  const notYet = deadline !== undefined && today <= deadline;
  const early = issue('PHASE_NOT_OVER', deadline ?? null, `${PHASE_TITLES[phase]}至 ${deadline} 止，期限未到`);
  switch (phase) {
    case 'COLLECTING':
      return around.missing(now);
    case 'CONFIRMING':
      return notYet && (await around.unanswered(now)).length > 0 ? [early] : [];
    case 'NOTICED': {
      const days = noticeDays(its, events, around.calendar)!;
      const isOver = its.noticeWorkdays === 0 ? !notYet : today > days.to;
      return isOver ? [] : [issue('PHASE_NOT_OVER', days.to, `公示至 ${days.to} 止（${its.noticeWorkdays} 个工作日），期限未到`)];
    }
    case 'REVIEWING':
    case 'DECIDING': {
      const open = [...standingAt(events).open.values()].flat();
      if (open.length === 0) return [];
      const what = phase === 'REVIEWING' ? '核实' : '裁定';
      const waiting = open.map((id) => issue('NOT_READY', String(id), `第 ${id} 号异议尚未${what}`));
      if (deadline === undefined) return waiting;
      if (notYet) return [early, ...waiting];
      if (document?.trim()) return [];
      const message = `期限 ${deadline} 已过而有 ${open.length} 件异议未决：须写文号（document）方可继续，相关企业仍暂缓`;
      return [issue('DOCUMENT_MISSING', 'document', message)];
    }
    default:
      return [];
  }
}

/** A further publication needs something that was corrected since the last. */
async function nothingToCorrect(now: RoundNow, around: RoundSurroundings): Promise<readonly RoundIssue[]> {
  const last = beginningOf(now.events, 'PUBLISHED')!;
  const isDecided = now.events.some(({ id, act }) => id > last.id && act === 'OBJECTION_DECIDED');
  const isAnother = isDecided && (await around.digests(now))['result'] !== last.detail['result'];
  return isAnother ? [] : [issue('NOT_READY', 'diff', '公布以来没有改变结果的裁定，没有可更正公布的内容')];
}

function doneAlready({ events }: RoundNow, to: RoundPhase): Error {
  const last = beginningOf(events, to)!;
  return new RoundRefused(issue('ALREADY_DONE', to, `${PHASE_TITLES[to]}已由 ${last.actor} 于 ${last.at.toISOString()} 办理`));
}
