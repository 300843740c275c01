import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { viewerOf } from '../../access/viewer.js';
import type { TokenKey } from './hub-keys.js';
import { HUB, OWN_ALGORITHM } from './verify.js';

/** The claims that a token is issued with; what a role needs is checked as on receipt. */
export interface TokenClaims {
  readonly subject: string;
  readonly role: string;
  readonly zones?: readonly string[];
  readonly towns?: readonly string[];
  readonly creditCode?: string;
  readonly department?: string;
  readonly organisation?: string;
  readonly purpose?: string;
  readonly adhoc?: boolean;
  readonly introspect?: boolean;
}

/**
 * A signed token with a number of its own (`jti`), by which it can be revoked.
 * @param expires when: as jose reads a span (`24h`, `30d`), or a moment
 * @param audience the hubs that it is for
 * @throws RangeError (中文) if the claims name no role, or not what the role needs
 */
export async function signToken(
  key: TokenKey,
  claims: TokenClaims,
  expires: string | Date = '24h',
  audience: string = HUB,
): Promise<string> {
  const { subject, ...rest } = claims;
  const body = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  viewerOf({ ...body, sub: subject });
  return new SignJWT(body)
    .setProtectedHeader({ alg: OWN_ALGORITHM, kid: key.kid, typ: 'JWT' })
    .setSubject(subject)
    .setIssuer(HUB)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(key.privateKey);
}
