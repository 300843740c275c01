import { Writable } from 'node:stream';
import type pg from 'pg';
import { CancellingPool } from '../cancelling-pool.js';
import { currentCutOff } from '../cut-off.js';

/** Who is told how statements went. */
export interface Guard {
  worked(): void;
  /**
   * A statement failed, or there was no connection for it.
   * @returns what to throw in its place, if the database is to blame; undefined: the statement is
   */
  failed(error: unknown): Error | undefined;
}

type Connected = Parameters<CancellingPool['connect']>[0];

/** A pool that tells of every statement how it went, and does not use a connection again on which one was lost. */
export class GuardedPool extends CancellingPool {
  readonly #guard: Guard;

  constructor(config: pg.PoolConfig, guard: Guard, onTrouble: (error: Error) => void) {
    super(config, onTrouble);
    this.#guard = guard;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    return callback ? super.connect(callback) : this.#connect();
  }

  /** One statement on a connection of its own; a promise, whatever pg's own would be. */
  override query(...statement: never[]): never {
    const ask = async () => {
      const client = await this.#connect();
      try {
        return await (client.query(...(statement as unknown as Parameters<pg.PoolClient['query']>)) as unknown as Promise<unknown>);
      } finally {
        client.release();
      }
    };
    return ask() as never;
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return this.#watched(await super.connect());
    } catch (error) {
      throw this.#blamed(error) ?? error;
    }
  }

  #watched(client: pg.PoolClient): pg.PoolClient {
    const { query, release } = client;
    let lost: Error | undefined;
    client.query = (async (...statement: Parameters<pg.PoolClient['query']>) => {
      if (lost) throw lost;
      try {
        const answer = await (query.apply(client, statement) as unknown as Promise<pg.QueryResult | Writable>);
        // A stream into the database has only begun.
        if (answer instanceof Writable) answer.once('error', (error) => (lost = this.#blamed(error)));
        else this.#guard.worked();
        return answer;
      } catch (error) {
        lost = this.#blamed(error);
        throw lost ?? error;
      }
    }) as unknown as typeof query;
    client.release = (error) => {
      // Uncovers the client's own, which it has from its class.
      delete (client as Partial<pg.PoolClient>).query;
      release.call(client, lost ? true : error);
    };
    return client;
  }

  /** A request that was cut off has its connections ended by us: nobody else is to blame. */
  #blamed(error: unknown): Error | undefined {
    return currentCutOff()?.happened ? undefined : this.#guard.failed(error);
  }
}
