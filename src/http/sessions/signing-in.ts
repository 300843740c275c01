import type { AccountDesk } from '../../accounts/account-desk.js';
import type { SheetDoor } from '../../round/sheets/redeem.js';
import type { IdentityProvider } from '../identity/identity-provider.js';
import type { TokenClaims } from '../tokens/sign.js';

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
