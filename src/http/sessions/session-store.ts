import { hash, randomBytes } from 'node:crypto';

/** How long a session lasts without a request. */
export const IDLE_MS = 15 * 60_000;
/** Beyond so many, whoever has been quiet longest has to sign in again. */
const MOST = 10_000;

/** What a session stands for. */
export interface Bearer {
  readonly token: string;
  /** What is asked besides of the token, on each request: whether it still stands. @throws Refusal UNAUTHENTICATED where not */
  readonly stands?: () => Promise<void>;
  /** Where a browser goes to sign out elsewhere too. */
  readonly signOut?: string | undefined;
}

interface Session {
  readonly bearer: Bearer;
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
  begin(bearer: Bearer): string {
    const secret = randomBytes(32).toString('base64url');
    this.#open.set(digestOf(secret), { bearer, lastUsed: this.#now() });
    if (this.#open.size > MOST) this.#open.delete(this.#open.keys().next().value!);
    return secret;
  }

  /** What a cookie stands for, whose session lives on by being used; undefined: it has ended, or never was. */
  bearerOf(secret: string): Bearer | undefined {
    const key = digestOf(secret);
    const session = this.#open.get(key);
    if (!session) return undefined;
    this.#open.delete(key);
    if (this.#now() - session.lastUsed >= IDLE_MS) return undefined;
    session.lastUsed = this.#now();
    this.#open.set(key, session);
    return session.bearer;
  }

  /** @returns what it stood for; undefined: it had ended, or never was */
  end(secret: string): Bearer | undefined {
    const key = digestOf(secret);
    const session = this.#open.get(key);
    this.#open.delete(key);
    return session?.bearer;
  }

  #now(): number {
    return this.#clock().getTime();
  }
}

function digestOf(secret: string): string {
  return hash('sha256', secret, 'base64url');
}
