import { eq } from 'drizzle-orm';
import type { Viewer } from '../../access/viewer.js';
import type { Db } from '../../db/db.js';
import { onRound } from '../on-round.js';
import { issue, refuseIf, type RoundIssue } from '../refused.js';
import { recordStep } from '../round.js';
import { settledAlready, type Objection } from './objection.js';
import { officeOf } from './office.js';
import { objection, objectionStep } from './table.js';

/**
 * Takes an objection back: by its enterprise, or by the office that handed it in on paper.
 * @param read the objection as it stands, of which the viewer is a party
 * @throws RoundRefused NOT_YOURS, REASON_MISSING, ALREADY_DONE; RoundUnknown
 */
export async function withdrawObjection(db: Db, by: Viewer, at: Date, read: () => Promise<Objection>, reason: string): Promise<number> {
  const { roundId } = await read();
  return onRound(db, roundId, async ({ round }) => {
    const its = await read();
    const { id, creditCode } = its;
    const issues: RoundIssue[] = [];
    if (by.role !== 'enterprise' && by.subject !== its.submittedBy)
      issues.push(issue('NOT_YOURS', null, '异议由提出的企业撤回；代录的由代录人撤回'));
    if (!reason.trim()) issues.push(issue('REASON_MISSING', 'reason', '撤回异议须写理由（reason）'));
    refuseIf([...issues, ...(await settledAlready(db, its))]);
    return async (tx) => {
      await tx.update(objection).set({ state: 'WITHDRAWN' }).where(eq(objection.id, id));
      const step = { step: 'WITHDRAWN', what: `撤回：${reason.trim()}` } as const;
      await tx.insert(objectionStep).values({ ...step, objectionId: id, at, by: by.subject, office: officeOf(by) });
      const who = { subject: by.subject, role: by.role };
      await recordStep(tx, round, who, at, { act: 'OBJECTION_WITHDRAWN', creditCode, detail: { objection: id } });
      return id;
    };
  });
}
