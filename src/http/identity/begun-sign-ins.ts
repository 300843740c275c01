import type { Db } from '../../db/db.js';
import { BrowserSecrets } from '../sessions/browser-secrets.js';
import type { Begun } from './identity-provider.js';

/** How long somebody may take at the identity provider. */
export const LONGEST_MS = 10 * 60_000;

/** Sign-ins under way at the identity provider: each comes back once, to any hub, from the browser that began it. */
export class BegunSignIns {
  readonly #clock: () => Date;
  readonly #secrets: BrowserSecrets;

  constructor(db: Db, clock: () => Date) {
    this.#secrets = new BrowserSecrets(db, 'SIGN_IN');
    this.#clock = clock;
  }

  /** @param browser the secret that the browser keeps */
  async keep(browser: string, begun: Begun): Promise<void> {
    const now = this.#clock();
    const forgetBefore = new Date(now.getTime() - LONGEST_MS);
    await this.#secrets.keep(of(browser, begun.state), JSON.stringify(begun), { now, forgetBefore });
  }

  /** Takes one out; undefined: there is none, or it is too long ago. */
  async take(browser: string, state: string): Promise<Begun | undefined> {
    const found = await this.#secrets.take(of(browser, state));
    const isInTime = found && this.#clock().getTime() - found.lastUsed.getTime() < LONGEST_MS;
    return isInTime ? (JSON.parse(found.content) as Begun) : undefined;
  }
}

function of(browser: string, state: string): string {
  return JSON.stringify([browser, state]);
}
