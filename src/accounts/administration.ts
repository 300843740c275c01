import { asc, eq, sql } from 'drizzle-orm';
import type { AuditAction, Detail } from '../audit/event.js';
import { recordEvent } from '../audit/record-event.js';
import type { Db } from '../db/db.js';
import { claimsOf, LONGEST_NAME, nameOf, stateOf, type AccountClaims, type AccountState } from './account.js';
import { newInvitation } from './invitation.js';
import { AccountRefused } from './refused.js';
import { account } from './table.js';

/** Who administers, and when. */
export interface By {
  /** As on record: `cli:<user>`. */
  readonly actor: string;
  readonly now: Date;
}

/** An account to be. */
export interface Invited extends By {
  readonly name: string;
  readonly claims: Omit<AccountClaims, 'role'> & { readonly role: string };
  /** Until when the link is good. */
  readonly until: Date;
  /** From when on the account may not sign in; undefined: it does not end by itself. */
  readonly expires?: Date | undefined;
}

/**
 * Makes an account that nobody can sign in by until its password is set.
 * @returns the secret of the link that sets it, which is kept nowhere
 * @throws AccountRefused if the name can be none or is taken, or the claims lack what their role needs
 */
export async function invite(db: Db, { name: typed, claims: given, until, expires, actor, now }: Invited): Promise<string> {
  const name = nameOf(typed);
  if (name === undefined) throw new AccountRefused(`账户名 ${typed} 不能用：1 至 ${LONGEST_NAME} 个字符，不含空白`);
  const claims = checked(given);
  const { secret, digest } = newInvitation();
  await db.transaction(async (tx) => {
    const made = await tx
      .insert(account)
      .values({ name, claims, invitation: digest, invitedUntil: until, expires, invitedBy: actor, invitedAt: now })
      .onConflictDoNothing()
      .returning({ name: account.name });
    if (made.length === 0) throw new AccountRefused(`已有账户 ${name}：重发设置口令的链接请用 muhub account reset`);
    await record(tx, 'ACCOUNT_INVITED', actor, { account: name, ...claims, until, expires: expires ?? null });
  });
  return secret;
}

/**
 * Takes password and second factor back, and invites anew; sessions end at once.
 * @returns the secret of the link
 * @throws AccountRefused if there is no such account
 */
export async function reset(db: Db, name: string, { until, actor, now }: By & { readonly until: Date }): Promise<string> {
  const { secret, digest } = newInvitation();
  const cleared = { password: null, secondFactor: null, lastStep: null, failures: 0, lockedUntil: null };
  const values = { ...cleared, invitation: digest, invitedUntil: until, invitedBy: actor, invitedAt: now };
  await change(db, name, values, 'ACCOUNT_RESET', actor, { until });
  return secret;
}

/** Nobody signs in by it any more; sessions end at once. @throws AccountRefused if there is no such account */
export async function disable(db: Db, name: string, { actor, now, reason }: By & { readonly reason: string }): Promise<void> {
  await change(db, name, { disabledAt: now }, 'ACCOUNT_DISABLED', actor, { reason });
}

/** It may sign in again, a lock forgotten. @throws AccountRefused if there is no such account */
export async function enable(db: Db, name: string, { actor, reason }: By & { readonly reason: string }): Promise<void> {
  await change(db, name, { disabledAt: null, failures: 0, lockedUntil: null }, 'ACCOUNT_ENABLED', actor, { reason });
}

/** It ends at a moment, sessions included. @throws AccountRefused if there is no such account */
export async function expire(db: Db, name: string, { at, actor }: By & { readonly at: Date | null }): Promise<void> {
  await change(db, name, { expires: at }, 'ACCOUNT_EXPIRY_SET', actor, { expires: at });
}

/** An account as a list shows it. */
export interface ListedAccount {
  readonly name: string;
  readonly claims: AccountClaims;
  readonly state: AccountState;
  readonly hasSecondFactor: boolean;
  readonly expires: Date | null;
  readonly invitedBy: string;
  readonly invitedAt: Date;
}

export async function accounts(db: Db, now: Date): Promise<ListedAccount[]> {
  const rows = await db.select().from(account).orderBy(asc(account.name));
  return rows.map((row) => {
    const { name, claims, secondFactor, expires, invitedBy, invitedAt } = row;
    return { name, claims, state: stateOf(row, now), hasSecondFactor: secondFactor !== null, expires, invitedBy, invitedAt };
  });
}

type Values = Partial<typeof account.$inferInsert>;

async function change(db: Db, typed: string, values: Values, action: AuditAction, actor: string, detail: Detail): Promise<void> {
  const name = nameOf(typed) ?? typed;
  await db.transaction(async (tx) => {
    const changed = await tx
      .update(account)
      .set({ ...values, revision: sql`${account.revision} + 1` })
      .where(eq(account.name, name))
      .returning({ name: account.name });
    if (changed.length === 0) throw new AccountRefused(`没有账户 ${name}：请用 muhub account list 查看`);
    await record(tx, action, actor, { account: name, ...detail });
  });
}

function checked(claims: Invited['claims']): AccountClaims {
  try {
    return claimsOf(claims);
  } catch (error) {
    if (error instanceof RangeError) throw new AccountRefused(`不能建立账户：${error.message.replaceAll('的令牌须', '的账户须')}`);
    throw error;
  }
}

/** The county's own log: who administers its doors. */
async function record(tx: Db, action: AuditAction, actor: string, detail: Detail): Promise<void> {
  const plain = Object.entries(detail).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]);
  await recordEvent(tx, { actor, action, department: 'county', detail: Object.fromEntries(plain) as Detail });
}
