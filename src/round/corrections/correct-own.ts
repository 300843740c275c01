import type { Viewer } from '../../access/viewer.js';
import type { Db } from '../../db/db.js';
import type { DepartmentId } from '../../grading/fact.js';
import { onRound, type RoundNow } from '../on-round.js';
import { mayCorrectOwn } from '../people.js';
import { comparePhases } from '../phase.js';
import { issue, refuseIf, RoundUnknown, type RoundIssue } from '../refused.js';
import { recordStep, type Round } from '../round.js';
import type { SheetDesk } from '../sheets/desk.js';
import { endOf } from '../standing.js';
import { applyCorrections, type CorrectionDesk } from './apply.js';
import { ofEnterprise } from './of-enterprise.js';
import type { RecordCorrection } from './read-correction.js';

/** An error that a department found in its own records. */
export interface OwnError {
  readonly round: number;
  readonly creditCode: string;
  readonly corrections: readonly RecordCorrection[];
  readonly document: string;
  readonly reason: string;
}

/**
 * Puts a department's own error right, in REVIEWING and DECIDING; the enterprise sees it on its sheet and may contest it.
 * @throws RoundRefused NOT_READY, PHASE_OVER, SAME_PERSON, DOCUMENT_MISSING, REASON_MISSING, NOT_YOURS, VALUE_INVALID;
 *   RoundUnknown where the enterprise takes no part
 */
export function correctOwn(
  { db, sheets, ...desk }: CorrectionDesk & { readonly db: Db; readonly sheets: SheetDesk },
  by: Viewer,
  at: Date,
  { round: id, creditCode, corrections, document, reason }: OwnError,
): Promise<Round> {
  return onRound(db, id, async (now) => {
    refuseIf(notNow(now));
    if (!(await sheets.outline(now, creditCode))) throw new RoundUnknown(`本轮没有参评企业 ${creditCode}`);
    const issues: RoundIssue[] = [...mayCorrectOwn(now.events, by.subject), ...ofEnterprise(creditCode, corrections)];
    if (!document.trim()) issues.push(issue('DOCUMENT_MISSING', 'document', '自行更正须写文号（document）'));
    if (!reason.trim()) issues.push(issue('REASON_MISSING', 'reason', '自行更正须写理由（reason）'));
    if (corrections.length === 0) issues.push(issue('VALUE_INVALID', 'corrections', '请写明更正哪些格（corrections）'));
    refuseIf(issues);
    const department = (by.role === 'evaluation_office' ? 'county' : by.department) as DepartmentId;
    const said = { document: document.trim(), reason: reason.trim() };
    return async (tx) => {
      const about = { round: now.round, taken: endOf(now.events, 'COLLECTING')!.id, creditCode, objection: null, department };
      const order = { ...about, ...said, by: by.subject, at, corrections, release: [] };
      const roundVersion = await applyCorrections(tx, desk, order);
      const step = { act: 'OWN_ERROR_CORRECTED', creditCode, document: said.document, detail: { roundVersion }, department } as const;
      await recordStep(tx, now.round, { subject: by.subject, role: by.role }, at, step);
      return now.round;
    };
  });
}

function notNow({ round: { phase } }: RoundNow): RoundIssue[] {
  if (phase === 'REVIEWING' || phase === 'DECIDING') return [];
  if (comparePhases(phase, 'REVIEWING') < 0)
    return [issue('NOT_READY', null, '部门自行更正在核实（REVIEWING）和异议处理（DECIDING）阶段办理')];
  if (comparePhases(phase, 'DECIDING') > 0) return [issue('PHASE_OVER', null, '异议处理已结束；公布后请申请更正（requestCorrection）')];
  return [issue('NOT_READY', null, '现在不更正：请待异议处理（DECIDING）阶段')];
}
