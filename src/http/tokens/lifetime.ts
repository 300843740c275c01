import type { JWTPayload } from 'jose';

/** Days that a token may be good for, unless configured. */
export const USUAL_DAYS = 366;
const DAY_S = 86_400;

/** Whether a token is good for longer than so many days: from its issue, or from now where it does not say. */
export function isTooLong({ iat, exp = Infinity }: JWTPayload, mostDays: number): boolean {
  return exp - (iat ?? Math.floor(Date.now() / 1000)) > mostDays * DAY_S;
}
