import { and, eq, lt, sql } from 'drizzle-orm';
import { Refusal } from '../../access/refusal.js';
import type { AccountClaims } from '../../accounts/account.js';
import { SignInRefused } from '../../accounts/refused.js';
import { recordEvent } from '../../audit/record-event.js';
import type { Db } from '../../db/db.js';
import { comparePhases } from '../phase.js';
import { roundOf } from '../round.js';
import { readCode } from './code.js';
import { SHEET_PURPOSE } from './recipients.js';
import { paperSheet } from './table.js';

/** So many failed tries lock the code of a sheet, for good: another sheet is printed then. */
export const MOST_TRIES = 5;

/** Who was let in by the code of a sheet: its enterprise. */
export interface LetInBySheet {
  readonly claims: AccountClaims;
  readonly round: number;
}

/** Where enterprises are let in by the code of their sheet. */
export interface SheetDoor {
  /** @throws SignInRefused, in the same words whatever was wrong */
  signIn(code: string): Promise<LetInBySheet>;
  /** @throws Refusal UNAUTHENTICATED once the objections of the round are decided */
  checkStanding(letIn: Pick<LetInBySheet, 'round'>): Promise<void>;
}

const WRONG =
  '核对码不对，或已锁定（连错 5 次）、已失效（本轮异议处理已结束）：请核对单上的“核对码”，仍不能登录的请向评价机构另领一份一企一单';
const ENDED = '登录已结束：本轮异议处理已结束，核对码不再有效；评价结果请向评价机构查询';

/** The door of sheets: a code opens it for its enterprise until DECIDING of its round has ended (ROUND.md, Sheets on paper). */
export function openSheetDoor(db: Db): SheetDoor {
  return {
    signIn: async (code) => {
      const read = readCode(code);
      const sheet = read && (await tried(db, read.sheet));
      if (!sheet) throw new SignInRefused('SHEET_CODE', WRONG);
      if (sheet.code !== read.digest) {
        await recordLock(db, sheet);
        throw new SignInRefused('SHEET_CODE', WRONG);
      }
      const { id, roundId: round, creditCode } = sheet;
      if (!(await isOpen(db, round))) throw new SignInRefused('CLOSED', WRONG);
      await db.transaction(async (tx) => {
        await tx.update(paperSheet).set({ failed: 0 }).where(eq(paperSheet.id, id));
        const detail = { sheet: id, round, role: 'enterprise' };
        await recordEvent(tx, { actor: subjectOf(id), action: 'SIGNED_IN', department: 'county', detail });
      });
      return { round, claims: { subject: subjectOf(id), role: 'enterprise', creditCode, purpose: SHEET_PURPOSE } };
    },
    checkStanding: async ({ round }) => {
      if (!(await isOpen(db, round))) throw new Refusal('UNAUTHENTICATED', ENDED);
    },
  };
}

type Sheet = typeof paperSheet.$inferSelect;

/** Counts a try before it is looked at, so that however many come at once no more than {@link MOST_TRIES} are. */
async function tried(db: Db, id: number): Promise<Sheet | undefined> {
  const [row] = await db
    .update(paperSheet)
    .set({ failed: sql`${paperSheet.failed} + 1` })
    .where(and(eq(paperSheet.id, id), lt(paperSheet.failed, MOST_TRIES)))
    .returning();
  return row;
}

async function recordLock(db: Db, { id, roundId: round, failed }: Sheet): Promise<void> {
  if (failed < MOST_TRIES) return;
  const detail = { sheet: id, round, failures: failed };
  await db.transaction((tx) => recordEvent(tx, { actor: 'unverified', action: 'SHEET_LOCKED', department: 'county', detail }));
}

async function isOpen(db: Db, round: number): Promise<boolean> {
  return comparePhases((await roundOf(db, round)).phase, 'DECIDING') <= 0;
}

function subjectOf(sheet: number): string {
  return `sheet:${sheet}`;
}
