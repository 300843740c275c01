import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { PgTable } from 'drizzle-orm/pg-core';
import pg from 'pg';
import type { Reach } from '../../access/reach.js';
import { bringUpToDate } from '../migrations.js';
import type { Db } from '../db.js';
import { OperatorError } from '../failure.js';
import { checkServer, connectionFailure, surviving } from '../pool.js';
import { readAs } from '../read-as.js';
import type { RecordSet } from '../record-set.js';
import type { HandoverRows, Records, WriteRows } from '../records.js';
import { Remembered } from '../remembered.js';
import type { SecondWall } from '../second-wall.js';
import { connectionTo, whereIs } from '../session.js';
import { blameFor } from './blame.js';
import { Breaker } from './breaker.js';
import { GuardedPool, type Guard } from './guarded-pool.js';
import { lackedBy, listed, takeOut, type Listed } from './handovers.js';
import { claim, identityOf } from './identity.js';
import { copyRegister, type RegisterTable } from './register-copy.js';
import type { Home, HomeState } from './home.js';
import { SourceUnavailable, type ApartDepartment } from './source-unavailable.js';
import { rowsApart } from './table.js';

const CONNECT_MS = 3_000;
const PING_MS = 1_000;
/** How much longer than a statement that reads one that writes may take. */
const WRITING = 6;
const READERS = 10;
const WRITERS = 2;
const VERSIONS_KEPT = 8;
/** Who writes rows, or takes some out, takes turns. */
const TURN = 0x6d756d;

/** Where a department's database is, and how long it may take. */
export interface ApartSettings {
  readonly url: string;
  /** Names the setting that the address came by. */
  readonly variable: string;
  /** Of a statement that reads. */
  readonly seconds: number;
}

/** The hub that a department's records are kept for. */
export interface Keeper {
  /** As the owner of its tables. */
  readonly db: Db;
  readonly register: RegisterTable;
  /** Told (中文) when the database of a department cannot be had any more, and when it can again. */
  readonly say: (line: string) => void;
  readonly onTrouble: (error: Error) => void;
}

/** The database of one department: opened when it is first needed, and again whenever it comes back. */
export class DepartmentDatabase implements Home {
  readonly #of: ApartDepartment;
  readonly #tables: readonly RecordSet['table'][];
  readonly #settings: ApartSettings;
  readonly #hub: Keeper;
  readonly #breaker: Breaker;
  readonly #readers: GuardedPool;
  readonly #writers: GuardedPool;
  readonly #reading: Db;
  #opening: Promise<SecondWall> | undefined;
  #checked = new Remembered<void>(VERSIONS_KEPT);
  #copied = new Remembered<void>(VERSIONS_KEPT);
  #why = '';

  constructor(of: ApartDepartment, tables: readonly RecordSet['table'][], settings: ApartSettings, hub: Keeper) {
    this.#of = of;
    this.#tables = tables;
    this.#settings = settings;
    this.#hub = hub;
    this.#breaker = new Breaker(
      () => this.#ready(),
      (open) => this.#turned(open),
    );
    const guard: Guard = { worked: () => this.#breaker.worked(), failed: (error) => this.#blamed(error) };
    const pool = (more: pg.PoolConfig) => {
      const config = connectionTo(settings.url, { connectionTimeoutMillis: CONNECT_MS, ...more });
      return surviving(new GuardedPool(config, guard, hub.onTrouble), hub.onTrouble);
    };
    this.#readers = pool({ max: READERS, query_timeout: settings.seconds * 1000 + CONNECT_MS, pipeline: true });
    this.#writers = pool({ max: WRITERS, query_timeout: WRITING * settings.seconds * 1000 });
    this.#reading = drizzle(this.#readers);
  }

  records(reach?: Reach): Records {
    let narrow: Db | undefined;
    return {
      at: (version) =>
        this.#unless(async () => {
          const wall = await this.#ready();
          await this.#checked.read(String(version), () => this.#check(version));
          if (!reach || !wall.up) return this.#reading;
          if (reach.rows.of !== 'all')
            await this.#copied.read(String(version), () => copyRegister(this.#hub.db, drizzle(this.#writers), this.#hub.register));
          return (narrow ??= readAs(this.#readers, reach, `set local statement_timeout = ${this.#settings.seconds * 1000}`));
        }),
    };
  }

  readonly write: WriteRows = (tx, handover, write) =>
    this.#unless(async () => {
      await this.#ready();
      const counted = await listed(tx, this.#of.id);
      await drizzle(this.#writers).transaction(async (own) => {
        await this.#turn(own);
        const lost = lackedBy(await listed(own, this.#of.id), counted);
        if (lost.length > 0) throw this.#incomplete(lost);
        await this.#settle(own, counted);
        await this.#writeIn(own, handover, write);
      });
      await tx.insert(rowsApart).values(handover);
    });

