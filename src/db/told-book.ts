import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Verdict } from '../access/told-span.js';
import { Refusal } from '../access/refusal.js';
import type { Db } from './database.js';

/** Held while something is judged and put on record, with a number made of what it is of. */
const TELLING = 0x6d75;
/** How long an answer waits for others that tell something of the same. */
const WAIT_MS = 4_000;

/** What was told of one thing, in order. */
export interface Told<Line> {
  /** Remembers what is told; the same again changes nothing. */
  tell(line: Line): void;
  /** One that may go on by itself. */
  copy(): this;
}

/** The table that it stands in: lines are only added, with ascending numbers. */
export interface Pages<Of, Line> {
  since(db: Db, of: Of, last: number): Promise<readonly { readonly id: number; readonly line: Line }[]>;
  add(db: Db, of: Of, lines: readonly Line[]): Promise<void>;
}

/** What was told of one thing, as far as this process has read it. */
interface Known<Line, Memory extends Told<Line>> {
  readonly told: Memory;
  /** The last line read. */
  readonly last: number;
}

/**
 * What may be told beside what was told, whoever asked for that. It stands in the database, written before the answer
 * leaves, so that every hub on it knows and none forgets. Whether something is known, or must not be told, only ever
 * becomes more so: where that is known here already, the database is not asked.
 */
export class ToldBook<Of extends string | number, Line, Memory extends Told<Line>> {
  readonly #known = new Map<Of, Known<Line, Memory>>();
  readonly #turns = new Map<Of, Promise<unknown>>();

  /** @param nothing nothing told yet @param refusal says (中文) what cannot be put on record */
  constructor(
    private readonly db: Db,
    private readonly pages: Pages<Of, Line>,
    private readonly nothing: () => Memory,
    private readonly refusal: string,
  ) {}

  /**
   * Whether each of these may be told, the earlier ones beside the later; what is told is on record then.
   * @param of what they are of: what could be set against each other
   * @throws Refusal SOURCE_UNAVAILABLE if they cannot be put on record; then none may be told
   */
  async mayTell(of: Of, lines: readonly Line[], judge: (told: Memory, line: Line) => Verdict): Promise<readonly boolean[]> {
    const verdicts = await eachInTurn(lines, (line) => judge(this.#known.get(of)?.told ?? this.nothing(), line));
    if (!verdicts.includes('NEW')) return verdicts.map((verdict) => verdict === 'KNOWN');
    try {
      return await this.#inTurn(of, () => this.#decide(of, lines, judge));
    } catch (error) {
      throw new Refusal('SOURCE_UNAVAILABLE', this.refusal, { cause: error });
    }
  }

  /** What was told of it, as far as this process knows: at the least what it was told itself that it may. */
  told(of: Of): Memory {
    return this.#known.get(of)?.told ?? this.nothing();
  }

  /** One connection at a time waits for the lock of a thing, however many answers do. */
  async #inTurn<T>(of: Of, work: () => Promise<T>): Promise<T> {
    const since = performance.now();
    const before = this.#turns.get(of);
    const turn = (async () => {
      await before?.catch(() => undefined);
      if (performance.now() - since > WAIT_MS) throw new Error(`others are telling of ${of}`);
      return work();
    })();
    this.#turns.set(of, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(of) === turn) this.#turns.delete(of);
    }
  }

  async #decide(of: Of, lines: readonly Line[], judge: (told: Memory, line: Line) => Verdict): Promise<readonly boolean[]> {
    const { verdicts, known } = await this.db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('lock_timeout', ${`${WAIT_MS}ms`}, true)`);
      await tx.execute(sql`select pg_advisory_xact_lock(${TELLING}, hashtext(${String(of)}))`);
      const { told, last } = await this.#caughtUp(tx, of);
      this.#known.set(of, { told, last });
      const after = told.copy();
      const added: Line[] = [];
      const decided = await eachInTurn(lines, (line) => {
        const verdict = judge(after, line);
        if (verdict !== 'NEW') return verdict;
        after.tell(line);
        added.push(line);
        return verdict;
      });
      if (added.length > 0) await this.pages.add(tx, of, added);
      return { verdicts: decided, known: { told: after, last } };
    });
    // Not before it is on record; its lines are read once more with those of others, which changes nothing.
    this.#known.set(of, known);
    return verdicts.map((verdict) => verdict !== 'REVEALING');
  }

  /** What was told by others since. */
  async #caughtUp(tx: Db, of: Of): Promise<Known<Line, Memory>> {
    const { told, last } = this.#known.get(of) ?? { told: this.nothing(), last: 0 };
    const rows = await this.pages.since(tx, of, last);
    if (rows.length === 0) return { told, last };
    const now = told.copy();
    await eachInTurn(rows, ({ line }) => now.tell(line));
    return { told: now, last: rows.at(-1)!.id };
  }
}

/** One after the other, so that others are answered between. */
async function eachInTurn<T, R>(items: readonly T[], work: (item: T) => R): Promise<R[]> {
  const done: R[] = [];
  for (const item of items) {
    if (done.length > 0) await nextTurn();
    done.push(work(item));
  }
  return done;
}
