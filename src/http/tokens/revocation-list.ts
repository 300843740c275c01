import { asc, gt } from 'drizzle-orm';
import type { Db } from '../../db/db.js';
import { RunTogether } from '../../db/run-together.js';
import { isRevokedBy, type Revocation, type Revoked } from './revocations.js';
import { revocation } from './table.js';

const LOOK_EVERY_MS = 1_000;

/** Puts a revocation on the list of all hubs on a database. */
export async function revokeEverywhere(db: Db, by: string, entry: Revocation & { readonly reason?: string | undefined }): Promise<void> {
  const { jti, subject, issuedBefore, reason } = entry;
  const before = issuedBefore === undefined ? undefined : new Date(issuedBefore * 1000);
  await db.insert(revocation).values({ jti, subject, issuedBefore: before, reason, by });
}

/** The tokens that were revoked for all hubs on a database; looked at once a second at most, and only what is new is read. */
export class RevocationList {
  readonly #db: Db;
  readonly #looks = new RunTogether(() => this.#look());
  readonly #entries: Revocation[] = [];
  #last = 0;
  #looked = -Infinity;
  #revoked: Revoked = () => false;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Which tokens are revoked now. Rejects while the list cannot be read: nobody is let in on trust. */
  async value(): Promise<Revoked> {
    if (performance.now() - this.#looked >= LOOK_EVERY_MS) await this.#looks.run();
    return this.#revoked;
  }

  async #look(): Promise<void> {
    const begun = performance.now();
    const rows = await this.#db.select().from(revocation).where(gt(revocation.id, this.#last)).orderBy(asc(revocation.id));
    for (const { jti, subject, issuedBefore } of rows)
      this.#entries.push({
        jti: jti ?? undefined,
        subject: subject ?? undefined,
        issuedBefore: issuedBefore ? issuedBefore.getTime() / 1000 : undefined,
      });
    if (rows.length > 0) this.#revoked = isRevokedBy(this.#entries);
    this.#last = rows.at(-1)?.id ?? this.#last;
    this.#looked = begun;
  }
}

/** What is revoked by either of two lists. */
export function either(one: () => Promise<Revoked>, other: () => Promise<Revoked>): () => Promise<Revoked> {
  return async () => {
    const [first, second] = await Promise.all([one(), other()]);
    return (claims) => first(claims) || second(claims);
  };
}
