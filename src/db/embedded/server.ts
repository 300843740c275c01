import { existsSync } from 'node:fs';
import { readFile, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openDataDir } from '../data-dir.js';
import { OperatorError, onDisk } from '../failure.js';
import { KernelLock } from '../kernel-lock.js';
import { leaveToOwner } from '../ownership.js';
import { connectionTo, Session } from '../session.js';
import { accountOf } from '../account.js';
import { findBinaries } from './binaries.js';
import { MARK, openCluster, type Cluster } from './cluster.js';
import { makeHubAccount } from './hub-account.js';
import { Keeper } from './keeper.js';
import { sharedCluster } from './places.js';
import {
  freePort,
  pidFile,
  runningServer,
  serverUrl,
  startServer,
  stopOrphans,
  stopServer,
  type Postmaster,
  type Start,
} from './postmaster.js';
import { folderAt } from './processes.js';
import { withStartLock } from './start-lock.js';

/** A PostgreSQL server of the hub's own, in use by this process until closed. */
export interface EmbeddedServer {
  /** As its superuser, who owns the tables. */
  readonly url: string;
  /** As the hub works: an account that owns nothing. */
  readonly hubUrl: string;
  /** Gives the server up; the last user stops it, in order. */
  close(): Promise<void>;
}

/**
 * Starts the server of a data folder, or joins the one that runs there already: another command's, or one left behind
 * by a process that was killed. While it is in use it is brought back if it goes away.
 * @param say told where files were placed, if not in the data folder, and of a server that went away and is back
 * @param user the account that is configured for where root runs it
 * @throws OperatorError if the folder cannot be written, its cluster is missing or the server does not start
 */
export async function openEmbedded(folder: string, say: (line: string) => void, user?: string): Promise<EmbeddedServer> {
  await openDataDir(folder);
  const dataDir = await realpath(folder);
  const lockFile = path.join(dataDir, 'starting.lock');
  return withStartLock(lockFile, async () => {
    const account = await accountOf(dataDir, user);
    const start: Start = { account, binaries: await findBinaries(account, dataDir, say), logFile: path.join(dataDir, 'postgresql.log') };
    for (const place of [path.join(dataDir, 'postgresql'), sharedCluster(dataDir)]) await stopOrphans(place);
    const cluster = await openCluster(dataDir, account, start.binaries, say).catch(async (error: unknown) => {
      await stopUnused(sharedCluster(dataDir));
      throw error;
    });
    const users = await usersOf(cluster.folder);
    const use = new Use(cluster, start, path.join(dataDir, 'postgresql-port'), await users.take('exclusive'));
    const leave = async () => {
      if (await users.take('exclusive')) await use.stop();
    };
    try {
      await use.run();
      await users.take('shared');
      await makeDatabase(use.url);
      const hubUrl = await makeHubAccount(use.url);
      const keeper = await Keeper.start(use.url, () => withStartLock(lockFile, () => use.run()), say);
      return {
        url: use.url,
        hubUrl,
        close: async () => {
          await keeper.stop();
          await withStartLock(lockFile, leave).finally(() => users.close());
        },
      };
    } catch (error) {
      await leave().finally(() => users.close());
      throw error;
    }
  });
}

/**
 * The lock that whoever uses a cluster's server holds shared; who can have it alone is the last. It is on a file that
 * nobody takes away from under a server.
 */
function usersOf(cluster: string): Promise<KernelLock> {
  return KernelLock.on(path.join(cluster, MARK), 'r+');
}

/** The server of a cluster as one of its users has it: at one address for as long as it is used. */
class Use {
  readonly #cluster: Cluster;
  readonly #start: Start;
  readonly #portFile: string;
  readonly #alone: boolean;
  #server: Postmaster | undefined;

  /**
   * @param portFile says at which port the server's users expect it
   * @param alone whether there are no other users
   */
  constructor(cluster: Cluster, start: Start, portFile: string, alone: boolean) {
    this.#cluster = cluster;
    this.#start = start;
    this.#portFile = portFile;
    this.#alone = alone;
  }

  get url(): string {
    return serverUrl(this.#cluster, this.#server!.port);
  }

  /** Starts the server unless it runs. To be called while nobody else starts or stops it. */
  async run(): Promise<void> {
    const { folder, ino } = this.#cluster;
    if (!existsSync(folder) || folderAt(folder).ino !== ino) throw new OperatorError(`数据库目录 ${folder} 被移走或删除：请移回原处`);
    this.#server =
      (await runningServer(this.#cluster)) ?? (await startServer(this.#cluster, this.#server?.port ?? (await this.#port()), this.#start));
    const { port } = this.#server;
    await onDisk(`写入 ${this.#portFile}`, async () => {
      await writeFile(this.#portFile, String(port), { mode: 0o600 });
      await leaveToOwner(this.#portFile);
    });
  }

  /** Stops the server. To be called while nobody else uses it. */
  async stop(): Promise<void> {
    // Another user may have started it anew; and a folder that was moved has its server nonetheless.
    for (const pid of [(await pidFile(this.#cluster)).pid, this.#server?.pid]) await stopServer(this.#cluster, pid);
  }

  async #port(): Promise<number> {
    const expected = this.#alone ? 0 : Number(await readFile(this.#portFile, 'utf8').catch(() => ''));
    return expected || freePort();
  }
}

/** Stops a server that runs while its data folder is gone and nobody uses it. */
async function stopUnused(cluster: string): Promise<void> {
  if (!existsSync(path.join(cluster, MARK))) return;
  const users = await usersOf(cluster);
  try {
    if (await users.take('exclusive')) await stopServer(folderAt(cluster), (await pidFile({ folder: cluster })).pid);
  } finally {
    await users.close();
  }
}

/** Makes the hub's database on first use. */
async function makeDatabase(url: string): Promise<void> {
  const admin = new Session(connectionTo(url.replace(/\/muhub$/, '/postgres')));
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    const { rowCount } = await admin.query(`select 1 from pg_database where datname = 'muhub'`);
    if (!rowCount) await admin.query('create database muhub');
  } finally {
    await admin.end();
  }
}
