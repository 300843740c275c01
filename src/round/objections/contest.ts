import type { Viewer } from '../../access/viewer.js';
import type { Db } from '../../db/db.js';
import { countyDay } from '../../policy/day.js';
import { DEPARTMENT_WORDS } from '../../access/sharing-words.js';
import type { NoticeDays } from '../days.js';
import type { EvidenceDesk } from '../evidence/desk.js';
import { onRound, type RoundNow } from '../on-round.js';
import { comparePhases } from '../phase.js';
import { issue, refuseIf, RoundUnknown, type RoundIssue } from '../refused.js';
import { recordStep } from '../round.js';
import type { OutlinedItem, SheetDesk } from '../sheets/desk.js';
import { officeOf } from './office.js';
import { ownerOf } from './owner.js';
import { goesByOffice } from './party.js';
import { objection, objectionStep, type ObjectionKind } from './table.js';

/** What an enterprise objects to, and why. */
export interface Contest {
  readonly round: number;
  readonly creditCode: string;
  /** An item of its sheet; undefined: none in particular. */
  readonly item: string | undefined;
  readonly kind: ObjectionKind;
  /** What it says is right. */
  readonly claimed: string;
  readonly reason: string;
  /** Digests of files that the same person sent before. */
  readonly evidence: readonly string[];
  /** An office hands it in for an enterprise that answered on paper. */
  readonly onPaper: boolean;
}

/** What objections are taken in with. */
export interface ContestDesk {
  readonly db: Db;
  readonly sheets: SheetDesk;
  readonly evidence: EvidenceDesk;
  /** The days of a round's notice; undefined: it was not noticed. */
  readonly noticeDays: (now: RoundNow) => NoticeDays | undefined;
}

/** When an objection is taken in: in time, late, or as a correction after publication. */
type When = 'IN_TIME' | 'LATE' | 'CORRECTION';

const MOST_CHARACTERS = 2000;

/**
 * Takes in an objection, in CONFIRMING or while the notice stands; one that comes after the last day of the notice is kept
 * as late. What a department put right itself may be contested at any time before the draft.
 * @param by who sends it; evidence is used if the same person sent it
 * @returns the number of the objection
 * @throws RoundRefused PHASE_OVER, NOT_READY, VALUE_INVALID, REASON_MISSING, ALREADY_DONE, EVIDENCE_UNKNOWN; RoundUnknown where
 *   the enterprise takes no part
 */
export function contestItem(desk: ContestDesk, by: Viewer, at: Date, contest: Contest): Promise<number> {
  return onRound(desk.db, contest.round, async (now) => {
    const item = await itemOf(desk, now, contest);
    const when = whenOf(desk, now, at, item);
    refuseIf(typeof when === 'string' ? [] : [when]);
    refuseIf(flawsOf(contest, item));
    return (tx) => write(tx, desk, now, by, at, contest, item, when as When);
  });
}

/**
 * Asks for a correction after publication, without a time limit; decided like an objection, it leads to a further publication.
 * @returns the number of the objection
 * @throws RoundRefused NOT_READY before publication, and as {@link contestItem}; RoundUnknown
 */
export function requestCorrection(desk: ContestDesk, by: Viewer, at: Date, contest: Contest): Promise<number> {
  return onRound(desk.db, contest.round, async (now) => {
    const item = await itemOf(desk, now, contest);
    const isMade = now.events.some(({ act, phase }) => act === 'ADVANCED' && phase === 'PUBLISHED');
    const isUnderWay = now.round.phase === 'APPROVED';
    if (!isMade) refuseIf([issue('NOT_READY', null, '本轮尚未公布：公布前的异议请用 contestItem 提出')]);
    if (isUnderWay) refuseIf([issue('NOT_READY', null, '更正已审定而尚未公布；请在公布之后申请')]);
    refuseIf(flawsOf(contest, item));
    return (tx) => write(tx, desk, now, by, at, contest, item, 'CORRECTION');
  });
}

/** The item that is contested, on a sheet that there is. @throws RoundUnknown */
async function itemOf({ sheets }: ContestDesk, now: RoundNow, { creditCode, item: id }: Contest): Promise<OutlinedItem | undefined> {
  const sheet = await sheets.outline(now, creditCode);
  if (!sheet) {
    refuseIf(now.round.dataVersion === null ? [issue('NOT_READY', null, '数据汇集（COLLECTING）尚未结束，还没有一企一单')] : []);
    throw new RoundUnknown(`本轮没有参评企业 ${creditCode}`);
  }
  if (id === undefined) return undefined;
  const found = sheet.items.find((each) => each.id === id);
  refuseIf(found ? [] : [issue('VALUE_INVALID', 'item', '本企业的一企一单没有这个事项；请使用 sheet 列出的 id')]);
  return found;
}

