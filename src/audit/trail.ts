import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { Refusal } from '../access/refusal.js';
import type { Db } from '../db/db.js';
import { AUDIT_CONNECTION } from '../db/connections.js';
import { onDisk } from '../db/failure.js';
import { connectionTo } from '../db/session.js';
import type { DepartmentId } from '../grading/fact.js';
import { Anchoring, type AnchorPlaces } from './anchoring.js';
import { appendInTurn, appendPrepared, readHeads } from './append.js';
import type { ChainKey, ChainKeyPlace } from './chain-key.js';
import { linked, type Head, type Link } from './chain.js';
import { openDigestKey } from './enterprise-digest.js';
import type { AuditEvent } from './event.js';
import { Gathering } from './gathering.js';
import { openSealed } from './seal.js';

/** What a record may wait for: a lock, a statement, an answer of the server at all. Then the operation is refused. */
const LOCK_MS = 2_000;
const STATEMENT_MS = 4_000;
const ANSWER_MS = 6_000;
const ANCHOR_EVERY_MS = 60_000;

/** In `dataDir` the key of {@link AuditTrail.digestKey} is kept as well. */
export interface TrailOptions extends AnchorPlaces, ChainKeyPlace {
  /** The database that holds the chains. */
  readonly url: string;
  /** Told of connections that were dropped and of anchors that could not be written. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

/** What whoever puts something on record needs of a trail. */
export type Recorder = Pick<AuditTrail, 'begin' | 'digestKey'>;

interface Waiting {
  readonly events: readonly AuditEvent[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Puts the events of concurrent requests on record: those that come at about the same time share a statement ({@link Gathering}).
 * It has a connection of its own, so that slow readers cannot keep it waiting, nor it them.
 */
export class AuditTrail {
  /** What {@link enterprisesDigest} is keyed with. */
  readonly digestKey: Uint8Array;
  readonly #pool: pg.Pool;
  readonly #db: Db;
  readonly #onTrouble: TrailOptions['onTrouble'];
  readonly #anchoring: Anchoring;
  #heads: ReadonlyMap<DepartmentId, Head> = new Map();
  /** Whether another hub appended to the chains between the last two writes of this one. */
  #hasCompany = false;
  #key: ChainKey | undefined;
  readonly #gathering = new Gathering<Waiting>();
  #writing = false;
  #timer: NodeJS.Timeout | undefined;

  private constructor({ url, onTrouble, ...places }: TrailOptions, digestKey: Uint8Array) {
    this.digestKey = digestKey;
    this.#onTrouble = onTrouble;
    const config = connectionTo(url, {
      max: 1,
      pipeline: true,
      idleTimeoutMillis: 0,
      allowExitOnIdle: true,
      connectionTimeoutMillis: ANSWER_MS,
      lock_timeout: LOCK_MS,
      statement_timeout: STATEMENT_MS,
      query_timeout: ANSWER_MS,
      application_name: AUDIT_CONNECTION,
      // One statement, run again and again: whatever it appends, it is planned the same, and ends of chains are found by the index.
      options: '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off',
    });
    this.#pool = new pg.Pool(config);
    this.#pool.on('error', (error) => onTrouble('an audit connection was dropped', error));
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
    this.#db = drizzle(this.#pool);
    this.#anchoring = new Anchoring(places);
  }

  /**
   * Opens the trail: chains are keyed, and anchored, from now on. Fails if the record cannot be written.
   * @throws OperatorError, ConfigError as {@link openSealed}
   */
  static async open(options: TrailOptions): Promise<AuditTrail> {
    const key = await onDisk(`使用 ${options.dataDir} 中的密钥`, () => openDigestKey(options.dataDir));
    const trail = new AuditTrail(options, key);
    try {
      trail.#key = await openSealed(trail.#db, options);
      trail.#heads = await readHeads(trail.#db);
    } catch (error) {
      await trail.#pool.end();
      throw error;
    }
    await trail.anchor();
    trail.#timer = setInterval(() => void trail.anchor(), ANCHOR_EVERY_MS).unref();
    return trail;
  }

  /**
   * An operation begins that will be put on record, however it ends.
   * @returns what does so, to be called once: see {@link record}
   */
  begin(): AuditTrail['record'] {
    this.#gathering.begin();
    return (events) =>
      new Promise((resolve, reject) => {
        this.#gathering.add({ events, resolve, reject });
        if (!this.#writing) void this.#writeAll();
      });
  }

  /**
   * Resolves once the events are on record for good, each department's in the order given.
   * @throws Refusal SOURCE_UNAVAILABLE if they cannot be written; then nothing may be answered
   */
  record(events: readonly AuditEvent[]): Promise<void> {
    return this.begin()(events);
  }

  /** Anchors where the chains end now. What prevents it is told, and stops nobody: the chains themselves are written. */
  async anchor(): Promise<void> {
    try {
      await this.#anchoring.append(this.#db, new Date());
    } catch (error) {
      this.#onTrouble('audit anchors could not be written', error);
    }
  }

  /** Writes the last anchors and gives the connection up. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.anchor();
    await this.#pool.end();
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    while (!this.#gathering.empty) {
      const group = await this.#gathering.taken();
      try {
        await this.#write(group.flatMap(({ events }) => events));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(unwritten(error));
      }
    }
    this.#writing = false;
  }

  /** In one statement while nobody else appends; in turn with the others while somebody does. */
  async #write(events: readonly AuditEvent[]): Promise<void> {
    const link = (heads: ReadonlyMap<DepartmentId, Head>) => linked(events, heads, new Date(), this.#key!);
    if (!this.#hasCompany) {
      const links = link(this.#heads);
      if ((await appendPrepared(this.#pool, links)).done) return this.#moveOn(links);
    }
    const departments = events.map(({ department }) => department);
    this.#moveOn(
      await appendInTurn(this.#pool, departments, (heads) => {
        this.#hasCompany = [...heads].some(([department, { sequence }]) => sequence !== (this.#heads.get(department)?.sequence ?? 0));
        return link(heads);
      }),
    );
  }

  #moveOn(links: readonly Link[]): void {
    this.#heads = new Map([...this.#heads, ...links.map((each) => [each.department, each] as const)]);
  }
}

function unwritten(cause: unknown): Refusal {
  return new Refusal(
    'SOURCE_UNAVAILABLE',
    '审计记录写不进去，本次操作未执行或结果不予返回：请稍后重试；若持续出现，请联系系统管理员检查审计库（锁、磁盘、连接）',
    { cause },
  );
}
