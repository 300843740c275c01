import { eq, sql } from 'drizzle-orm';
import { Refusal } from '../access/refusal.js';
import { chainKeyOf } from '../audit/chain-key.js';
import { recordEvent } from '../audit/record-event.js';
import type { Db } from '../db/db.js';
import { stateOf } from './account.js';
import type { DeskRules } from './desk-rules.js';
import { encipher } from './enciphered.js';
import { invitationDigest } from './invitation.js';
import { hashPassword } from './password.js';
import { passwordFlaw } from './password-rule.js';
import { SignInRefused } from './refused.js';
import { newSecondFactor, type SecondFactor } from './second-factor.js';
import { account } from './table.js';

const NO_LINK = '链接无效：已用过、已过期，或没有抄全；请联系系统管理员重发（npx muhub account reset）';

/** What came of it. */
export interface PasswordSet {
  readonly account: string;
  /** Where the role needs one: it is said here and nowhere else. */
  readonly secondFactor: SecondFactor | null;
}

/**
 * Sets the password of whom an invitation is for; it is used up.
 * @throws SignInRefused if the link is not good (any more); Refusal BAD_USER_INPUT if the password must not be
 */
export async function setPassword(db: Db, rules: DeskRules, invitation: string, password: string): Promise<PasswordSet> {
  const { clock, secondFactorRoles, issuer } = rules;
  const digest = invitationDigest(invitation);
  const [row] = await db.select().from(account).where(eq(account.invitation, digest)).limit(1);
  // Of a link that is good and an account that is closed the other is said: whoever has the link need not know more.
  if (!row || stateOf({ ...row, password: null, lockedUntil: null }, clock()) !== 'INVITED') throw new SignInRefused('INVITATION', NO_LINK);
  const flaw = passwordFlaw(password, row.name);
  if (flaw !== undefined) throw new Refusal('BAD_USER_INPUT', flaw);
  const secondFactor = secondFactorRoles.has(row.claims.role) ? newSecondFactor({ issuer, account: row.name }) : null;
  await passwordSet(db, digest, { password: await hashPassword(password), name: row.name, secondFactor });
  return { account: row.name, secondFactor };
}

interface NewPassword {
  readonly name: string;
  readonly password: string;
  readonly secondFactor: SecondFactor | null;
}

/** Of two who use a link at once, one sets the password. */
async function passwordSet(db: Db, digest: string, { name, password, secondFactor }: NewPassword): Promise<void> {
  const enciphered = secondFactor && encipher(secondFactor.secret, (await chainKeyOf(db)).bytes, name);
  const begun = { failures: 0, lockedUntil: null, lastStep: null, revision: sql`${account.revision} + 1` };
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(account)
      .set({ ...begun, password, secondFactor: enciphered, invitation: null, invitedUntil: null })
      .where(eq(account.invitation, digest))
      .returning();
    if (!row) throw new SignInRefused('INVITATION', NO_LINK);
    const detail = { account: name, secondFactor: secondFactor !== null };
    await recordEvent(tx, { actor: row.claims.subject, action: 'PASSWORD_SET', department: 'county', detail });
  });
}
