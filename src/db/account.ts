import { execFile, spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { OperatorError } from './failure.js';

const run = promisify(execFile);

/** An account of the operating system. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The unprivileged account that works in a data folder where root is the one who runs: whoever owns the folder, else the
 * one configured, else one that every system has; PostgreSQL refuses to run as root. Undefined: whoever runs is not root,
 * and is that account.
 * @param user `MUHUB_USER`, where it is given
 * @throws OperatorError if the account that is configured is not there or is root, or there is none at all
 */
export async function accountOf(dataDir: string, user?: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await ownerOf(dataDir);
  // PostgreSQL runs as no account that has no name.
  const named = owner && (await lookUp(String(owner.uid)));
  if (named) return named;
  if (user !== undefined) return configured(user);
  for (const name of ['postgres', 'nobody']) {
    const account = await lookUp(name);
    if (account) return account;
  }
  throw new OperatorError(
    '以 root 运行时，须有一个普通账户（postgres 或 nobody），本机都没有：请新建其一，或用 MUHUB_USER 指定一个，或换普通用户运行',
  );
}

/** Whose a folder is; undefined: root's, or there is no such folder. */
export async function ownerOf(folder: string): Promise<Account | undefined> {
  const found = await stat(folder).catch(() => undefined);
  if (!found || found.uid === 0) return undefined;
  return { uid: found.uid, gid: found.gid };
}

/** The name of an account, or its number where the system has no name for it. */
export async function nameOf({ uid }: Account): Promise<string> {
  return run('id', ['-nu', String(uid)]).then(
    ({ stdout }) => stdout.trim(),
    () => `uid ${uid}`,
  );
}

async function configured(user: string): Promise<Account> {
  const account = await lookUp(user);
  if (!account) throw new OperatorError(`MUHUB_USER=${user}：本机没有这个账户，请新建（useradd --system ${user}）或改用已有的普通账户`);
  if (account.uid === 0) throw new OperatorError(`MUHUB_USER=${user}：是 root，请改用普通账户`);
  return account;
}

async function lookUp(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => (await run('id', [flag, '--', name])).stdout));
    return { uid: Number(uid), gid: Number(gid) };
  } catch {
    return undefined;
  }
}

/** Whether the account may pass through every folder above `target` (a 0700 folder such as /root or `mktemp -d` stops it). */
export async function reaches(account: Account | undefined, target: string): Promise<boolean> {
  if (!account) return true;
  for (let folder = path.dirname(target); ; folder = path.dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/** What is tried as an account; the first that fails is printed. */
const TRY = 'how=$1; shift; for each; do test "$how" "$each" || { printf %s "$each"; exit 1; }; done';

/**
 * The first of these that an account may not read, write or pass through, as the system says when it is tried as that
 * account; undefined: it may all.
 * @throws Error if this process may not act as that account
 */
export function barredFrom(account: Account, how: 'read' | 'write' | 'pass', places: readonly string[]): string | undefined {
  const { status, stdout, error } = spawnSync('sh', ['-c', TRY, 'sh', `-${{ read: 'r', write: 'w', pass: 'x' }[how]}`, ...places], {
    ...{ uid: account.uid, gid: account.gid, cwd: '/', encoding: 'utf8' },
  });
  if (error) throw error;
  return status === 0 ? undefined : stdout;
}
