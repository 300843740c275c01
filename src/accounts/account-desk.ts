import { eq, sql } from 'drizzle-orm';
import { Refusal } from '../access/refusal.js';
import { recordEvent } from '../audit/record-event.js';
import type { Db } from '../db/db.js';
import { nameOf, stateOf, type AccountClaims } from './account.js';
import { invitationDigest } from './invitation.js';
import { passwordFlaw } from './password-rule.js';
import { hashPassword, isPassword } from './password.js';
import { SignInRefused } from './refused.js';
import { account } from './table.js';
import { recordLock, tried } from './tries.js';

/** What somebody types to sign in. */
export interface Typed {
  readonly account: string;
  readonly password: string;
}

/** Who was let in. */
export interface LetIn {
  readonly name: string;
  readonly claims: AccountClaims;
  /** From when on no more. */
  readonly expires: Date | null;
  /** As it was then: see {@link AccountDesk.checkStanding}. */
  readonly revision: number;
}

/** Where people who have accounts are let in. */
export interface AccountDesk {
  /** @throws SignInRefused, in the same words whatever was wrong */
  signIn(typed: Typed): Promise<LetIn>;
  /** @throws Refusal UNAUTHENTICATED if the account was changed, disabled or ended since somebody was let in */
  checkStanding(letIn: LetIn): Promise<void>;
  /**
   * Sets the password of whom an invitation is for; it is used up.
   * @returns the account's name
   * @throws SignInRefused if the link is not good (any more); Refusal BAD_USER_INPUT if the password must not be
   */
  setPassword(invitation: string, password: string): Promise<string>;
}

const WRONG = '账户或口令不对，或账户已停用、到期、锁定（连续 5 次不对即锁定 30 分钟）：请核对后重试，仍不能登录的请联系系统管理员';
const NO_LINK = '链接无效：已用过、已过期，或没有抄全；请联系系统管理员重发（npx muhub account reset）';
const ENDED = '登录已结束（账户停用、到期、重设口令，或有变动）：请重新登录，不能登录的请联系系统管理员';

/** @param clock what is locked, ended or out of date is so by it */
export function openAccountDesk(db: Db, clock: () => Date): AccountDesk {
  return {
    signIn: async ({ account: typed, password }) => {
      const now = clock();
      const row = await tried(db, nameOf(typed) ?? '', now);
      const isRight = await isPassword(password, row?.password ?? null);
      if (!row) throw new SignInRefused('LOCKED', WRONG);
      if (!isRight) {
        await recordLock(db, row);
        throw new SignInRefused('PASSWORD', WRONG);
      }
      if (stateOf({ ...row, lockedUntil: null }, now) !== 'ACTIVE') throw new SignInRefused('CLOSED', WRONG);
      const { name, claims, expires, revision } = row;
      await letIn(db, row);
      return { name, claims, expires, revision };
    },
    checkStanding: async ({ name, revision }) => {
      const [row] = await db.select().from(account).where(eq(account.name, name)).limit(1);
      const isStanding = row?.revision === revision && !['DISABLED', 'EXPIRED'].includes(stateOf(row, clock()));
      if (!isStanding) throw new Refusal('UNAUTHENTICATED', ENDED);
    },
    setPassword: async (invitation, password) => {
      const digest = invitationDigest(invitation);
      const [row] = await db.select().from(account).where(eq(account.invitation, digest)).limit(1);
      // Of a link that is good and an account that is closed the other is said: whoever has the link need not know more.
      if (!row || stateOf({ ...row, password: null, lockedUntil: null }, clock()) !== 'INVITED')
        throw new SignInRefused('INVITATION', NO_LINK);
      const flaw = passwordFlaw(password, row.name);
      if (flaw !== undefined) throw new Refusal('BAD_USER_INPUT', flaw);
      await passwordSet(db, digest, await hashPassword(password));
      return row.name;
    },
  };
}

/** Forgets the tries, and puts on record who came in. */
async function letIn(db: Db, { name, claims: { subject, role } }: typeof account.$inferSelect): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(account).set({ failures: 0, lockedUntil: null }).where(eq(account.name, name));
    await recordEvent(tx, { actor: subject, action: 'SIGNED_IN', department: 'county', detail: { account: name, role } });
  });
}

/** Of two who use a link at once, one sets the password. */
async function passwordSet(db: Db, digest: string, password: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(account)
      .set({ password, invitation: null, invitedUntil: null, failures: 0, lockedUntil: null, revision: sql`${account.revision} + 1` })
      .where(eq(account.invitation, digest))
      .returning();
    if (!row) throw new SignInRefused('INVITATION', NO_LINK);
    const { name, claims } = row;
    await recordEvent(tx, { actor: claims.subject, action: 'PASSWORD_SET', department: 'county', detail: { account: name } });
  });
}
