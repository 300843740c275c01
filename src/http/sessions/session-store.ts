import { hash, randomBytes } from 'node:crypto';

/** How long a session lasts without a request. */
export const IDLE_MS = 15 * 60_000;
/** Beyond so many, whoever has been quiet longest has to sign in again. */
const MOST = 10_000;

interface Session {
  readonly token: string;
  lastUsed: number;
}

/**
 * Sessions of the page, in this process: a cookie's secret stands for a token, which is checked anew on each request, so that
 * its end and its revocation end the session too. Secrets are kept as digests.
 */
export class Sessions {
  readonly #clock: () => Date;
  readonly #open = new Map<string, Session>();

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** Opens a session for a token that was checked. @returns the secret for the cookie */
  begin(token: string): string {
    const secret = randomBytes(32).toString('base64url');
    this.#open.set(digestOf(secret), { token, lastUsed: this.#now() });
    if (this.#open.size > MOST) this.#open.delete(this.#open.keys().next().value!);
    return secret;
  }

  /** The token that a cookie stands for, whose session lives on by being used; undefined: it has ended, or never was. */
  tokenOf(secret: string): string | undefined {
    const key = digestOf(secret);
    const session = this.#open.get(key);
    if (!session) return undefined;
    this.#open.delete(key);
    if (this.#now() - session.lastUsed >= IDLE_MS) return undefined;
    session.lastUsed = this.#now();
    this.#open.set(key, session);
    return session.token;
  }

  end(secret: string): void {
    this.#open.delete(digestOf(secret));
  }

  #now(): number {
    return this.#clock().getTime();
  }
}

function digestOf(secret: string): string {
  return hash('sha256', secret, 'base64url');
}
