import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { openEmbedded, type EmbeddedServer } from '../../src/db/embedded/server.js';
import { isAlive } from '../../src/db/embedded/start-lock.js';
import { sharedCluster } from '../../src/db/embedded/places.js';

const folders: string[] = [];
const servers: EmbeddedServer[] = [];
const quiet = () => undefined;

async function folder(mode = 0o755): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'muhub-embedded-'));
  await chmod(made, mode);
  folders.push(made);
  return made;
}

async function open(dataDir: string, say: (line: string) => void = quiet): Promise<EmbeddedServer> {
  const server = await openEmbedded(dataDir, say);
  servers.push(server);
  return server;
}

async function ask(server: EmbeddedServer, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query(text)).rows as unknown[];
  } finally {
    await client.end();
  }
}

async function postmasterOf(dataDir: string): Promise<number> {
  return Number((await readFile(path.join(dataDir, 'postgresql', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  for (const made of folders.splice(0)) {
    await rm(sharedCluster(made), { recursive: true, force: true });
    await rm(sharedCluster(path.join(made, 'data')), { recursive: true, force: true });
    await rm(made, { recursive: true, force: true });
  }
});

describe('the embedded PostgreSQL', () => {
  it('starts, is joined by others, and stops with its last user, in UTF-8 with a fixed collation', async () => {
    const dataDir = await folder();
    const first = await open(dataDir);
    const pid = await postmasterOf(dataDir);
    const second = await open(dataDir);
    expect(second.url).toBe(first.url);
    expect(await ask(first, `select current_setting('server_encoding') as e, current_setting('lc_collate', true) as c`)).toMatchObject([
      { e: 'UTF8' },
    ]);
    expect(await ask(first, `select '亩' < '均' as bytes`)).toEqual([{ bytes: Buffer.from('亩') < Buffer.from('均') }]);
    await first.close();
    expect(isAlive(pid)).toBe(true);
    expect(await ask(second, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.close();
    servers.length = 0;
    expect(isAlive(pid)).toBe(false);
    expect((await stat(path.join(dataDir, 'postgresql-password'))).mode & 0o077).toBe(0);
  });

  it('keeps what was written, also when the server was killed in the middle', async () => {
    const dataDir = await folder();
    const before = await open(dataDir);
    await ask(before, 'create table kept as select 42 as answer');
    const pid = await postmasterOf(dataDir);
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await sleep(20);
    servers.length = 0;
    const after = await open(dataDir);
    expect(await ask(after, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('takes over the lock of a process that is gone, and a cluster that was half made', async () => {
    const dataDir = await folder();
    await writeFile(path.join(dataDir, 'starting.lock'), '999999999');
    await mkdir(path.join(dataDir, 'postgresql.new', 'data'), { recursive: true });
    expect(await ask(await open(dataDir), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is started once by two that come at the same moment', async () => {
    const dataDir = await folder();
    const [one, other] = await Promise.all([open(dataDir), open(dataDir)]);
    expect(one.url).toBe(other.url);
  });

  it('says so where a data folder is no folder', async () => {
    const file = path.join(await folder(), 'data');
    await writeFile(file, '');
    await expect(open(file)).rejects.toThrow(/使用数据目录 .*data：同名文件已存在|不是目录/);
  });

  it.runIf(process.getuid?.() === 0)('as root, goes elsewhere where the server cannot reach the data folder, and says where', async () => {
    const closed = await folder(0o700);
    const dataDir = path.join(closed, 'data');
    const said: string[] = [];
    const server = await open(dataDir, (line) => said.push(line));
    expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(said.join()).toContain(sharedCluster(dataDir));
  });
});
