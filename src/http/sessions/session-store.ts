import type { Db } from '../../db/db.js';
import { BrowserSecrets } from './browser-secrets.js';

/** How long a session lasts without a request. */
export const IDLE_MS = 15 * 60_000;
/** What another hub ended is ended here so much later at most. */
const LOOK_EVERY_MS = 1_000;
/** That a session is used is written so often at most: at another hub it may end so much earlier. */
const WRITE_EVERY_MS = 30_000;
/** Sessions known without a look. */
const MOST_KNOWN = 10_000;

/** What a session stands for. */
export interface Bearer {
  readonly token: string;
  /** The account that was signed in to, as it was then: it must still be so. */
  readonly account?: { readonly name: string; readonly revision: number };
  /** The round by the code of whose sheet an enterprise was let in: it must still be open to objections. */
  readonly round?: number;
  /** When what an identity provider said ends. */
  readonly until?: string;
  /** Where a browser goes to sign out elsewhere too. */
  readonly signOut?: string | undefined;
}

interface Known {
  readonly bearer: Bearer;
  lastUsed: number;
  looked: number;
  written: number;
}

/**
 * Sessions of the page, for all hubs on one database: a cookie's secret stands for a token, which is checked anew on each
 * request, so that its end and its revocation end the session too. Each hub looks once a second at most.
 */
export class Sessions {
  readonly #clock: () => Date;
  readonly #secrets: BrowserSecrets;
  readonly #known = new Map<string, Known>();

  constructor(db: Db, clock: () => Date) {
    this.#secrets = new BrowserSecrets(db, 'SESSION');
    this.#clock = clock;
  }

  /** Opens a session for a token that was checked. @returns the secret for the cookie */
  async begin(bearer: Bearer): Promise<string> {
    const secret = BrowserSecrets.random();
    const now = this.#clock();
    await this.#secrets.keep(secret, JSON.stringify(bearer), { now, forgetBefore: new Date(now.getTime() - IDLE_MS - WRITE_EVERY_MS) });
    return secret;
  }

  /** What a cookie stands for, whose session lives on by being used; undefined: it has ended, or never was. */
  async bearerOf(secret: string): Promise<Bearer | undefined> {
    const now = this.#clock().getTime();
    const session = await this.#look(secret, now);
    if (!session) return undefined;
    if (now - session.lastUsed >= IDLE_MS) {
      await this.end(secret);
      return undefined;
    }
    session.lastUsed = now;
    if (now - session.written >= WRITE_EVERY_MS) {
      session.written = now;
      await this.#secrets.touch(secret, new Date(now));
    }
    return session.bearer;
  }

  /** @returns what it stood for; undefined: it had ended, or never was */
  async end(secret: string): Promise<Bearer | undefined> {
    this.#known.delete(this.#secrets.digest(secret));
    const ended = await this.#secrets.take(secret);
    return ended && (JSON.parse(ended.content) as Bearer);
  }

  async #look(secret: string, now: number): Promise<Known | undefined> {
    const key = this.#secrets.digest(secret);
    const known = this.#known.get(key);
    if (known && Math.abs(now - known.looked) < LOOK_EVERY_MS) return known;
    const found = await this.#secrets.find(secret);
    this.#known.delete(key);
    if (!found) return undefined;
    const written = found.lastUsed.getTime();
    const lastUsed = Math.max(written, known?.lastUsed ?? 0);
    const looked = { bearer: JSON.parse(found.content) as Bearer, lastUsed, looked: now, written };
    this.#known.set(key, looked);
    if (this.#known.size > MOST_KNOWN) this.#known.delete(this.#known.keys().next().value!);
    return looked;
  }
}
