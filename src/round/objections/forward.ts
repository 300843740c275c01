import { and, eq } from 'drizzle-orm';
import type { Row } from '../../access/rows.js';
import { DEPARTMENT_WORDS } from '../../access/sharing-words.js';
import type { Viewer } from '../../access/viewer.js';
import type { Db } from '../../db/db.js';
import type { DepartmentId } from '../../grading/fact.js';
import { onRound } from '../on-round.js';
import { issue, refuseIf, type RoundIssue } from '../refused.js';
import { recordStep } from '../round.js';
import { settledAlready, type Objection } from './objection.js';
import { officeOf } from './office.js';
import { isUndetermined } from './party.js';
import { objection, objectionStep } from './table.js';

/** An objection, and where its enterprise was at V1. */
export interface Placed {
  readonly its: Objection;
  readonly row: Row;
}

/**
 * Forwards an objection to the department whose figure it is: the office of the place does, which for a firm of a zone is the
 * zone, or the evaluation office. Where nobody knows yet whose figure it is, the evaluation office says so by it.
 * @param read the objection as it stands, of which the viewer is a party
 * @throws RoundRefused NOT_YOURS, VALUE_INVALID, ALREADY_DONE; RoundUnknown
 */
export async function forwardObjection(
  db: Db,
  by: Viewer,
  at: Date,
  read: () => Promise<Placed>,
  to: DepartmentId,
  reason: string | undefined,
): Promise<number> {
  const { roundId } = (await read()).its;
  return onRound(db, roundId, async ({ round }) => {
    const { its, row } = await read();
    const { id, creditCode } = its;
    refuseIf(await settledAlready(db, its));
    refuseIf(await forwardedAlready(db, its));
    refuseIf(notByPlace(by, row));
    refuseIf(wrongDepartment(its, to));
    return async (tx) => {
      await tx.update(objection).set({ state: 'FORWARDED', forwardedTo: to, owner: to }).where(eq(objection.id, id));
      const why = reason?.trim();
      const what = `转${DEPARTMENT_WORDS[to]}核实${why ? `：${why}` : ''}`;
      await tx.insert(objectionStep).values({ objectionId: id, at, by: by.subject, office: officeOf(by), step: 'FORWARDED', what });
      const who = { subject: by.subject, role: by.role };
      await recordStep(tx, round, who, at, { act: 'OBJECTION_FORWARDED', creditCode, detail: { objection: id, to } });
      return id;
    };
  });
}

async function forwardedAlready(db: Db, { id, forwardedTo }: Objection): Promise<RoundIssue[]> {
  if (forwardedTo === null) return [];
  const [step] = await db
    .select()
    .from(objectionStep)
    .where(and(eq(objectionStep.objectionId, id), eq(objectionStep.step, 'FORWARDED')));
  const message = `第 ${id} 号异议已由 ${step!.by} 于 ${step!.at.toISOString()} 送${DEPARTMENT_WORDS[forwardedTo]}`;
  return [issue('ALREADY_DONE', String(id), message)];
}

function notByPlace({ role }: Viewer, { zone }: Row): RoundIssue[] {
  if (role === 'evaluation_office' || role === 'zone_committee' || (role === 'town' && zone === null)) return [];
  const whose = role === 'town' ? '园区企业的异议由园区转办' : '异议由企业所在镇街或园区、或者评价机构转办';
  return [issue('NOT_YOURS', null, whose)];
}

function wrongDepartment(its: Objection, to: DepartmentId): RoundIssue[] {
  if (isUndetermined(its) ? to !== 'county' : to === its.owner && to !== 'county') return [];
  const whose = its.owner === 'county' ? '由评价机构裁定，不转办' : `是${DEPARTMENT_WORDS[its.owner]}的数据`;
  return [issue('VALUE_INVALID', 'to', isUndetermined(its) ? '请转给数据所属的部门' : `第 ${its.id} 号异议${whose}`)];
}
