import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, statfsSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../database/running.js';
import { dataFolder, forget, HubProcess, muhub } from './hub-process.js';
import { full } from '../full.js';

const mounted: string[] = [];

/** A file system of its own on `folder`; false where this machine does not let us mount one. */
function mount(folder: string, options: string): boolean {
  const done = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
  if (done) mounted.push(folder);
  return done;
}

function release(): void {
  for (const folder of mounted.splice(0)) execFileSync('umount', ['-l', folder]);
}

const folders: string[] = [];
async function scratch(): Promise<string> {
  const made = await dataFolder();
  folders.push(made);
  return made;
}

beforeAll(() => void execFileSync(process.execPath, ['bin/build.js'], { stdio: 'ignore' }), 120_000);
afterEach(async () => {
  release();
  for (const made of folders.splice(0)) await forget(made);
});

describe('a disk that does not take what the hub writes', { timeout: 180_000 }, () => {
  it('too small for a database: says so, and leaves no server behind', async (test) => {
    const folder = await scratch();
    if (!mount(folder, 'size=30m')) return test.skip();
    const { status, stderr } = await muhub(path.join(folder, 'data'), ['start']);
    expect(stderr).toContain('磁盘已满');
    expect(status).toBe(1);
    expect(readdirSync(path.join(folder, 'data'))).not.toContain('postgresql');
  });

  it('read-only: says so', async (test) => {
    const folder = await scratch();
    if (!mount(folder, 'size=1m,ro')) return test.skip();
    const { status, stderr } = await muhub(path.join(folder, 'data'), ['start']);
    expect(stderr).toContain('只读');
    expect(status).toBe(1);
  });

  it.runIf(full)('full in the middle of an intake: nothing of the file stays, and it is taken once there is room', async (test) => {
    const folder = await scratch();
    if (!mount(folder, 'size=200m')) return test.skip();
    const data = path.join(folder, 'data');
    await mkdir(data);
    const file = 'sample/files/市场监管_企业名录.csv';
    expect((await muhub(data, ['intake', 'sample/files/各部门_事项.csv'])).status).toBe(0);

    const filler = path.join(folder, 'filler');
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 300_000)));
    const full = await muhub(data, ['intake', file]);
    expect(full.status).toBe(1);
    expect(full.stderr).toMatch(/磁盘已满|数据库连接中断|内置数据库无法启动/);

    execFileSync('rm', [filler]);
    const after = await muhub(data, ['intake', file, '--json']);
    expect(after.status).toBe(0);
    expect(JSON.parse(after.stdout)).toMatchObject([{ status: 'accepted', accepted: 1200 }]);
  });

  it.runIf(full)('full under a hub that serves: it refuses, and is in service again by itself once there is room', async (test) => {
    const folder = await scratch();
    if (!mount(folder, 'size=200m')) return test.skip();
    const data = path.join(folder, 'data');
    await mkdir(data);
    const hub = new HubProcess(data, 'serve');
    const url = await hub.url();
    const ready = async () => (await fetch(`${url}/readyz`)).status;
    expect(await ready()).toBe(200);

    const filler = path.join(folder, 'filler');
    execFileSync('sh', ['-c', `dd if=/dev/zero of=${filler} bs=64k 2>/dev/null || true`]);
    expect((await muhub(data, ['intake', 'sample/files/市场监管_企业名录.csv'])).status).toBe(1);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);

    execFileSync('rm', [filler]);
    await until(async () => (await ready()) === 200);
    expect((await muhub(data, ['intake', 'sample/files/各部门_事项.csv'])).status).toBe(0);
    expect(await hub.stop()).toBe(0);
  });
});
