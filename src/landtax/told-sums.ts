import { setImmediate as nextTurn } from 'node:timers/promises';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { Refusal } from '../access/refusal.js';
import { ToldSpan, type Parts } from '../access/told-span.js';
import type { Db } from '../db/database.js';
import { partsOf, printedParts } from './printed-parts.js';
import { toldSum } from './table.js';

/** Held while a sum is judged and put on record, with a number made of what it is of. */
const TELLING = 0x6d75;
/** What an answer waits for another hub that tells a sum of the same. */
const LOCK_MS = 4_000;

/** What was told of one thing, as far as this process has read it. */
interface Known {
  readonly span: ToldSpan;
  /** The last line read. */
  last: number;
}

/**
 * Which sums may be told to who sees no single enterprise ({@link ToldSpan}). What was told stands in the database,
 * written before the answer leaves, so that every hub on it knows and none forgets. Whether a sum follows from what was
 * told, or must not be told, only ever becomes more so: where that is known here already, the database is not asked.
 */
export class ToldSums {
  readonly #db: Db;
  readonly #known = new Map<string, Known>();

  constructor(db: Db) {
    this.#db = db;
  }

  /**
   * Whether a sum may be told; if so, it is on record as told.
   * @param what sums of the same thing, which could be set against each other, e.g. a kind of policy and a year
   * @throws Refusal SOURCE_UNAVAILABLE if it cannot be put on record; then it may not be told
   */
  async mayTell(what: string, parts: Parts): Promise<boolean> {
    const known = this.#known.get(what) ?? { span: new ToldSpan(), last: 0 };
    this.#known.set(what, known);
    const verdict = known.span.judge(parts);
    if (verdict !== 'NEW') return verdict === 'KNOWN';
    try {
      return await this.#decide(what, parts, known);
    } catch (error) {
      throw new Refusal('SOURCE_UNAVAILABLE', '汇总数不能登记为已告知，因而不予返回：请稍后重试；若持续出现，请联系系统管理员检查数据库', { cause: error });
    }
  }

  async #decide(what: string, parts: Parts, known: Known): Promise<boolean> {
    const { verdict, id } = await this.#db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('lock_timeout', ${`${LOCK_MS}ms`}, true)`);
      await tx.execute(sql`select pg_advisory_xact_lock(${TELLING}, hashtext(${what}))`);
      await catchUp(tx, what, known);
      const decided = known.span.judge(parts);
      if (decided !== 'NEW') return { verdict: decided, id: undefined };
      const [row] = await tx.insert(toldSum).values({ what, parts: printedParts(parts) }).returning({ id: toldSum.id });
      return { verdict: decided, id: row!.id };
    });
    if (id !== undefined) {
      known.span.tell(parts);
      known.last = Math.max(known.last, id);
    }
    return verdict !== 'REVEALING';
  }
}

/** Reads what was told since. Sums that are long known are worked in one by one, so that others are answered between. */
async function catchUp(tx: Db, what: string, known: Known): Promise<void> {
  const rows = await tx.select().from(toldSum).where(and(eq(toldSum.what, what), gt(toldSum.id, known.last))).orderBy(asc(toldSum.id));
  for (const { id, parts } of rows) {
    if (id <= known.last) continue;
    known.span.tell(partsOf(parts));
    known.last = id;
    await nextTurn();
  }
}
