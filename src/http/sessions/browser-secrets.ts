import { hash, randomBytes } from 'node:crypto';
import { and, eq, lt } from 'drizzle-orm';
import { decipher, encipher } from '../../accounts/enciphered.js';
import { chainKeyOf } from '../../audit/chain-key.js';
import type { Db } from '../../db/db.js';
import { browserSecret, type SecretUse } from './table.js';

/** What is kept for a browser, and when it last showed its secret. */
export interface Kept {
  readonly content: string;
  readonly lastUsed: Date;
}

/**
 * What hubs on one database keep for browsers that hold a secret, of one use: whichever hub a browser comes to next finds it. The
 * database sees a digest of the secret and an enciphered content, so that who reads it can neither come back as somebody nor learn
 * what they stand for.
 */
export class BrowserSecrets {
  readonly #db: Db;
  readonly #use: SecretUse;

  constructor(db: Db, use: SecretUse) {
    this.#db = db;
    this.#use = use;
  }

  /** A secret for a browser to hold. */
  static random(): string {
    return randomBytes(32).toString('base64url');
  }

  /** What is known of a secret without it. */
  digest(secret: string): string {
    return hash('sha256', `${this.#use} ${secret}`, 'base64url');
  }

  /** Keeps something; forgets what nobody showed a secret for since a moment. */
  async keep(secret: string, content: string, { now, forgetBefore }: { readonly now: Date; readonly forgetBefore: Date }): Promise<void> {
    const digest = this.digest(secret);
    const { bytes } = await chainKeyOf(this.#db);
    await this.#db.delete(browserSecret).where(and(eq(browserSecret.use, this.#use), lt(browserSecret.lastUsed, forgetBefore)));
    await this.#db.insert(browserSecret).values({ digest, use: this.#use, content: encipher(content, bytes, digest), lastUsed: now });
  }

  /** Undefined: nothing is kept. */
  async find(secret: string): Promise<Kept | undefined> {
    const [row] = await this.#db.select().from(browserSecret).where(this.#its(secret));
    return this.#opened(row);
  }

  /** Takes it out: of several who take it at once, one gets it. */
  async take(secret: string): Promise<Kept | undefined> {
    const [row] = await this.#db.delete(browserSecret).where(this.#its(secret)).returning();
    return this.#opened(row);
  }

  async touch(secret: string, now: Date): Promise<void> {
    await this.#db.update(browserSecret).set({ lastUsed: now }).where(this.#its(secret));
  }

  #its(secret: string) {
    return and(eq(browserSecret.digest, this.digest(secret)), eq(browserSecret.use, this.#use));
  }

  async #opened(row: typeof browserSecret.$inferSelect | undefined): Promise<Kept | undefined> {
    if (!row) return undefined;
    const { bytes } = await chainKeyOf(this.#db);
    return { content: decipher(row.content, bytes, row.digest), lastUsed: row.lastUsed };
  }
}