function whenOf(desk: ContestDesk, now: RoundNow, at: Date, item: OutlinedItem | undefined): When | RoundIssue {
  const { phase, deadlines } = now.round;
  const today = countyDay(at);
  const over = (message: string) => issue('PHASE_OVER', null, message);
  if (comparePhases(phase, 'CONFIRMING') < 0) return issue('NOT_READY', null, '企业确认（CONFIRMING）尚未开始');
  if (phase === 'CONFIRMING') {
    const last = deadlines.CONFIRMING;
    return last === undefined || today <= last ? 'IN_TIME' : over(`企业确认至 ${last} 止，已过；可在公示期间提出异议`);
  }
  // What a department put right itself the enterprise has not seen before.
  if (phase === 'REVIEWING' && item?.state === 'CORRECTED' && item.answer?.objection === undefined) return 'IN_TIME';
  if (phase === 'REVIEWING' || phase === 'DRAFTED') return over('企业确认（CONFIRMING）已结束；可在公示期间提出异议');
  if (comparePhases(phase, 'PUBLISHED') >= 0) return over('本轮已公布；有误的，请申请更正（requestCorrection）');
  const days = desk.noticeDays(now);
  if (phase === 'NOTICED' && days && today <= days.to) return 'IN_TIME';
  if (phase === 'DECIDING' && item?.state === 'CORRECTED' && item.answer?.objection === undefined) return 'IN_TIME';
  return 'LATE';
}

function flawsOf({ kind, claimed, reason, evidence }: Contest, item: OutlinedItem | undefined): RoundIssue[] {
  const issues: RoundIssue[] = [];
  if (!claimed.trim()) issues.push(issue('VALUE_INVALID', 'claimed', '请写明主张（claimed）：应当是什么'));
  if (!reason.trim()) issues.push(issue('REASON_MISSING', 'reason', '异议须写理由（reason）'));
  for (const [name, text] of Object.entries({ claimed, reason }))
    if (text.length > MOST_CHARACTERS) issues.push(issue('VALUE_INVALID', name, `${name} 至多 ${MOST_CHARACTERS} 字`));
  if (new Set(evidence).size < evidence.length) issues.push(issue('VALUE_INVALID', 'evidence', '同一份证据列了两次'));
  if (item?.state === 'CONTESTED' && ownerOf(kind, item.fact.department) !== 'county') {
    const { objection: id, event } = item.answer!;
    issues.push(issue('ALREADY_DONE', item.id, `这一事项已由 ${event.actor} 于 ${event.at.toISOString()} 提出第 ${id} 号异议`));
  }
  return issues;
}

async function write(
  tx: Db,
  desk: ContestDesk,
  { round: its }: RoundNow,
  by: Viewer,
  at: Date,
  { creditCode, kind, claimed, reason, evidence, onPaper }: Contest,
  item: OutlinedItem | undefined,
  when: When,
): Promise<number> {
  // A department that found its own error speaks of its own figure.
  const own = by.role === 'department' ? by.department : undefined;
  const owner = own ?? ownerOf(kind, item?.fact.department);
  const isStraight = owner !== undefined && !goesByOffice(owner);
  const goesTo = own ?? (isStraight ? owner : undefined);
  const [made] = await tx
    .insert(objection)
    .values({
      ...{ roundId: its.id, creditCode, kind, item: item?.id ?? null, claimed: claimed.trim(), reason: reason.trim() },
      ...{ submittedAt: at, submittedBy: by.subject, onPaper, late: when === 'LATE', correction: when === 'CORRECTION' },
      // Whose figure it is an office says that forwards it.
      ...{ owner: owner ?? 'county', state: goesTo ? 'FORWARDED' : 'SUBMITTED', forwardedTo: goesTo ?? null },
    })
    .returning({ id: objection.id });
  const id = made!.id;
  const unknown = await desk.evidence.use(tx, by, id, evidence);
  refuseIf(
    unknown.map((digest) => issue('EVIDENCE_UNKNOWN', digest, '没有您上传的这份证据，或已逾 24 小时；请重新上传（POST /evidence）')),
  );
  const step = { objectionId: id, at, by: by.subject } as const;
  const words = when === 'CORRECTION' ? '申请更正' : when === 'LATE' ? '逾期提出异议，留待更正' : '提出异议';
  await tx
    .insert(objectionStep)
    .values([
      { ...step, office: officeOf(by), step: 'SUBMITTED', what: onPaper ? `${words}（书面，代录）` : words },
      ...(goesTo ? [{ ...step, office: officeOf(by), step: 'FORWARDED' as const, what: `直接送${DEPARTMENT_WORDS[goesTo]}` }] : []),
    ]);
  const detail = {
    ...{ objection: id, kind, onPaper, late: when !== 'IN_TIME' },
    ...(item ? { item: item.id } : {}),
    ...(when === 'CORRECTION' ? { correction: true } : {}),
  };
  await recordStep(tx, its, { subject: by.subject, role: by.role }, at, { act: 'OBJECTED', creditCode, detail });
  return id;
}
