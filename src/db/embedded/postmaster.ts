import { spawn } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError, onDisk } from '../failure.js';
import { giveFolder, leaveToOwner } from '../ownership.js';
import { connectionTo, Session } from '../session.js';
import { ownerOf, type Account } from '../account.js';
import type { Binaries } from './binaries.js';
import type { Cluster } from './cluster.js';
import { isAlive, leftBehind, orphansOf, serves, type Folder } from './processes.js';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
/** A hub holds up to 22, and commands run beside it. */
export const MOST_CONNECTIONS = 200;
/** Each commit is on disk with the call that writes it, as elsewhere by default: every answer waits for one (its record). */
const WRITTEN_THROUGH = ['-c', 'wal_sync_method=open_datasync'];
const WRONG_PASSWORD = '28P01';

/** A server that takes connections. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** What a server is started with. */
export interface Start {
  readonly account: Account | undefined;
  readonly binaries: Binaries;
  readonly logFile: string;
}

/** The address of a database of the server. */
export function serverUrl(cluster: Cluster, port: number, database = 'muhub'): string {
  return `postgres://muhub:${encodeURIComponent(cluster.password)}@127.0.0.1:${port}/${database}`;
}

/**
 * The server that works in this very folder, once it takes connections; undefined: there is none.
 * @throws OperatorError if it refuses the password
 */
export async function runningServer(cluster: Cluster): Promise<Postmaster | undefined> {
  const { pid, port } = await pidFile(cluster);
  if (!pid || !port) return undefined;
  for (const giveUp = Date.now() + START_TIMEOUT_MS; Date.now() < giveUp && serves(pid, cluster); await sleep(100)) {
    const answer = await probe(serverUrl(cluster, port, 'postgres'));
    if (answer === 'ready') return { pid, port };
    if (answer === WRONG_PASSWORD)
      throw new OperatorError(`内置数据库 ${cluster.folder} 不认 postgresql-password 中的口令：请从备份恢复该文件`);
  }
  return undefined;
}

/**
 * Starts the server of a cluster that none serves.
 * @throws OperatorError with what PostgreSQL gave as the reason
 */
export async function startServer(cluster: Cluster, port: number, { account, binaries, logFile }: Start): Promise<Postmaster> {
  await clearAway(cluster);
  // It may have been made by another account, and none but its owner can open it.
  if (account && (await ownerOf(cluster.folder))?.uid !== account.uid)
    await onDisk(`把数据库目录 ${cluster.folder} 交给服务账户`, () => giveFolder(cluster.folder, account));
  const log = await onDisk(`写入 ${logFile}`, () => open(logFile, 'a', 0o600));
  await leaveToOwner(logFile);
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
    if ((await probe(url)) === 'ready') return { pid: server.pid!, port };
    if ((await Promise.race([exit, sleep(50)])) === 'exited') break;
  }
  throw await startFailure(logFile, from);
}

/**
 * Stops the server that works in this very folder, in order; does nothing where there is none.
 * @throws OperatorError if it does not stop in time
 */
export async function stopServer(at: Folder, pid: number | undefined): Promise<void> {
  if (pid === undefined || !serves(pid, at)) return;
  process.kill(pid, 'SIGINT');
  for (const giveUp = Date.now() + STOP_TIMEOUT_MS; Date.now() < giveUp; await sleep(25)) {
    if (!isAlive(pid)) return;
  }
  throw new OperatorError(`内置数据库（进程 ${pid}）没有在 ${STOP_TIMEOUT_MS / 1000} 秒内停止`);
}

/** Stops servers that were left in this place by a folder which was deleted since. */
export async function stopOrphans(place: string): Promise<void> {
  const orphans = orphansOf(place);
  for (const pid of orphans) process.kill(pid, 'SIGQUIT');
  for (const giveUp = Date.now() + STOP_TIMEOUT_MS; Date.now() < giveUp && orphans.some(isAlive); await sleep(20));
}

/** What the server wrote of itself in its pid file: line 1 its process, line 4 its port. In a copy it names the original's. */
export async function pidFile({ folder }: Pick<Folder, 'folder'>): Promise<{ pid?: number; port?: number }> {
  const text = await readFile(path.join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  return { pid: Number(lines[0]) || undefined, port: Number(lines[3]) || undefined };
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/** PostgreSQL would wait for a process that its pid file names, whosever it is, and for those that a killed server left behind. */
async function clearAway(cluster: Cluster): Promise<void> {
  const { pid } = await pidFile(cluster);
  if (pid !== undefined && serves(pid, cluster)) return;
  const left = leftBehind(cluster);
  for (const each of left) process.kill(each, 'SIGKILL');
  for (const giveUp = Date.now() + STOP_TIMEOUT_MS; Date.now() < giveUp && left.some(isAlive); await sleep(20));
  await rm(path.join(cluster.folder, 'postmaster.pid'), { force: true });
}

async function startFailure(logFile: string, from: number): Promise<Error> {
  const text = (await readFile(logFile)).subarray(from).toString('utf8');
  if (/no space left/i.test(text)) return new OperatorError('内置数据库无法启动：磁盘已满，请清理空间后重试');
  const line = text.split('\n').findLast((each) => /FATAL|PANIC|ERROR/.test(each));
  return new OperatorError(`内置数据库无法启动：${line?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '') ?? '没有输出'}（日志 ${logFile}）`);
}

async function probe(url: string): Promise<string> {
  const client = new Session(connectionTo(url, { connectionTimeoutMillis: 2_000 }));
  client.on('error', () => undefined);
  try {
    await client.connect();
    return 'ready';
  } catch (error) {
    return (error as { code?: string }).code ?? 'not yet';
  } finally {
    await client.end().catch(() => undefined);
  }
}
