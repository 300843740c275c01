import { hash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** What a link that sets a password is known by. */
export interface Invitation {
  /** Stands in the link, and nowhere else. */
  readonly secret: string;
  /** Is kept. */
  readonly digest: string;
}

export function newInvitation(): Invitation {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { secret, digest: invitationDigest(secret) };
}

/** A random secret of 256 bits cannot be tried out: a plain digest of it keeps it. */
export function invitationDigest(secret: string): string {
  return `sha256:${hash('sha256', secret, 'hex')}`;
}
