import { and, asc, eq, gt } from 'drizzle-orm';
import type { Verdict } from '../access/told-span.js';
import type { Db } from '../db/database.js';
import { ToldBook, type Pages } from '../db/told-book.js';
import { toldScheme } from './table.js';

/** After so many, nothing is told of a year under one more: to set each beside all before it takes time. */
const MOST = 6;

/**
 * The schemes that are not in force (another place's, earlier texts) under which single enterprises were told of, in their
 * order, whoever asked whichever hub on the database: each is told as far as, beside those in force and those before it, it
 * leaves figures open.
 */
export class FurtherSchemes {
  readonly #book: ToldBook<number, string, ToldSchemes>;

  constructor(db: Db) {
    this.#book = new ToldBook(db, PAGES, () => new ToldSchemes(), '非现行方案的评价不能登记为已告知，因而不予返回：请稍后重试，或只查询现行方案；若持续出现，请联系系统管理员检查数据库');
  }

  /**
   * The texts of the year before one, by their digests; it is on record from now on.
   * @returns undefined where there is no room for one more
   * @throws Refusal SOURCE_UNAVAILABLE if it cannot be put on record; then nothing may be told under it
   */
  async before(year: number, digest: string): Promise<readonly string[] | undefined> {
    const [told] = await this.#book.mayTell(year, [digest], (schemes, each) => schemes.judge(each));
    return told ? this.#book.told(year).before(digest) : undefined;
  }
}

/** Those of a year. */
export class ToldSchemes {
  readonly #digests: string[];

  constructor(digests: readonly string[] = []) {
    this.#digests = [...digests];
  }

  judge(digest: string): Verdict {
    if (this.#digests.includes(digest)) return 'KNOWN';
    return this.#digests.length < MOST ? 'NEW' : 'REVEALING';
  }

  tell(digest: string): void {
    if (!this.#digests.includes(digest)) this.#digests.push(digest);
  }

  before(digest: string): readonly string[] {
    return this.#digests.slice(0, this.#digests.indexOf(digest));
  }

  copy(): this {
    return new ToldSchemes(this.#digests) as this;
  }
}

const PAGES: Pages<number, string> = {
  since: async (db, year, last) => {
    const rows = await db.select().from(toldScheme).where(and(eq(toldScheme.year, year), gt(toldScheme.id, last))).orderBy(asc(toldScheme.id));
    return rows.map(({ id, digest }) => ({ id, line: digest }));
  },
  add: async (db, year, digests) => {
    await db.insert(toldScheme).values(digests.map((digest) => ({ year, digest })));
  },
};
