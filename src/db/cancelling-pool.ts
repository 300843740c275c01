import pg from 'pg';
import { CutOffError, currentCutOff, type CutOff } from './cut-off.js';
import { inOurWords } from './pool-exhausted.js';
import { Session } from './session.js';

const CANCEL_MS = 5_000;

type Checkout = (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: Error | boolean) => void) => void;

/**
 * A pool whose statements end with the time of whom they run for: the server is told to give the connection up, which
 * rolls back what was not committed, and the connection is not used again.
 */
export class CancellingPool extends pg.Pool {
  readonly #config: pg.PoolConfig;
  readonly #onTrouble: (error: Error) => void;

  /** @param onTrouble told where a statement could not be cancelled */
  constructor(config: pg.PoolConfig, onTrouble: (error: Error) => void) {
    super(config);
    this.#config = config;
    this.#onTrouble = onTrouble;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Checkout): void;
  override connect(callback?: Checkout): Promise<pg.PoolClient> | void {
    const cutOff = currentCutOff();
    if (!callback) {
      return super.connect().then(
        (client) => this.#covered(client, cutOff),
        (error: Error) => Promise.reject(inOurWords(error)),
      );
    }
    super.connect((error, client, done) => {
      if (error || !client) return callback(error && inOurWords(error), client, done);
      let covered: pg.PoolClient;
      try {
        covered = this.#covered(client, cutOff);
      } catch (late) {
        return callback(late as Error, undefined, () => undefined);
      }
      callback(undefined, covered, (release) => covered.release(release));
    });
  }

  /** @throws CutOffError if the time was over while waiting for the connection, which goes back unused */
  #covered(client: pg.PoolClient, cutOff: CutOff | undefined): pg.PoolClient {
    if (!cutOff) return client;
    if (cutOff.happened) {
      client.release();
      throw new CutOffError();
    }
    const { release } = client;
    let held = true;
    const ended = cutOff.covers({ cancel: () => void this.#cancel(client, () => held).catch(this.#onTrouble) });
    client.release = (error) => {
      held = false;
      ended();
      release.call(client, cutOff.happened ? true : error);
    };
    return client;
  }

  async #cancel(client: pg.PoolClient, held: () => boolean): Promise<void> {
    const canceller = new Session({
      ...this.#config,
      pipeline: false,
      connectionTimeoutMillis: CANCEL_MS,
      query_timeout: CANCEL_MS,
      application_name: 'muhub cancel',
    });
    canceller.on('error', () => undefined);
    await canceller.connect();
    try {
      if (held()) await canceller.query('select pg_terminate_backend($1)', [(client as unknown as { processID: number }).processID]);
    } finally {
      await canceller.end();
    }
  }
}
