import { setTimeout as sleep } from 'node:timers/promises';
import { connectionTo, Session } from '../session.js';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Keeps a server running while it is in use: a connection that is held tells when it went away, and then it is brought
 * back, again and again until it is there.
 */
export class Keeper {
  readonly #url: string;
  readonly #revive: () => Promise<void>;
  readonly #say: (line: string) => void;
  readonly #stopping = new AbortController();
  #client: Session | undefined;
  #kept: Promise<void> = Promise.resolve();

  private constructor(url: string, revive: () => Promise<void>, say: (line: string) => void) {
    this.#url = url;
    this.#revive = revive;
    this.#say = say;
  }

  /**
   * @param revive brings the server back at the same address
   * @param say told when it went away and when it is back
   * @throws Error if the server takes no connection now
   */
  static async start(url: string, revive: () => Promise<void>, say: (line: string) => void): Promise<Keeper> {
    const keeper = new Keeper(url, revive, say);
    keeper.#kept = keeper.#keep(await keeper.#hold());
    return keeper;
  }

  /** Resolves once nothing more is done to bring the server back. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#client?.end().catch(() => undefined);
    await this.#kept;
  }

  async #keep(first: Held): Promise<void> {
    for (let held: Held | undefined = first; held; held = await this.#holdAgain()) await held.gone;
  }

  /** Undefined: told to stop meanwhile. */
  async #holdAgain(): Promise<Held | undefined> {
    let said = false;
    for (let pause = FIRST_PAUSE_MS; !this.#stopping.signal.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        const held = await this.#hold();
        if (said) this.#say('内置数据库已恢复');
        return held;
      } catch {
        if (!said) this.#say('内置数据库中断，正在恢复…');
        said = true;
      }
      try {
        await this.#revive();
      } catch (error) {
        if (pause === FIRST_PAUSE_MS) this.#say(`内置数据库尚未恢复，继续尝试：${(error as Error).message}`);
        await sleep(pause, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      }
    }
    return undefined;
  }

  async #hold(): Promise<Held> {
    const client = new Session(connectionTo(this.#url, { application_name: `muhub ${process.pid}`, connectionTimeoutMillis: 5_000 }));
    const gone = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('error', () => undefined);
    await client.connect();
    this.#client = client;
    if (this.#stopping.signal.aborted) await client.end();
    return { gone };
  }
}

/** A connection, by when it is gone. */
interface Held {
  readonly gone: Promise<void>;
}
