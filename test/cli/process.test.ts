import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../database/fresh-database.js';
import { dataFolder, forget, HubProcess, muhub } from './hub-process.js';
import { full } from '../full.js';

const database = await freshDatabase('sample_hub');
const GRADE = ['grade', '--scheme', 'example-ratio-2024', '--year', '2024', '--format', 'json'];
/** An account that the system has no name for. */
const NOBODY = 54_321;
const execFileAsync = promisify(execFile);
let folder: string;

beforeAll(async () => {
  execFileSync(process.execPath, ['bin/build.js'], { stdio: 'ignore' });
  folder = await dataFolder();
}, 120_000);
afterAll(() => forget(folder));

describe('a command in a process of its own', { timeout: 120_000 }, () => {
  it.each<[string[], number, RegExp, RegExp]>([
    [GRADE, 0, /^\{\n "scheme"[^]*\}\n$/, /评价 .*2024 年度/],
    [['scheme', 'show', 'no-such'], 1, /^$/, /没有办法“no-such”/],
    [['unheard-of'], 2, /^$/, /unheard-of/],
  ])('%j ends with status %d, its answer on standard output, the rest on standard error', async (args, status, answer, rest) => {
    const ended = await muhub(folder, args, { DATABASE_URL: database.url });
    expect(ended).toEqual({ status, stdout: expect.stringMatching(answer) as string, stderr: expect.stringMatching(rest) as string });
  });

  it.runIf(full)('that is a hub goes on where nobody reads its standard error any more', async () => {
    const hub = new HubProcess(folder, 'serve', { DATABASE_URL: database.url });
    const url = await hub.url();
    hub.stopListening();
    for (let times = 0; times < 3; times += 1) {
      hub.kill('SIGHUP');
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
    }
    expect(await hub.stop()).toBe(0);
  });

  it.runIf(full && process.getuid?.() === 0)('runs for an account without a name, a home or a right to the checkout', async () => {
    // As a checkout that was changed and not built since.
    const checkout = await checkoutOf();
    const home = await dataFolder();
    await chown(home, NOBODY, NOBODY);
    const key = path.join(home, 'chain.key');
    await cp(process.env.AUDIT_CHAIN_KEY_FILE!, key);
    await chown(key, NOBODY, NOBODY);
    const places = { HOME: '/nonexistent', TMPDIR: home, MUHUB_DATA_DIR: home, AUDIT_CHAIN_KEY_FILE: key };
    const env = { PATH: process.env.PATH, ...places, DATABASE_URL: database.url };
    const grade = async (more: NodeJS.ProcessEnv) =>
      execFileAsync(process.execPath, [path.join(checkout, 'bin/muhub.js'), ...GRADE], {
        ...{ env: { ...env, ...more }, cwd: '/', uid: NOBODY, gid: NOBODY, maxBuffer: 1 << 28 },
      });
    expect(JSON.parse((await grade({})).stdout)).toMatchObject({ year: 2024 });
    const XDG_CACHE_HOME = home;
    expect((await grade({ XDG_CACHE_HOME })).stderr).toContain('编译程序');
    expect((await grade({ XDG_CACHE_HOME })).stderr).not.toContain('编译程序');
    expect((await readdir(checkout)).filter((name) => name.startsWith('dist'))).toEqual([]);
    for (const made of [home, checkout]) await rm(made, { recursive: true, force: true });
  });

  it('goes on to its end where a reader has seen enough', async () => {
    const env = { ...process.env, MUHUB_DATA_DIR: folder, DATABASE_URL: database.url };
    const command = spawn(process.execPath, [path.resolve('bin/muhub.js'), ...GRADE], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    command.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    command.stdout.once('data', () => command.stdout.destroy());
    expect(await once(command, 'exit')).toEqual([0, null]);
    expect(said).not.toContain('EPIPE');
  });
});

/** A checkout of the same sources, not built, that others may read and not change. */
async function checkoutOf(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'muhub-checkout-'));
  await chmod(root, 0o755);
  const shipped = ['bin', 'src', 'schema', 'schemes', 'treatments', 'grants', 'documents', 'drizzle'];
  for (const name of [...shipped, 'package.json', 'package-lock.json', 'tsconfig.json']) {
    await cp(name, path.join(root, name), { recursive: true });
  }
  await symlink(path.resolve('node_modules'), path.join(root, 'node_modules'));
  return root;
}
