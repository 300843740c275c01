import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { checkSecret } from '../../config/secret-file.js';
import { OperatorError, onDisk } from '../failure.js';
import { leaveToOwner } from '../ownership.js';
import { reaches, type Account } from '../account.js';
import type { Binaries } from './binaries.js';
import { sharedCluster } from './places.js';
import { folderAt, type Folder } from './processes.js';

const run = promisify(execFile);

/** A database folder made by initdb, and the password of its owner `muhub`. */
export interface Cluster extends Folder {
  readonly password: string;
}

/** The file that every cluster has, from its making to its end. */
export const MARK = 'PG_VERSION';

/**
 * The cluster of a data folder, made on first use. It is built beside its place and moved there when whole, so that a
 * kill in the middle leaves nothing half-made. Where the server's account cannot reach the data folder, the cluster
 * stands under a shared place, and `say` tells so.
 * @throws OperatorError if there is a password without its cluster, or a cluster without its password: nothing is made in
 *   their place
 */
export async function openCluster(
  dataDir: string,
  account: Account | undefined,
  binaries: Binaries,
  say: (line: string) => void,
): Promise<Cluster> {
  const passwordFile = path.join(dataDir, 'postgresql-password');
  const { folder, made } = await placeOf(dataDir, account);
  if (folder !== path.join(dataDir, 'postgresql')) say(`内置数据库放在 ${folder}（服务账户无法进入 ${dataDir}）`);
  if (made) {
    checkSecret('内置数据库的口令文件', passwordFile);
    // A kill between the making and the last renaming leaves the password under its first name.
    const password = (await read(passwordFile)) ?? (await read(`${passwordFile}.new`));
    if (password === undefined)
      throw new OperatorError(`缺少 ${passwordFile}，无法打开数据库 ${folder}：请从备份恢复该文件；要从头开始，请移走 ${folder}`);
    await rename(`${passwordFile}.new`, passwordFile).catch(() => undefined);
    return { ...folderAt(folder), password: password.trim() };
  }
  if ((await read(passwordFile)) !== undefined) {
    throw new OperatorError(
      `数据目录 ${dataDir} 有 postgresql-password 而没有它的数据库（应在 ${folder}），没有新建空库：请把数据库目录移回原处或从备份恢复（复制数据目录时须连同数据库一并复制）；要从头开始，请移走 ${passwordFile}`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  await onDisk(`写入 ${passwordFile}`, async () => {
    await writeFile(`${passwordFile}.new`, `${password}\n`, { mode: 0o600 });
    await leaveToOwner(`${passwordFile}.new`);
  });
  await onDisk(`创建内置数据库 ${folder}`, () => create(folder, password, account, binaries));
  await onDisk(`写入 ${passwordFile}`, () => rename(`${passwordFile}.new`, passwordFile));
  return { ...folderAt(folder), password };
}

/** Where the cluster of a data folder stands, or is to be made. @throws OperatorError if it cannot be reached where it is */
async function placeOf(dataDir: string, account: Account | undefined): Promise<{ folder: string; made: boolean }> {
  const inside = path.join(dataDir, 'postgresql');
  const shared = sharedCluster(dataDir);
  const reached = await reaches(account, inside);
  if ((await read(path.join(inside, MARK))) !== undefined) {
    if (reached) return { folder: inside, made: true };
    throw new OperatorError(`数据库在 ${inside}，服务账户无法进入：请放开其上级目录的进入权限（chmod o+x），或移到可以进入的数据目录`);
  }
  if ((await read(path.join(shared, MARK))) !== undefined) return { folder: shared, made: true };
  return { folder: reached ? inside : shared, made: false };
}

async function create(folder: string, password: string, account: Account | undefined, binaries: Binaries): Promise<void> {
  const staging = `${folder}.new`;
  await mkdir(path.dirname(folder), { recursive: true, mode: 0o755 });
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { mode: 0o700 });
  const passwordFile = path.join(staging, 'initial-password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  const data = path.join(staging, 'data');
  await mkdir(data, { mode: 0o700 });
  if (account) {
    for (const made of [staging, passwordFile, data]) await chown(made, account.uid, account.gid);
  }
  try {
    await run(
      binaries.initdb,
      ['-D', data, '-U', 'muhub', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C'],
      { ...account, cwd: staging, env: { LC_ALL: 'C', TZ: 'UTC' } },
    );
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw initFailure(error as Error & { stderr?: string });
  }
  await chmod(data, 0o700);
  await rename(data, folder);
  await rm(staging, { recursive: true, force: true });
}

function initFailure(error: Error & { stderr?: string }): Error {
  const text = error.stderr ?? error.message;
  if (/no space left/i.test(text)) return Object.assign(new Error(text), { code: 'ENOSPC' });
  const line = text.split('\n').find((each) => /error|fatal/i.test(each)) ?? text.split('\n')[0];
  return new OperatorError(`内置数据库无法初始化：${line?.trim()}`, { cause: error });
}

async function read(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
}
