import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { decodeJwt } from 'jose';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ROLES } from '../../src/access/viewer.js';
import { isAlive } from '../../src/db/embedded/processes.js';
import { until } from '../database/running.js';
import { commandLine } from './command-line.js';
import { HubHere } from './hub-here.js';
import { ask, dataFolder, forget, HubProcess } from './hub-process.js';
import { full } from '../full.js';

const QUERY = '{ assessment(scheme: "example-ratio-2024", year: 2024) { dataVersion groups { id ranked } } }';
const GRADED = {
  groups: [
    { id: 'above', ranked: 287 },
    { id: 'below', ranked: 535 },
  ],
};

let dataDir: string;

beforeAll(async () => {
  execFileSync(process.execPath, ['bin/build.js'], { stdio: 'ignore' });
  dataDir = await dataFolder();
}, 120_000);
afterAll(() => forget(dataDir));

/** In this process, beside whatever runs on the data folder in another. */
const muhub = (args: readonly string[], more: Record<string, string> = {}) =>
  commandLine({ PORT: '0', MUHUB_DATA_DIR: dataDir, ...more }).muhub(...args);

/** The role that a printed token bears, once the hub has taken it. */
async function whoIs(url: string, token: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  });
  return response.status === 401 ? 401 : decodeJwt(token).role;
}

async function postmaster(): Promise<number> {
  return Number((await readFile(path.join(dataDir, 'postgresql', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** The processes of a server that each have a connection. */
function connectionsOf(server: number): number[] {
  const said = execFileSync('ps', ['-o', 'pid=,command=', '--ppid', String(server)], { encoding: 'utf8' });
  return said
    .split('\n')
    .filter((line) => /postgres: muhub /.test(line))
    .map((line) => parseInt(line, 10));
}

describe('npm start', { timeout: 180_000 }, () => {
  it.runIf(full)('cut short by a kill during its first intake, is whole after the next start, with nothing loaded twice', async () => {
    const first = new HubProcess(dataDir);
    await first.says(/接收 \d+ 行/);
    first.kill('SIGKILL');
    await first.ended;

    const second = new HubProcess(dataDir);
    const url = await second.url();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const { data } = await ask(url, second.token('tax_officer'), QUERY);
    expect(data?.assessment).toMatchObject(GRADED);
    expect(data?.assessment).toMatchObject({ dataVersion: '15' });
    for (const role of ROLES) expect([role, await whoIs(url, second.token(role))]).toEqual([role, role]);
    const server = await postmaster();
    expect(await second.stop()).toBe(0);
    expect(isAlive(server)).toBe(false);
  });

  it.runIf(full)('is refused a data folder that another hub serves; commands work beside it; a killed hub is no hindrance', async () => {
    const hub = new HubProcess(dataDir);
    const url = await hub.url();
    expect(hub.stderr).not.toContain('接收示例县');

    const other = await muhub(['start']);
    expect(other.status).toBe(1);
    expect(other.err).toContain(`已有一个中枢在运行`);
    expect(other.err).toContain(url);

    const grade = await muhub(['grade', '--scheme', 'example-ratio-2024', '--year', '2024', '--format', 'json']);
    expect(grade.status).toBe(0);
    expect((JSON.parse(grade.out) as { groups: object[] }).groups).toMatchObject(GRADED.groups);
    const again = await muhub(['intake', 'sample/files/市场监管_企业名录.csv', '--json']);
    expect(JSON.parse(again.out)).toMatchObject([{ status: 'already_received', issues: { ALREADY_RECEIVED: 1 } }]);
    const token = (await muhub(['token', '--role', 'tax_officer'])).out.trim();
    expect((await ask(url, token, QUERY)).data?.assessment).toMatchObject(GRADED);

    const orphan = await postmaster();
    hub.kill('SIGKILL');
    await hub.ended;
    await sleep(200);
    expect(isAlive(orphan)).toBe(true);
    const next = new HubProcess(dataDir);
    await next.url();
    next.kill('SIGINT');
    expect(await next.ended).toBe(0);
    expect(isAlive(orphan)).toBe(false);
  });

  it.runIf(full)(
    'goes on when its connections are killed and a command runs beside it, and when the whole database is killed',
    async () => {
      const hub = new HubProcess(dataDir);
      const url = await hub.url();
      const token = hub.token('tax_officer');
      const graded = async () => (await ask(url, token, QUERY)).data?.assessment;
      expect(await graded()).toMatchObject(GRADED);
      const server = await postmaster();
      for (const backend of connectionsOf(server)) process.kill(backend, 'SIGTERM');
      expect((await muhub(['sources'])).status).toBe(0);
      expect(isAlive(server)).toBe(true);
      await until(async () => (await fetch(`${url}/readyz`)).status === 200);
      expect(await graded()).toMatchObject(GRADED);

      process.kill(server, 'SIGKILL');
      await until(async () => !isAlive(server) && (await fetch(`${url}/readyz`)).status === 200);
      expect(await graded()).toMatchObject(GRADED);
      expect(await hub.stop()).toBe(0);
      await expect(postmaster()).rejects.toThrow();
    },
  );

  it.runIf(full)('answers what is under way before it stops', async () => {
    const hub = new HubProcess(dataDir);
    const url = await hub.url();
    const asked = ask(url, hub.token('tax_officer'), QUERY);
    await sleep(100);
    const stopped = hub.stop();
    expect((await asked).data?.assessment).toMatchObject(GRADED);
    expect(await stopped).toBe(0);
  });

  it('says what to do about a taken port, and stops its database', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port));
    });
    const { status, err } = await muhub(['start'], { PORT: String(port) });
    taken.close();
    expect(status).toBe(1);
    expect(err).toContain(`端口 ${port} 已被占用`);
    await expect(postmaster()).rejects.toThrow();
  });
});

describe('a database of one’s own', { timeout: 120_000 }, () => {
  it.runIf(full)('is used where DATABASE_URL names it, and none is started', async () => {
    const admin = new pg.Client({ connectionString: inject('serverUrl') });
    await admin.connect();
    await admin.query('create database own_url');
    const folder = await dataFolder();
    const DATABASE_URL = inject('serverUrl').replace(/\/muhub$/, '/own_url');
    const hub = new HubHere(folder, 'serve', { DATABASE_URL });
    const url = await hub.url();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await expect(readFile(path.join(folder, 'postgresql-password'))).rejects.toThrow();
    const beside = new HubHere(folder, 'serve', { DATABASE_URL });
    await beside.url();
    expect(await beside.stop()).toBe(0);
    expect(await hub.stop()).toBe(0);
    await admin.query('drop database own_url with (force)');
    await admin.end();
    await forget(folder);
  });

  it.each([
    ['postgres://nobody:x@127.0.0.1:1/x', /127\.0\.0\.1:1\/x：连接被拒绝.*DATABASE_URL/],
    ['postgres://nobody:x@no-such-host.invalid/x', /找不到主机/],
    ['mysql://x', /DATABASE_URL 不是 PostgreSQL 地址/],
  ])('%s: is refused with what to do', async (DATABASE_URL, why) => {
    const { status, err } = await muhub(['grade', '--scheme', 'example-ratio-2024', '--year', '2024'], { DATABASE_URL });
    expect(status).toBe(1);
    expect(err).toMatch(why);
    expect(err).not.toContain('nobody:x');
  });
});
