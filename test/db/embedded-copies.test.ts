import { execFile } from 'node:child_process';
import { chmod, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isAlive } from '../../src/db/embedded/processes.js';
import { sharedCluster } from '../../src/db/embedded/places.js';
import { ask, OwnFolders, postmasterOf } from './own-folder.js';
import { full } from '../full.js';

const own = new OwnFolders();

describe('a copied data folder', () => {
  it.runIf(full)('of a hub that runs is a folder of its own: nothing done on the copy reaches the original', async () => {
    const original = await own.dataFolder();
    const hub = await own.open(original);
    await ask(hub, 'create table kept as select 1 as n');
    await ask(hub, 'checkpoint');
    const copy = path.join(await own.folder(), 'data');
    await copied(original, copy);

    const second = await own.open(copy);
    expect(second.url).not.toBe(hub.url);
    await ask(second, 'update kept set n = 2');
    expect(await ask(hub, 'select n from kept')).toEqual([{ n: 1 }]);
    await second.close();
    expect(isAlive(await postmasterOf(original))).toBe(true);
    expect(await ask(hub, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it.runIf(full)('that takes the place of the original while its server runs does not get it', async () => {
    const dataDir = await own.dataFolder();
    const hub = await own.open(dataDir);
    await ask(hub, 'create table kept as select 1 as n');
    await ask(hub, 'checkpoint');
    const aside = `${dataDir}-aside`;
    await rename(dataDir, aside);
    await copied(aside, dataDir);

    const second = await own.open(dataDir);
    await ask(second, 'update kept set n = 2');
    await second.close();
    expect(await ask(hub, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it.runIf(full)('is one folder by whatever name it is reached', async () => {
    const dataDir = await own.dataFolder();
    const hub = await own.open(dataDir);
    await symlink(dataDir, `${dataDir}-link`);
    expect((await own.open(`${dataDir}-link`)).url).toBe(hub.url);
  });
});

describe('a cluster that is missing beside its password', () => {
  const losses: readonly [string, (cluster: string) => Promise<void>][] = [
    ['gone', (cluster) => rm(cluster, { recursive: true })],
    ['moved', (cluster) => rename(cluster, `${cluster}-elsewhere`)],
    ['emptied', (cluster) => rm(path.join(cluster, 'PG_VERSION'))],
  ];

  it.each(full ? losses : losses.slice(0, 1))('%s: is refused in words, and no empty one put in its place', async (_, lose) => {
    const dataDir = await own.dataFolder();
    const cluster = path.join(dataDir, 'postgresql');
    await lose(cluster);
    await expect(own.open(dataDir)).rejects.toThrow(/postgresql-password.*没有它的数据库.*postgresql/s);
    await expect(stat(path.join(cluster, 'PG_VERSION'))).rejects.toThrow();
  });

  it.runIf(full)('that was made and whose password was not yet put in its place, as by a kill between the two, is taken', async () => {
    const dataDir = await own.dataFolder();
    await rename(path.join(dataDir, 'postgresql-password'), path.join(dataDir, 'postgresql-password.new'));
    expect(await ask(await own.open(dataDir), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it.runIf(full && process.getuid?.() === 0)('and stands in the shared place of another folder: the copy is refused', async () => {
    const closed = await own.folder(0o700);
    const dataDir = path.join(closed, 'data');
    const hub = await own.open(dataDir);
    const copy = path.join(closed, 'copy');
    await copied(dataDir, copy);
    await expect(own.open(copy)).rejects.toThrow(sharedCluster(copy));
    expect(await ask(hub, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it.runIf(full && process.getuid?.() === 0)(
    'but stands in the shared place, from when the way to the folder was closed, is used there',
    async () => {
      const made = await own.folder(0o700);
      const dataDir = path.join(made, 'data');
      const before = await own.open(dataDir);
      await ask(before, 'create table kept as select 1 as n');
      await before.close();
      await chmod(made, 0o755);
      expect(await ask(await own.open(dataDir), 'select n from kept')).toEqual([{ n: 1 }]);
    },
  );

  it.runIf(full)('a password without which it cannot be opened is asked for', async () => {
    const dataDir = await own.dataFolder();
    await rm(path.join(dataDir, 'postgresql-password'));
    await expect(own.open(dataDir)).rejects.toThrow(/缺少 .*postgresql-password/);
  });
});

/** As an administrator copies it, with owners and modes. */
async function copied(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', from, to]);
}
