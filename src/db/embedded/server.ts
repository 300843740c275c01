import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { openDataDir } from '../data-dir.js';
import { OperatorError, onDisk } from '../failure.js';
import { connectionTo, Session } from '../session.js';
import { serverAccount, type Account } from './account.js';
import { findBinaries, type Binaries } from './binaries.js';
import { openCluster, type Cluster } from './cluster.js';
import { isAlive, withStartLock } from './start-lock.js';

/** Any process that uses the server holds this lock shared; who can take it alone is the last and stops the server. */
const IN_USE = 0x6d7568;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
/** A hub holds up to 22, and commands run beside it. */
export const MOST_CONNECTIONS = 200;
/** Each commit is on disk with the call that writes it, as elsewhere by default: every answer waits for one (its record). */
const WRITTEN_THROUGH = ['-c', 'wal_sync_method=open_datasync'];

/** A PostgreSQL server of the hub's own, in use by this process until closed. */
export interface EmbeddedServer {
  readonly url: string;
  /** Gives the server up; the last user stops it, in order. */
  close(): Promise<void>;
}

/**
 * Starts the server of a data folder, or joins the one that runs there already: another command's, or one left behind
 * by a process that was killed.
 * @param say told where files were placed, if not in the data folder
 * @throws OperatorError if the folder cannot be written or the server does not start
 */
export async function openEmbedded(dataDir: string, say: (line: string) => void): Promise<EmbeddedServer> {
  await openDataDir(dataDir);
  const lockFile = path.join(dataDir, 'starting.lock');
  const account = await serverAccount();

  const { cluster, url, user } = await withStartLock(lockFile, async () => {
    const binaries = await findBinaries(account, say);
    const cluster = await openCluster(dataDir, account, binaries, say);
    const running = await runningServer(cluster);
    const port = running ?? (await start(cluster, account, binaries, path.join(dataDir, 'postgresql.log')));
    const url = serverUrl(cluster, port);
    return { cluster, url, user: await register(url) };
  });

  return {
    url,
    close: () =>
      withStartLock(lockFile, async () => {
        if (await isLast(user)) await stop(cluster);
      }),
  };
}

function serverUrl(cluster: Cluster, port: number, database = 'muhub'): string {
  return `postgres://muhub:${encodeURIComponent(cluster.password)}@127.0.0.1:${port}/${database}`;
}

/** The port of the live server of this cluster, if there is one. */
async function runningServer(cluster: Cluster): Promise<number | undefined> {
  const { pid, port } = await postmaster(cluster);
  if (!pid || !port || !isAlive(pid)) return undefined;
  for (const giveUp = Date.now() + START_TIMEOUT_MS; Date.now() < giveUp && isAlive(pid); await sleep(100)) {
    if ((await probe(serverUrl(cluster, port, 'postgres'))) === 'ready') return port;
  }
  return undefined;
}

/** What the server wrote of itself in its pid file: line 1 its process, line 4 its port. */
async function postmaster(cluster: Cluster): Promise<{ pid?: number; port?: number }> {
  const text = await readFile(path.join(cluster.folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  return { pid: Number(lines[0]) || undefined, port: Number(lines[3]) || undefined };
}

async function start(cluster: Cluster, account: Account | undefined, binaries: Binaries, logFile: string): Promise<number> {
  const port = await freePort();
  const log = await onDisk(`写入 ${logFile}`, () => open(logFile, 'a', 0o600));
  const from = (await log.stat()).size;
  // Detached: Ctrl-C in a terminal reaches the whole process group, and the server must outlive the hub's draining.
  const server = spawn(
    binaries.postgres,
    [
      ...['-D', cluster.folder, '-p', String(port), '-h', '127.0.0.1', '-k', ''],
      ...['-c', 'timezone=UTC', '-c', 'log_timezone=UTC', '-c', `max_connections=${MOST_CONNECTIONS}`],
      ...(process.platform === 'linux' ? WRITTEN_THROUGH : []),
      ...['-c', 'log_statement=none', '-c', 'log_min_error_statement=panic'],
    ],
    { ...account, cwd: cluster.folder, detached: true, stdio: ['ignore', log.fd, log.fd], env: { LC_ALL: 'C', TZ: 'UTC' } },
  );
  const exit = new Promise<'exited'>((resolve) => {
    server.once('exit', () => resolve('exited'));
    server.once('error', () => resolve('exited'));
  });
  server.unref();
  await log.close();
  const url = serverUrl(cluster, port, 'postgres');
  for (const giveUp = Date.now() + START_TIMEOUT_MS; Date.now() < giveUp;) {
    if ((await probe(url)) === 'ready') return port;
    if ((await Promise.race([exit, sleep(50)])) === 'exited') break;
  }
  throw await startFailure(logFile, from);
}

async function startFailure(logFile: string, from: number): Promise<Error> {
  const text = (await readFile(logFile)).subarray(from).toString('utf8');
  if (/no space left/i.test(text)) return new OperatorError('内置数据库无法启动：磁盘已满，请清理空间后重试');
  const line = text.split('\n').findLast((each) => /FATAL|PANIC|ERROR/.test(each));
  return new OperatorError(`内置数据库无法启动：${line?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '') ?? '没有输出'}（日志 ${logFile}）`);
}

/** Connects as a user of the server, making the hub's database on first use. */
async function register(url: string): Promise<pg.Client> {
  const admin = new Session(connectionTo(url.replace(/\/muhub$/, '/postgres')));
  await admin.connect();
  try {
    const { rowCount } = await admin.query(`select 1 from pg_database where datname = 'muhub'`);
    if (!rowCount) await admin.query('create database muhub');
  } finally {
    await admin.end();
  }
  const user = new Session(connectionTo(url, { application_name: `muhub ${process.pid}` }));
  user.on('error', () => undefined);
  await user.connect();
  await user.query('select pg_advisory_lock_shared($1)', [IN_USE]);
  return user;
}

async function isLast(user: pg.Client): Promise<boolean> {
  try {
    await user.query('select pg_advisory_unlock_shared($1)', [IN_USE]);
    const { rows } = await user.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [IN_USE]);
    return rows[0]?.last === true;
  } catch {
    // The server is gone already or its connection broke: nobody is left to ask.
    return true;
  } finally {
    await user.end().catch(() => undefined);
  }
}

async function stop(cluster: Cluster): Promise<void> {
  const { pid } = await postmaster(cluster);
  if (!pid || !isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  for (const giveUp = Date.now() + STOP_TIMEOUT_MS; Date.now() < giveUp; await sleep(25)) {
    if (!isAlive(pid) || (await postmaster(cluster)).pid !== pid) return;
  }
  throw new OperatorError(`内置数据库（进程 ${pid}）没有在 ${STOP_TIMEOUT_MS / 1000} 秒内停止`);
}

async function probe(url: string): Promise<'ready' | 'not yet'> {
  const client = new Session(connectionTo(url, { connectionTimeoutMillis: 2_000 }));
  client.on('error', () => undefined);
  try {
    await client.connect();
    return 'ready';
  } catch {
    return 'not yet';
  } finally {
    await client.end().catch(() => undefined);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
