import { and, asc, eq, gt } from 'drizzle-orm';
import { ToldSpan, type Parts } from '../access/told-span.js';
import type { Db } from '../db/database.js';
import { ToldBook, type Pages } from '../db/told-book.js';
import { partsOf, printedParts } from './printed-parts.js';
import { toldSum } from './table.js';

/** Which sums may be told to who sees no single enterprise ({@link ToldSpan}), as every hub on the database knows it. */
export class ToldSums {
  readonly #book: ToldBook<string, Parts, ToldSpan>;

  constructor(db: Db) {
    this.#book = new ToldBook(db, PAGES, () => new ToldSpan(), '汇总数不能登记为已告知，因而不予返回：请稍后重试；若持续出现，请联系系统管理员检查数据库');
  }

  /**
   * Whether each of these sums may be told, the earlier beside the later; if so, it is on record as told.
   * @param what sums of the same thing, which could be set against each other, e.g. a kind of policy and a year
   * @param room how much of what may be told of it in all these may take, so that tables leave something to other questions
   * @throws Refusal SOURCE_UNAVAILABLE if they cannot be put on record; then none may be told
   */
  mayTell(what: string, sums: readonly Parts[], room = 1): Promise<readonly boolean[]> {
    return this.#book.mayTell(what, sums, (told, parts) => told.judge(parts, room));
  }
}

const PAGES: Pages<string, Parts> = {
  since: async (db, what, last) => {
    const rows = await db.select().from(toldSum).where(and(eq(toldSum.what, what), gt(toldSum.id, last))).orderBy(asc(toldSum.id));
    return rows.map(({ id, parts }) => ({ id, line: partsOf(parts) }));
  },
  add: async (db, what, sums) => {
    await db.insert(toldSum).values(sums.map((parts) => ({ what, parts: printedParts(parts) })));
  },
};
