import { execFile } from 'node:child_process';
import { lstat, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { accountOf, nameOf, type Account } from '../../src/db/account.js';
import { commandLine } from './command-line.js';
import { dataFolder, forget, HubProcess } from './hub-process.js';
import { full } from '../full.js';

const run = promisify(execFile);
/** The key of the chains lies in the data folder, whoever's that is. */
const OWN_KEY = { AUDIT_CHAIN_KEY_FILE: '' };
const made: string[] = [];
afterAll(async () => {
  for (const folder of made) await forget(folder);
});

async function folder(): Promise<string> {
  const one = await dataFolder();
  made.push(one);
  return one;
}

/** The accounts that the hub's process has by now: real, effective, saved, of files. */
async function uidsOf(dataDir: string): Promise<string[]> {
  const { pid } = JSON.parse(await readFile(path.join(dataDir, 'hub.json'), 'utf8')) as { pid: number };
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [uids, gids, groups] = ['Uid', 'Gid', 'Groups'].map((name) => new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(status)![1]!.trim());
  if (uids !== '0\t0\t0\t0') expect(groups).toBe(gids!.split('\t')[0]);
  return uids!.split('\t');
}

/** What in a folder, itself too, is somebody else's. */
async function notOf(account: Account, dataDir: string): Promise<string[]> {
  const names = ['', ...(await readdir(dataDir, { recursive: true }))];
  const others: string[] = [];
  for (const name of names) {
    const found = await lstat(path.join(dataDir, name)).catch(() => undefined);
    if (found && found.uid !== account.uid) others.push(name);
  }
  return others;
}

async function status(url: string, token: string): Promise<number> {
  const { status } = await fetch(`${url}/q/nothing`, { headers: { authorization: `Bearer ${token.trim()}` } });
  return status;
}

describe.skipIf(process.getuid?.() !== 0)('a hub that root starts', () => {
  it.runIf(full)('goes on as an unprivileged account, and commands of root beside it leave nothing that it cannot use', async () => {
    const dataDir = await folder();
    const { muhub, printed } = commandLine({ MUHUB_DATA_DIR: dataDir, ...OWN_KEY });
    // A key that root made before any hub ran is the hub's later.
    const first = await printed('token', '--role', 'auditor', '--subject', 'root');
    const account = (await accountOf(dataDir))!;
    const hub = new HubProcess(dataDir, 'serve', OWN_KEY);
    const url = await hub.url();
    try {
      expect(hub.stderr).toContain(`运行账户：${await nameOf(account)}（已放弃 root`);
      await expect.poll(() => uidsOf(dataDir)).toEqual(Array(4).fill(String(account.uid)));
      expect(await status(url, first)).toBe(404);

      await printed('keys', 'rotate');
      await muhub('revoke', '--subject', 'gone');
      const [gone, stays] = [await printed('token', '--role', 'auditor', '--subject', 'gone'), await printed('token', '--role', 'auditor')];
      const taken = await muhub('intake', path.resolve('sample/files/市场监管_企业名录.csv'));
      expect(taken.status).toBe(0);
      expect(taken.err).not.toContain('审计锚点没有写全');
      await printed('audit', 'verify');
      await expect.poll(() => status(url, gone), { timeout: 5_000 }).toBe(401);
      expect(await status(url, stays)).toBe(404);
      expect(await status(url, first)).toBe(404);
      expect(await notOf(account, dataDir)).toEqual([]);

      const postmaster = Number((await readFile(path.join(dataDir, 'postgresql', 'postmaster.pid'), 'utf8')).split('\n')[0]);
      process.kill(postmaster, 'SIGKILL');
      await hub.says(/内置数据库已恢复/);
      await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { timeout: 20_000 }).toBe(200);
    } finally {
      expect(await hub.stop()).toBe(0);
    }
    expect(await notOf(account, dataDir)).toEqual([]);
    // Later by the account itself.
    const asItself = { uid: account.uid, gid: account.gid, env: { ...process.env, MUHUB_DATA_DIR: dataDir, ...OWN_KEY } };
    const { stdout } = await run(process.execPath, [path.resolve('bin/muhub.js'), 'audit', 'verify'], asItself);
    expect(stdout).not.toBe('');
  });

  it.runIf(full)('goes on as the account that is configured, and takes the database along', async () => {
    const dataDir = await folder();
    await commandLine({ MUHUB_DATA_DIR: dataDir, ...OWN_KEY }).printed('audit', 'verify');
    const hub = new HubProcess(dataDir, 'serve', { MUHUB_USER: 'nobody', ...OWN_KEY });
    await hub.url();
    try {
      expect(new Set(await uidsOf(dataDir))).toEqual(new Set([(await run('id', ['-u', 'nobody'])).stdout.trim()]));
      expect(hub.stderr).toContain('运行账户：nobody');
    } finally {
      expect(await hub.stop()).toBe(0);
    }
    // Whose the folder is stays, whatever is configured later.
    const account = (await accountOf(dataDir, 'postgres'))!;
    expect(await nameOf(account)).toBe('nobody');
    expect(await notOf(account, dataDir)).toEqual([]);
  });

  it('is not started where the account that is configured is none', async () => {
    const dataDir = await folder();
    for (const [user, why] of [
      ['nobody-of-that-name', '没有这个账户'],
      ['root', '是 root'],
    ]) {
      const { status, err } = await commandLine({ MUHUB_DATA_DIR: dataDir, MUHUB_USER: user!, ...OWN_KEY }).muhub('audit', 'verify');
      expect(status).toBe(1);
      expect(err).toContain(why);
    }
  });
});
