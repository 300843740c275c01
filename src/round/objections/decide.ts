import { eq } from 'drizzle-orm';
import { DEPARTMENT_WORDS } from '../../access/sharing-words.js';
import type { Viewer } from '../../access/viewer.js';
import type { Db } from '../../db/db.js';
import type { DepartmentId } from '../../grading/fact.js';
import type { Scheme } from '../../grading/scheme.js';
import { adjustmentFlaws, type AdjustmentTerms } from '../adjustments.js';
import { applyCorrections, type CorrectionDesk } from '../corrections/apply.js';
import { ofEnterprise } from '../corrections/of-enterprise.js';
import type { RecordCorrection } from '../corrections/read-correction.js';
import { onRound, type RoundNow } from '../on-round.js';
import { mayDecide } from '../people.js';
import { comparePhases } from '../phase.js';
import { issue, refuseIf, type RoundIssue } from '../refused.js';
import { addEvent, chainStep, type RoundStep } from '../round.js';
import { endOf } from '../standing.js';
import { roundAdjustment } from '../table.js';
import { settledAlready, type Objection } from './objection.js';
import { officeOf } from './office.js';
import { isUndetermined } from './party.js';
import { objection, objectionStep, type Verdict } from './table.js';

/** What is decided on an objection, and what it does. */
export interface Decision {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly document: string | undefined;
  readonly corrections: readonly RecordCorrection[];
  /** Lines in quarantine that are taken as they are. */
  readonly release: readonly string[];
  readonly adjustment: AdjustmentTerms | undefined;
}

/** What verdicts are given with. */
export interface VerdictDesk extends CorrectionDesk {
  readonly db: Db;
  readonly schemeOf: (now: RoundNow) => Promise<Scheme>;
}

const VERDICT_WORDS: Record<Verdict, string> = { ACCEPTED: '采纳', PARTLY: '部分采纳', REJECTED: '不予采纳' };

/**
 * Decides an objection: by the department whose figure it is, or the evaluation office on what is the county's. Its records
 * are put right, or its class adjusted, in the same transaction.
 * @param read the objection as it stands, of which the viewer is a party
 * @throws RoundRefused NOT_YOURS, SAME_PERSON, NOT_READY, REASON_MISSING, VALUE_INVALID, ALREADY_DONE; RoundUnknown
 */
export async function decideObjection(
  desk: VerdictDesk,
  by: Viewer,
  at: Date,
  read: () => Promise<Objection>,
  given: Decision,
): Promise<number> {
  const { roundId } = await read();
  return onRound(desk.db, roundId, async (now) => {
    const its = await read();
    const department = departmentOf(by);
    refuseIf(await settledAlready(desk.db, its));
    refuseIf(notYours(its, department));
    refuseIf(mayDecide(now.events, its, by.subject));
    refuseIf(notNow(now, its));
    const scheme = given.adjustment && (await desk.schemeOf(now));
    refuseIf([...flawsOf(its, given, now), ...(scheme ? adjustmentFlaws(scheme, given.adjustment!) : [])]);
    const document = given.document?.trim() || given.adjustment?.document.trim() || null;
    const { creditCode, id } = its;
    return async (tx) => {
      const roundVersion = await applyCorrections(tx, desk, {
        ...{
          round: now.round,
          taken: endOf(now.events, 'COLLECTING')!.id,
          creditCode,
          objection: id,
          department: department!,
          by: by.subject,
          at,
        },
        ...{ document, reason: given.reason.trim(), corrections: given.corrections, release: given.release },
      });
      await tx
        .update(objection)
        .set({ state: 'DECIDED', verdict: given.verdict, verdictReason: given.reason.trim(), decidedAt: at })
        .where(eq(objection.id, id));
      const what = `${VERDICT_WORDS[given.verdict]}：${given.reason.trim()}`;
      await tx.insert(objectionStep).values({ objectionId: id, at, by: by.subject, office: officeOf(by), step: 'DECIDED', what, document });
      const detail = { objection: id, verdict: given.verdict, ...(roundVersion === undefined ? {} : { roundVersion }) };
      const step: RoundStep = { act: 'OBJECTION_DECIDED', creditCode, document, detail };
      const added = await addEvent(tx, now.round, { subject: by.subject, role: by.role }, at, step);
      if (given.adjustment) {
        const carried = { ...given.adjustment, round: now.round.id, creditCode, objection: id, since: added.id };
        await tx.insert(roundAdjustment).values(carried);
      }
      await chainStep(tx, added, department);
      return id;
    };
  });
}

/** The department that a viewer decides for. */
function departmentOf({ role, department }: Viewer): DepartmentId | undefined {
  return role === 'evaluation_office' ? 'county' : department;
}

function notYours(its: Objection, department: DepartmentId | undefined): RoundIssue[] {
  if (isUndetermined(its)) return [issue('NOT_READY', String(its.id), '还不知是哪个部门的数据：请先转办（forwardObjection）')];
  if (department === its.owner)
    return its.owner === 'county' || its.forwardedTo === its.owner ? [] : [issue('NOT_READY', String(its.id), '尚未转办')];
  return [issue('NOT_YOURS', String(its.id), `第 ${its.id} 号异议由${DEPARTMENT_WORDS[its.owner]}裁定`)];
}

/** When an objection is decided: in REVIEWING or DECIDING; one that was late, left open or a correction, after publication. */
function notNow({ round: { phase }, events }: RoundNow, { id, late, correction }: Objection): RoundIssue[] {
  const isAfter = phase === 'PUBLISHED' || phase === 'CLOSED';
  if (isAfter || (!late && !correction && (phase === 'REVIEWING' || phase === 'DECIDING'))) return [];
  const isOver = comparePhases(phase, 'REVIEWING') > 0;
  const when =
    late || correction || (isOver && events.some(({ phase: its }) => its === 'DECIDING'))
      ? '公布之后作为更正办理'
      : '在核实（REVIEWING）或异议处理（DECIDING）阶段裁定';
  return [issue('NOT_READY', String(id), `第 ${id} 号异议${when}`)];
}

function flawsOf({ creditCode, owner }: Objection, given: Decision, { round: { phase } }: RoundNow): RoundIssue[] {
  const { verdict, reason, corrections, release, adjustment } = given;
  const issues: RoundIssue[] = ofEnterprise(creditCode, corrections);
  if (!reason.trim()) issues.push(issue('REASON_MISSING', 'reason', '裁定须写理由（reason）'));
  if (verdict === 'REJECTED' && (corrections.length > 0 || release.length > 0 || adjustment))
    issues.push(issue('VALUE_INVALID', 'verdict', '不予采纳的，不更正记录，也不调档'));
  if (adjustment && owner !== 'county') issues.push(issue('NOT_YOURS', 'adjustment', '调档由评价机构提出'));
  if (adjustment && phase === 'REVIEWING')
    issues.push(issue('NOT_READY', 'adjustment', '调档在拟定（DRAFTED）阶段提出，或随公示后异议的裁定'));
  return issues;
}
