import { and, eq, isNull, lt, or } from 'drizzle-orm';
import { Refusal } from '../access/refusal.js';
import { chainKeyOf } from '../audit/chain-key.js';
import { recordEvent } from '../audit/record-event.js';
import type { Db } from '../db/db.js';
import { nameOf, stateOf, type AccountClaims } from './account.js';
import { decipher } from './enciphered.js';
import type { DeskRules } from './desk-rules.js';
import { isPassword } from './password.js';
import { SignInRefused } from './refused.js';
import { stepOf } from './second-factor.js';
import { setPassword, type PasswordSet } from './set-password.js';
import { account } from './table.js';
import { recordLock, tried, type AccountRow as Row } from './tries.js';

/** What somebody types to sign in. */
export interface Typed {
  readonly account: string;
  readonly password: string;
  /** A one-time code, where the account has a second factor. */
  readonly code?: string | undefined;
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
  checkStanding(letIn: Pick<LetIn, 'name' | 'revision'>): Promise<void>;
  /** As {@link setPassword} says. */
  setPassword(invitation: string, password: string): Promise<PasswordSet>;
}

const WRONG = '账户或口令不对，或账户已停用、到期、锁定（连续 5 次不对即锁定 30 分钟）：请核对后重试，仍不能登录的请联系系统管理员';
const CODE_NEEDED = '本账户须两步验证：请同时填写手机验证器上的动态口令（6 位数字）';
const WRONG_CODE =
  '动态口令不对，或已用过：请等验证器换一个再试（手机时间须准确）；验证器丢失的请系统管理员重设账户（npx muhub account reset）';
const NO_SECOND_FACTOR = '本角色须两步验证，而账户还没有登记验证器：请系统管理员重设账户（npx muhub account reset），用新链接登记';
const ENDED = '登录已结束（账户停用、到期、重设口令，或有变动）：请重新登录，不能登录的请联系系统管理员';

export function openAccountDesk(db: Db, rules: DeskRules): AccountDesk {
  const { clock, secondFactorRoles } = rules;
  return {
    signIn: async ({ account: typed, password, code }) => {
      const now = clock();
      const row = await tried(db, nameOf(typed) ?? '', now);
      const isRight = await isPassword(password, row?.password ?? null);
      if (!row) throw new SignInRefused('LOCKED', WRONG);
      if (!isRight) throw await failed(db, row, new SignInRefused('PASSWORD', WRONG));
      if (stateOf({ ...row, lockedUntil: null }, now) !== 'ACTIVE') throw new SignInRefused('CLOSED', WRONG);
      const { name, claims, expires, revision } = row;
      if (row.secondFactor === null && secondFactorRoles.has(claims.role)) throw new SignInRefused('SECOND_FACTOR', NO_SECOND_FACTOR);
      const step = row.secondFactor === null ? null : await stepOfCode(db, row, row.secondFactor, code, now);
      await letIn(db, row, step);
      return { name, claims, expires, revision };
    },
    checkStanding: async ({ name, revision }) => {
      const [row] = await db.select().from(account).where(eq(account.name, name)).limit(1);
      const isStanding = row?.revision === revision && !['DISABLED', 'EXPIRED'].includes(stateOf(row, clock()));
      if (!isStanding) throw new Refusal('UNAUTHENTICATED', ENDED);
    },
    setPassword: (invitation, password) => setPassword(db, rules, invitation, password),
  };
}

/** A try that failed in the end. @returns the refusal */
async function failed(db: Db, row: Row, refusal: SignInRefused): Promise<SignInRefused> {
  await recordLock(db, row);
  return refusal;
}

/** @throws SignInRefused if the code is none of now, or was taken before */
async function stepOfCode(db: Db, row: Row, enciphered: string, code: string | undefined, now: Date): Promise<number> {
  const { bytes } = await chainKeyOf(db);
  const step = code === undefined ? undefined : stepOf(decipher(enciphered, bytes, row.name), code, now);
  if (step === undefined || step <= (row.lastStep ?? -Infinity))
    throw await failed(db, row, new SignInRefused('SECOND_FACTOR', code === undefined ? CODE_NEEDED : WRONG_CODE));
  return step;
}

/** Forgets the tries, and puts on record who came in. Of two who bring one code at once, one does. */
async function letIn(db: Db, { name, claims: { subject, role } }: Row, step: number | null): Promise<void> {
  await db.transaction(async (tx) => {
    const isFirst = step === null ? undefined : or(isNull(account.lastStep), lt(account.lastStep, step));
    const let_ = await tx
      .update(account)
      .set({ failures: 0, lockedUntil: null, ...(step === null ? {} : { lastStep: step }) })
      .where(and(eq(account.name, name), isFirst))
      .returning({ name: account.name });
    if (let_.length === 0) throw new SignInRefused('SECOND_FACTOR', WRONG_CODE);
    await recordEvent(tx, { actor: subject, action: 'SIGNED_IN', department: 'county', detail: { account: name, role } });
  });
}