  readonly rehearse: WriteRows = (_, handover, write) =>
    this.#unless(async () => {
      await this.#ready();
      const rehearsed = new Error('only rehearsed');
      await drizzle(this.#writers)
        .transaction(async (own) => {
          await this.#turn(own);
          await this.#writeIn(own, handover, write);
          throw rehearsed;
        })
        .catch((error: unknown) => {
          if (error !== rehearsed) throw error;
        });
    });

  async state(version?: number): Promise<HomeState> {
    const { url, variable } = this.#settings;
    const home = { department: this.#of.id, title: this.#of.title, where: whereIs(url), variable };
    try {
      if (version !== undefined) await this.records().at(version);
      await this.#unless(() => within(PING_MS, this.#ping(), () => this.#unavailable('没有在 1 秒内应答')));
      return { ...home, up: true, secondWall: await this.#opening };
    } catch (error) {
      return { ...home, up: false, why: SourceUnavailable.in(error)?.why ?? this.#why };
    }
  }

  async close(): Promise<void> {
    this.#breaker.stop();
    await Promise.all([this.#readers.end(), this.#writers.end()]);
  }

  /** Does what needs the database, unless it is known to be down. @throws SourceUnavailable, whatever it is wrapped in */
  async #unless<T>(work: () => Promise<T>): Promise<T> {
    if (this.#breaker.open) throw this.#unavailable(this.#why);
    try {
      return await work();
    } catch (error) {
      throw SourceUnavailable.in(error) ?? error;
    }
  }

  #ready(): Promise<SecondWall> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      const why = error instanceof OperatorError ? error.message : connectionFailure(error);
      this.#why = why;
      this.#breaker.failed('gone');
      throw this.#unavailable(why, error);
    });
    return within(this.#settings.seconds * 1000, this.#opening, () => this.#unavailable('还没有准备好（正在连接或升级数据表）'));
  }

  /** @throws OperatorError in words, or what `pg` says */
  async #open(): Promise<SecondWall> {
    const { url, variable } = this.#settings;
    const pool = surviving(
      new pg.Pool(connectionTo(url, { max: 1, connectionTimeoutMillis: CONNECT_MS, query_timeout: CONNECT_MS })),
      this.#hub.onTrouble,
    );
    try {
      await checkServer(pool, url, variable);
      const { secondWall: wall } = await bringUpToDate(url, { variable });
      const foreign = await claim(drizzle(pool), await identityOf(this.#hub.db));
      if (foreign) throw new OperatorError(`${variable}：${foreign}`);
      for (const table of this.#tables) {
        const rows = await this.#hub.db
          .select({ one: sql`1` })
          .from(table as PgTable)
          .limit(1);
        if (rows.length > 0)
          throw new OperatorError(`中枢自己的库中已有${this.#of.title}的数据，${variable} 指向的库没有启用：请先去掉该变量`);
      }
      return wall;
    } finally {
      await pool.end();
    }
  }

  /** Makes sure that what is there is what the hub took in up to a data version. @throws SourceUnavailable */
  async #check(version: number): Promise<void> {
    const { id } = this.#of;
    const [counted, found] = await Promise.all([listed(this.#hub.db, id, version), listed(this.#reading, id, version)]);
    const lost = lackedBy(found, counted);
    if (lost.length > 0) throw this.#incomplete(lost);
    if (lackedBy(counted, found).length === 0) return;
    await drizzle(this.#writers).transaction(async (own) => {
      await this.#turn(own);
      await this.#settle(own, counted, version);
    });
  }

  /** Takes out what the hub never counted in: its transaction did not come to its end. */
  async #settle(own: Db, counted: readonly Listed[], upTo?: number): Promise<void> {
    const more = lackedBy(counted, await listed(own, this.#of.id, upTo));
    // Several datasets of one workbook are handovers of one transaction.
    if (new Set(more.map(({ digest }) => digest)).size > 1) {
      throw this.#unavailable(
        `库中有 ${more.length} 次移交是中枢没有记录的（第 ${versionsOf(more)} 版）：中枢的库可能恢复到了较早的备份，请一并恢复；没有动库中的数据`,
      );
    }
    for (const each of more) await takeOut(own, this.#of.id, this.#tables, each);
  }

  async #writeIn(own: Db, handover: HandoverRows, write: (db: Db) => Promise<void>): Promise<void> {
    await write(own);
    await own.insert(rowsApart).values(handover);
  }

  async #turn(own: Db): Promise<void> {
    await own.execute(sql`select pg_advisory_xact_lock(${TURN})`);
  }

  async #ping(): Promise<void> {
    await this.#ready();
    await this.#reading.execute(sql`select 1`);
  }

  #turned(open: boolean): void {
    if (open) {
      // Whatever comes back may be another server, or an earlier state of this one.
      this.#opening = undefined;
      this.#checked = new Remembered(VERSIONS_KEPT);
      this.#copied = new Remembered(VERSIONS_KEPT);
    } else this.#why = '';
    this.#hub.say(`${this.#of.title}的数据库${open ? `暂不可用：${this.#why}` : '恢复可用'}`);
  }

  #blamed(error: unknown): SourceUnavailable | undefined {
    const blame = blameFor(error);
    if (!blame) return undefined;
    const why = blame === 'busy' ? '同时在用的连接过多' : connectionFailure(error);
    if (blame !== 'busy') {
      this.#why = why;
      this.#breaker.failed(blame === 'gone' ? 'gone' : 'slow');
    }
    return this.#unavailable(why, error);
  }

  #incomplete(lost: readonly Listed[]): SourceUnavailable {
    return this.#unavailable(`库中缺少第 ${versionsOf(lost)} 版的移交：可能恢复到了较早的备份，或地址指向了别的库`);
  }

  #unavailable(why: string, cause?: unknown): SourceUnavailable {
    return new SourceUnavailable(this.#of, why, { cause });
  }
}

function versionsOf(list: readonly Listed[]): string {
  return list.map(({ version }) => version).join('、');
}

async function within<T>(ms: number, work: Promise<T>, tooLate: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLate()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
