import { Refusal } from '../../access/refusal.js';
import type { AccountDesk } from '../../accounts/account-desk.js';
import type { SheetDoor } from '../../round/sheets/redeem.js';
import type { IdentityProvider } from '../identity/identity-provider.js';
import type { TokenClaims } from '../tokens/sign.js';
import type { Bearer } from './session-store.js';

/** What people sign in by who have no token: the hub gives their sessions one, which no browser sees. */
export interface SigningIn {
  readonly accounts: AccountDesk;
  /** By the code of a sheet. */
  readonly sheets: SheetDoor;
  /** Undefined: there is none. */
  readonly identity?: IdentityProvider | undefined;
  /** A token of the hub's own. @param until when it ends */
  readonly issue: (claims: TokenClaims, until: Date) => Promise<string>;
}

/** A session ends with the day's work, however busy it is. */
export const LONGEST_SESSION_MS = 12 * 3_600_000;

/** When a session ends that begins now: with what it stands for, at the latest after so long. */
export function sessionEnd(now: Date, ends: Date | null): Date {
  const longest = new Date(now.getTime() + LONGEST_SESSION_MS);
  return ends && ends < longest ? ends : longest;
}

/** What is asked of a session besides its token: whether its account is as it was, the round of its sheet is open, and what an identity provider said still holds. @throws Refusal UNAUTHENTICATED where not */
export async function checkBearer({ account, round, until }: Bearer, signingIn: SigningIn | undefined, clock: () => Date): Promise<void> {
  if (account) await signingIn?.accounts.checkStanding(account);
  if (round !== undefined) await signingIn?.sheets.checkStanding({ round });
  if (until !== undefined && clock() >= new Date(until))
    throw new Refusal('UNAUTHENTICATED', '登录已结束（统一身份认证给出的时限已到）：请重新登录');
}
