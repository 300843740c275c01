import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { isAlive } from '../../src/db/embedded/processes.js';
import { createPool } from '../../src/db/pool.js';
import { until } from '../database/running.js';
import { ask, OwnFolders, postmasterOf } from './own-folder.js';
import { full } from '../full.js';

const KILL_ALL =
  'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = $$client backend$$';
const own = new OwnFolders();

async function answers(server: { url: string }): Promise<boolean> {
  return ask(server, 'select 1').then(
    () => true,
    () => false,
  );
}

describe('the users of an embedded server', () => {
  it('stay its users when their connections are killed: who comes and goes beside them does not stop it', async () => {
    const dataDir = await own.dataFolder();
    const hub = await own.open(dataDir);
    const pid = await postmasterOf(dataDir);
    await ask(hub, KILL_ALL);
    await (await own.open(dataDir)).close();
    expect(isAlive(pid)).toBe(true);
    expect(await answers(hub)).toBe(true);
    await ask(hub, KILL_ALL);
    await hub.close();
    expect(isAlive(pid)).toBe(false);
  });

  it('have it back at the same address after its process was killed, and their pools go on', async () => {
    const dataDir = await own.dataFolder();
    const hub = await own.open(dataDir);
    const pool = createPool(hub.url, () => undefined);
    await pool.query('create table kept as select 42 as answer');
    const pid = await postmasterOf(dataDir);
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await sleep(20);
    await until(() => answers(hub));
    expect((await pool.query('select answer from kept')).rows).toEqual([{ answer: 42 }]);
    expect(await postmasterOf(dataDir)).not.toBe(pid);
    await pool.end();
  });

  it.runIf(full)('have it back after someone stopped it in order, at the same address, whoever starts it', async () => {
    const dataDir = await own.dataFolder();
    const hub = await own.open(dataDir);
    const pid = await postmasterOf(dataDir);
    process.kill(pid, 'SIGINT');
    while (isAlive(pid)) await sleep(20);
    const command = await own.open(dataDir);
    expect(command.url).toBe(hub.url);
    await command.close();
    await until(() => answers(hub));
  });

  it.runIf(full)('have it back after one of its connections was killed hard, which it takes as a crash', async () => {
    const dataDir = await own.dataFolder();
    const hub = await own.open(dataDir);
    const before = await postmasterOf(dataDir);
    const [backend] = (await ask(
      hub,
      "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    )) as [{ pid: number }];
    process.kill(backend.pid, 'SIGKILL');
    await until(async () => !isAlive(backend.pid) && (await answers(hub)));
    expect(await postmasterOf(dataDir)).toBe(before);
  });
});
