import { hash } from 'node:crypto';
import { lt, sql } from 'drizzle-orm';
import { hubsAt } from '../db/connections.js';
import type { Db } from '../db/db.js';
import { requestCount } from './request-count-table.js';

const MINUTE_MS = 60_000;
const KEPT_MS = 5 * MINUTE_MS;
const SETTLE_EVERY_MS = 1_000;
/** A hub that has come is counted with so much later at most. */
const LOOK_EVERY_MS = 5_000;

/** Accounts that are settled at once; the others a second later. */
const MOST_AT_ONCE = 5_000;

interface Counted {
  /** By the other hubs, as of the last settling. */
  others: number;
  /** By this hub: what the others know of, and what they do not yet. */
  settled: number;
  unsettled: number;
}

/**
 * Counts the requests of each account in the minute of the clock for the other hubs on the database, and hears what they counted:
 * all settle once a second, so that a request costs no statement. Within a second an account may get so much more. A hub
 * that is alone writes nothing: a question leaves its record in the audit, and no other trace.
 */
export class RequestCounts {
  readonly #db: Db;
  readonly #clock: () => Date;
  #minute = 0;
  #counted = new Map<string, Counted>();
  #looked = -Infinity;
  #isAlone = true;
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Db, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Counts one more. @returns how many other hubs counted of the account this minute */
  note(account: string): number {
    const minute = Math.floor(this.#clock().getTime() / MINUTE_MS);
    if (minute !== this.#minute) this.#counted = new Map();
    this.#minute = minute;
    const counted = this.#counted.get(account) ?? { others: 0, settled: 0, unsettled: 0 };
    counted.unsettled += 1;
    this.#counted.set(account, counted);
    return counted.others;
  }

  /** Settles once a second from now on. @param onTrouble told where it could not; then each hub counts for itself */
  start(onTrouble: (error: unknown) => void): void {
    const settle = async () => {
      if (this.#counted.size > 0 && !(await this.#alone())) await this.settle();
    };
    this.#timer = setInterval(() => void settle().catch(onTrouble), SETTLE_EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Tells the others what was counted here, and hears what they counted. */
  async settle(): Promise<void> {
    const minute = new Date(this.#minute * MINUTE_MS);
    const counted = this.#counted;
    const open = [...counted].filter(([, { unsettled }]) => unsettled > 0).slice(0, MOST_AT_ONCE);
    if (open.length === 0) return;
    const mine = open.map(([account, { unsettled }]) => ({ account, unsettled }));
    const values = mine.map(({ account, unsettled }) => ({ account: digestOf(account), minute, count: unsettled }));
    // In one order, whoever counts: two hubs that settle at once wait for each other, never in a circle.
    values.sort((one, other) => (one.account < other.account ? -1 : 1));
    const rows = await this.#db
      .insert(requestCount)
      .values(values)
      .onConflictDoUpdate({
        target: [requestCount.minute, requestCount.account],
        set: { count: sql`${requestCount.count} + excluded.count` },
      })
      .returning();
    const all = new Map(rows.map(({ account, count }) => [account, count]));
    for (const { account, unsettled } of mine) {
      const known = counted.get(account)!;
      known.settled += unsettled;
      known.unsettled -= unsettled;
      known.others = all.get(digestOf(account))! - known.settled;
    }
    await this.#db.delete(requestCount).where(lt(requestCount.minute, new Date(minute.getTime() - KEPT_MS)));
  }

  async #alone(): Promise<boolean> {
    const now = this.#clock().getTime();
    if (Math.abs(now - this.#looked) >= LOOK_EVERY_MS) {
      this.#looked = now;
      this.#isAlone = (await hubsAt(this.#db)) <= 1;
    }
    return this.#isAlone;
  }
}

function digestOf(account: string): string {
  return hash('sha256', account, 'base64url');
}
