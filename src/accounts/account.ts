import { viewerOf, type Role } from '../access/viewer.js';

/** What a token of an account says. */
export interface AccountClaims {
  /** Who is on record for what is done with it. */
  readonly subject: string;
  readonly role: Role;
  readonly zones?: readonly string[];
  readonly towns?: readonly string[];
  readonly department?: string;
  readonly creditCode?: string;
  readonly organisation?: string;
  readonly purpose?: string;
}

/** Whether somebody can sign in by an account, and if not, why. */
export type AccountState = 'ACTIVE' | 'INVITED' | 'LOCKED' | 'DISABLED' | 'EXPIRED' | 'NO_PASSWORD';

/** What says whether somebody can sign in. */
export interface Standing {
  readonly password: string | null;
  readonly invitedUntil: Date | null;
  readonly lockedUntil: Date | null;
  readonly disabledAt: Date | null;
  readonly expires: Date | null;
}

/** Whether somebody can sign in by an account now. */
export function stateOf({ password, invitedUntil, lockedUntil, disabledAt, expires }: Standing, now: Date): AccountState {
  if (disabledAt) return 'DISABLED';
  if (expires && expires <= now) return 'EXPIRED';
  if (lockedUntil && lockedUntil > now) return 'LOCKED';
  if (password !== null) return 'ACTIVE';
  return invitedUntil && invitedUntil > now ? 'INVITED' : 'NO_PASSWORD';
}

/** Longer names are nobody's. */
export const LONGEST_NAME = 64;

/**
 * A name as it is kept, however it was typed: without blanks around it, in one form of Unicode.
 * @returns undefined for what can be no name
 */
export function nameOf(typed: string): string | undefined {
  const name = typed.trim().normalize('NFKC');
  return name !== '' && name.length <= LONGEST_NAME && !/[\p{C}\s]/u.test(name) ? name : undefined;
}

/**
 * The claims of an account, held to what a token is held to.
 * @throws RangeError (中文) if they name no role, or not what the role needs
 */
export function claimsOf({ subject, ...claims }: Omit<AccountClaims, 'role'> & { readonly role: string }): AccountClaims {
  const given = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
  const { role } = viewerOf({ ...given, sub: subject });
  return { ...given, subject, role };
}
