import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { checkSecret } from '../../config/secret-file.js';
import { OperatorError, onDisk } from '../failure.js';
import { reaches, type Account } from './account.js';
import type { Binaries } from './binaries.js';
import { sharedCluster } from './places.js';

const run = promisify(execFile);

/** A database folder made by initdb, and the password of its owner `muhub`. */
export interface Cluster {
  readonly folder: string;
  readonly password: string;
}

/**
 * The cluster of a data folder, made on first use. It is built beside its place and moved there when whole, so that a
 * kill in the middle leaves nothing half-made. Where the server's account cannot reach the data folder, the cluster
 * stands under a shared place, and `say` tells so.
 */
export async function openCluster(
  dataDir: string,
  account: Account | undefined,
  binaries: Binaries,
  say: (line: string) => void,
): Promise<Cluster> {
  const inside = path.join(dataDir, 'postgresql');
  const folder = (await reaches(account, path.join(inside, '.'))) ? inside : sharedCluster(dataDir);
  if (folder !== inside) say(`内置数据库放在 ${folder}（服务账户无法进入 ${dataDir}）`);

  const passwordFile = path.join(dataDir, 'postgresql-password');
  if (await exists(path.join(folder, 'PG_VERSION'))) {
    checkSecret('内置数据库的口令文件', passwordFile);
    const password = await readFile(passwordFile, 'utf8').catch(() => {
      throw new OperatorError(`缺少 ${passwordFile}，无法打开数据库 ${folder}：请从备份恢复该文件`);
    });
    return { folder, password: password.trim() };
  }
  const password = randomBytes(24).toString('base64url');
  await onDisk(`创建内置数据库 ${folder}`, () => create(folder, password, account, binaries));
  await onDisk(`写入 ${passwordFile}`, () => writeFile(passwordFile, `${password}\n`, { mode: 0o600 }));
  return { folder, password };
}

async function create(folder: string, password: string, account: Account | undefined, binaries: Binaries): Promise<void> {
  const staging = `${folder}.new`;
  await mkdir(path.dirname(folder), { recursive: true, mode: 0o755 });
  await rm(staging, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
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

async function exists(file: string): Promise<boolean> {
  return readFile(file).then(
    () => true,
    () => false,
  );
}
