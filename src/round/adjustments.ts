import { asc, eq } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { classesOf, type Scheme } from '../grading/scheme.js';
import type { AdjustmentKind, Adjusting } from './adjusted.js';
import { onRound } from './on-round.js';
import { comparePhases } from './phase.js';
import { issue, refuseIf, RoundUnknown, type RoundIssue } from './refused.js';
import { addEvent, chainStep, recordStep, type Actor } from './round.js';
import { roundAdjustment } from './table.js';

/** An adjustment as it is kept. */
export type Adjustment = typeof roundAdjustment.$inferSelect;

/** 定档, 提档 or 降档 of one enterprise, and on what it rests. */
export interface AdjustmentTerms {
  readonly kind: AdjustmentKind;
  readonly class: string;
  readonly article: string;
  readonly document: string;
  readonly reason: string;
}

/** The adjustments of a round, the earliest first. */
export function adjustmentsOf(db: Db, round: number): Promise<Adjustment[]> {
  return db.select().from(roundAdjustment).where(eq(roundAdjustment.round, round)).orderBy(asc(roundAdjustment.id));
}

/** @throws RoundUnknown */
export async function adjustmentOf(db: Db, id: number): Promise<Adjustment> {
  const [found] = await db.select().from(roundAdjustment).where(eq(roundAdjustment.id, id));
  if (!found) throw new RoundUnknown(`没有第 ${id} 号调档`);
  return found;
}

/** Those that count after an event. @param upTo the last event that counts */
export function countingAt(adjustments: readonly Adjustment[], upTo: number): readonly Adjusting[] {
  return adjustments
    .filter(({ since, until }) => since <= upTo && (until === null || until > upTo))
    .map((each) => ({ ...each, id: String(each.id) }));
}

/** What is wrong with an adjustment by a scheme. */
export function adjustmentFlaws(scheme: Scheme, { class: named, article, document, reason }: AdjustmentTerms): RoundIssue[] {
  const classes = [...new Set(scheme.groups.flatMap(classesOf))];
  const issues: RoundIssue[] = [];
  if (!document.trim()) issues.push(issue('DOCUMENT_MISSING', 'document', '调档须写文号（document）'));
  if (!reason.trim()) issues.push(issue('REASON_MISSING', 'reason', '调档须写理由（reason）'));
  if (!article.trim()) issues.push(issue('VALUE_INVALID', 'article', '调档须写条款（article）'));
  if (!classes.includes(named))
    issues.push(issue('VALUE_INVALID', 'class', `方案没有类别 ${JSON.stringify(named)}；现有：${classes.join('、')}`));
  return issues;
}

/**
 * Proposes an adjustment, in DRAFTED; it counts from then on.
 * @param about the round's scheme, and the enterprise, which takes part in it
 * @throws RoundRefused, RoundUnknown
 */
export function proposeAdjustment(
  db: Db,
  who: Actor,
  at: Date,
  round: number,
  about: { readonly scheme: Scheme; readonly creditCode: string },
  terms: AdjustmentTerms,
): Promise<Adjustment> {
  return onRound(db, round, async ({ round: its }) => {
    const order = comparePhases(its.phase, 'DRAFTED');
    const phase =
      order === 0 ? [] : [issue(order < 0 ? 'NOT_READY' : 'PHASE_OVER', null, '调档在拟定（DRAFTED）阶段提出；此后只能随异议的裁定或更正')];
    refuseIf([...phase, ...adjustmentFlaws(about.scheme, terms)]);
    return async (tx) => {
      const { creditCode } = about;
      const step = { act: 'ADJUSTMENT_PROPOSED', creditCode, document: terms.document.trim(), reason: terms.reason.trim() } as const;
      const added = await addEvent(tx, its, who, at, step);
      const [made] = await tx
        .insert(roundAdjustment)
        .values({ ...terms, round, creditCode, since: added.id })
        .returning();
      await chainStep(tx, { ...added, detail: { adjustment: made!.id, kind: terms.kind } });
      return made!;
    };
  });
}

/** Takes a proposal back. @throws RoundRefused where it is withdrawn or approved; RoundUnknown */
export async function withdrawAdjustment(db: Db, who: Actor, at: Date, id: number, reason: string): Promise<Adjustment> {
  const { round } = await adjustmentOf(db, id);
  return onRound(db, round, async ({ round: its, events }) => {
    const now = await adjustmentOf(db, id);
    const by = events.find(({ id: event }) => event === (now.until ?? now.approved));
    const issues: RoundIssue[] = [];
    if (!reason.trim()) issues.push(issue('REASON_MISSING', 'reason', '撤回调档须写理由（reason）'));
    if (by) {
      const what = now.until === null ? '审定，不能撤回' : '撤回';
      issues.push(issue('ALREADY_DONE', String(id), `第 ${id} 号调档已由 ${by.actor} 于 ${by.at.toISOString()} ${what}`));
    }
    refuseIf(issues);
    return async (tx) => {
      const { creditCode } = now;
      const step = { act: 'ADJUSTMENT_WITHDRAWN', creditCode, reason: reason.trim(), detail: { adjustment: id } } as const;
      const { id: until } = await recordStep(tx, its, who, at, step);
      await tx.update(roundAdjustment).set({ until }).where(eq(roundAdjustment.id, id));
      return { ...now, until };
    };
  });
}
