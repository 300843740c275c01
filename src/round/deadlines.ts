import { eq } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { countyDay } from '../policy/day.js';
import { onRound } from './on-round.js';
import { comparePhases, PHASES_WITH_DEADLINE, PHASE_TITLES, type RoundPhase } from './phase.js';
import { issue, refuseIf, type RoundIssue } from './refused.js';
import { recordStep, type Actor, type Round } from './round.js';
import { round } from './table.js';

/** Another last day of a phase, and by which document and why. */
export interface DeadlineChange {
  readonly phase: RoundPhase;
  readonly date: string;
  readonly document: string;
  readonly reason: string;
}

/** Moves the last day of a phase later, before it has passed. @throws RoundRefused, RoundUnknown */
export function changeDeadline(db: Db, who: Actor, at: Date, id: number, change: DeadlineChange): Promise<Round> {
  return onRound(db, id, async ({ round: its }) => {
    refuseIf(flawsOf(its, countyDay(at), change));
    const { phase, date, document, reason } = change;
    const deadlines = { ...its.deadlines, [phase]: date };
    const detail = { phase, before: its.deadlines[phase], date };
    return async (tx) => {
      await tx.update(round).set({ deadlines }).where(eq(round.id, id));
      await recordStep(tx, its, who, at, { act: 'DEADLINE_CHANGED', document: document.trim(), reason: reason.trim(), detail });
      return { ...its, deadlines };
    };
  });
}

function flawsOf(its: Round, today: string, { phase, date, document, reason }: DeadlineChange): RoundIssue[] {
  const title = PHASE_TITLES[phase];
  const before = its.deadlines[phase];
  const issues: RoundIssue[] = [];
  if (!document.trim()) issues.push(issue('DOCUMENT_MISSING', 'document', '变更期限须写文号（document）'));
  if (!reason.trim()) issues.push(issue('REASON_MISSING', 'reason', '变更期限须写理由（reason）'));
  if (!PHASES_WITH_DEADLINE.some((each) => each === phase)) issues.push(issue('VALUE_INVALID', 'phase', `${title}（${phase}）不设期限`));
  else if (before === undefined) issues.push(issue('VALUE_INVALID', 'phase', `${title}没有定过期限，由评价机构适时结束`));
  else if (comparePhases(its.phase, phase) > 0 || before < today) issues.push(issue('PHASE_OVER', phase, `${title}的期限 ${before} 已过`));
  else if (date <= before) issues.push(issue('VALUE_INVALID', 'date', `期限只能延后：原为 ${before}，所给 ${date}`));
  const next = PHASES_WITH_DEADLINE.find((each) => comparePhases(each, phase) > 0 && (its.deadlines[each] ?? date) < date);
  if (next) issues.push(issue('VALUE_INVALID', 'date', `${date} 晚于${PHASE_TITLES[next]}的期限 ${its.deadlines[next]}；请先延后那一期限`));
  return issues;
}
