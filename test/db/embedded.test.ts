import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { isAlive } from '../../src/db/embedded/processes.js';
import { sharedCluster } from '../../src/db/embedded/places.js';
import { ask, OwnFolders, postmasterOf } from './own-folder.js';
import { full } from '../full.js';

const own = new OwnFolders();

describe('the embedded PostgreSQL', () => {
  it('starts, is joined by others, and stops with its last user, in UTF-8 with a fixed collation', async () => {
    const dataDir = await own.folder();
    const first = await own.open(dataDir);
    const pid = await postmasterOf(dataDir);
    const second = await own.open(dataDir);
    expect(second.url).toBe(first.url);
    expect(await ask(first, `select current_setting('server_encoding') as e, current_setting('lc_collate', true) as c`)).toMatchObject([
      { e: 'UTF8' },
    ]);
    expect(await ask(first, `select '亩' < '均' as bytes`)).toEqual([{ bytes: Buffer.from('亩') < Buffer.from('均') }]);
    await first.close();
    expect(isAlive(pid)).toBe(true);
    expect(await ask(second, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.close();
    expect(isAlive(pid)).toBe(false);
    expect((await stat(path.join(dataDir, 'postgresql-password'))).mode & 0o077).toBe(0);
  });

  it('keeps what was written, also when the server was killed in the middle', async () => {
    const dataDir = await own.dataFolder();
    const before = await own.open(dataDir);
    await ask(before, 'create table kept as select 42 as answer');
    const pid = await postmasterOf(dataDir);
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await sleep(20);
    const after = await own.open(dataDir);
    expect(await ask(after, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it.runIf(full)('is started once by two that come at the same moment', async () => {
    const dataDir = await own.dataFolder();
    const [one, other] = await Promise.all([own.open(dataDir), own.open(dataDir)]);
    expect(one.url).toBe(other.url);
  });

  it('says so where a data folder is no folder', async () => {
    const file = path.join(await own.folder(), 'data');
    await writeFile(file, '');
    await expect(own.open(file)).rejects.toThrow(/使用数据目录 .*data：同名文件已存在|不是目录/);
  });

  it.runIf(full && process.getuid?.() === 0)(
    'as root, goes elsewhere where the server cannot reach the data folder, and says where',
    async () => {
      const closed = await own.folder(0o700);
      const dataDir = path.join(closed, 'data');
      const said: string[] = [];
      const server = await own.open(dataDir, (line) => said.push(line));
      expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }]);
      expect(said.join()).toContain(sharedCluster(dataDir));
    },
  );
});
