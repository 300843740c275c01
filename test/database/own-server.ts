import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll } from 'vitest';
import { accountOf } from '../../src/db/account.js';
import { findBinaries } from '../../src/db/embedded/binaries.js';
import { openCluster } from '../../src/db/embedded/cluster.js';
import { sharedCluster } from '../../src/db/embedded/places.js';
import { MOST_CONNECTIONS } from '../../src/db/embedded/postmaster.js';
import { isAlive } from '../../src/db/embedded/processes.js';
import { openEmbedded } from '../../src/db/embedded/server.js';

/** A PostgreSQL server of the test's own, which can be killed, started again at the same port, stopped and let go on. */
export class OwnServer {
  readonly #dataDir: string;
  readonly url: string;

  private constructor(dataDir: string, url: string) {
    this.#dataDir = dataDir;
    this.url = url;
  }

  /** Runs until the test file is done. */
  static async start(): Promise<OwnServer> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'muhub-own-'));
    await chmod(dataDir, 0o755);
    const { url, close } = await openEmbedded(dataDir, () => undefined);
    // From here on nobody brings it back but the test.
    await close();
    const server = new OwnServer(dataDir, url);
    await server.revive();
    afterAll(async () => {
      await server.kill();
      await rm(sharedCluster(dataDir), { recursive: true, force: true });
      await rm(dataDir, { recursive: true, force: true });
    });
    return server;
  }

  /** As a power cut: every process of it, at once. */
  async kill(): Promise<void> {
    const all = await this.#processes();
    for (const pid of all) signal(pid, 'SIGKILL');
    while (all.some(isAlive)) await sleep(20);
  }

  /** Starts it again where it was. */
  async revive(): Promise<void> {
    const account = await accountOf(this.#dataDir);
    const binaries = await findBinaries(account, this.#dataDir, () => undefined);
    const { folder } = await openCluster(this.#dataDir, account, binaries, () => undefined);
    const args = ['-D', folder, '-p', new URL(this.url).port, '-h', '127.0.0.1', '-k', '', '-c', `max_connections=${MOST_CONNECTIONS}`];
    spawn(binaries.postgres, args, { ...account, cwd: folder, detached: true, stdio: 'ignore', env: { LC_ALL: 'C', TZ: 'UTC' } }).unref();
    for (let tries = 0; tries < 400; tries += 1) {
      const client = new pg.Client({ connectionString: this.url });
      const ready = await client.connect().then(
        () => true,
        () => false,
      );
      await client.end().catch(() => undefined);
      if (ready) return;
      await sleep(50);
    }
    throw new Error('the server did not start again');
  }

  /** It hears no more, and breaks no connection. */
  async freeze(): Promise<void> {
    for (const pid of await this.#processes()) signal(pid, 'SIGSTOP');
  }

  async goOn(): Promise<void> {
    for (const pid of await this.#processes()) signal(pid, 'SIGCONT');
  }

  /** The server and what it started. */
  async #processes(): Promise<number[]> {
    const account = await accountOf(this.#dataDir);
    const { folder } = await openCluster(
      this.#dataDir,
      account,
      await findBinaries(account, this.#dataDir, () => undefined),
      () => undefined,
    );
    const postmaster = Number((await readFile(path.join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
    if (!postmaster || !isAlive(postmaster)) return [];
    const found = [postmaster];
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === postmaster) found.push(Number(pid));
    }
    return found;
  }
}

/** A connection's process may have ended since it was found. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
