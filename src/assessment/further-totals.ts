import { and, asc, eq, gt } from 'drizzle-orm';
import type { Db } from '../db/database.js';
import { ToldBook, type Pages } from '../db/told-book.js';
import { toldTotal } from './table.js';
import { ToldEquations, type Equation } from './told-equations.js';

/**
 * Totals told beside those of the schemes in force at the data version of now: of earlier versions, earlier texts, other
 * schemes. Each is a further equation of the same figures, so that only as many are told as leave them open, whoever asks
 * whichever hub on the database; the same ones may be asked for again. It is decided by the schemes, the yardsticks and
 * what was told, never by a figure.
 */
export class FurtherTotals {
  readonly #book: ToldBook<number, Equation, ToldEquations>;

  constructor(db: Db) {
    this.#book = new ToldBook(db, PAGES, () => new ToldEquations(), '另一时点、版本或方案的总分不能登记为已告知，因而不予返回：请稍后重试，或只查询现行方案现在的总分；若持续出现，请联系系统管理员检查数据库');
  }

  /**
   * Whether the totals of an equation may be told; if so, it is on record as told.
   * @param atMost how many equations of the year besides may be told in all
   * @throws Refusal SOURCE_UNAVAILABLE if it cannot be put on record; then they may not be told
   */
  async mayTell(year: number, equation: Equation, atMost: number): Promise<boolean> {
    const [told] = await this.#book.mayTell(year, [equation], (equations, each) => equations.judge(each, atMost));
    return told!;
  }
}

const PAGES: Pages<number, Equation> = {
  since: async (db, year, last) => {
    const rows = await db.select().from(toldTotal).where(and(eq(toldTotal.year, year), gt(toldTotal.id, last))).orderBy(asc(toldTotal.id));
    return rows.map(({ id, of, yardsticks }) => ({ id, line: { of, yardsticks } }));
  },
  add: async (db, year, equations) => {
    await db.insert(toldTotal).values(equations.map(({ of, yardsticks }) => ({ year, of, yardsticks: [...yardsticks] })));
  },
};
