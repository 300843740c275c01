import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { isAlive } from '../../src/db/embedded/processes.js';
import { claimDataDir } from '../../src/db/hub-lock.js';
import { ask, OwnFolders, postmasterOf } from './own-folder.js';
import { full } from '../full.js';

const own = new OwnFolders();

describe('the locks on a data folder', () => {
  const lockFiles = [
    ['empty', ''],
    ['of a process that is gone', '999999999'],
    ['of a process that is another now', String(process.ppid)],
    ['of no process', 'not a number'],
  ] as const;

  it.each(full ? lockFiles : lockFiles.slice(0, 1))('a lock file that is %s keeps nobody out', async (_, text) => {
    const dataDir = await own.dataFolder();
    await mkdir(path.join(dataDir, 'postgresql.new', 'data'), { recursive: true });
    for (const name of ['starting.lock', 'postgresql-port', 'hub.lock', 'hub.json']) await writeFile(path.join(dataDir, name), text);
    expect(await ask(await own.open(dataDir), 'select 1 as one')).toEqual([{ one: 1 }]);
    await (await claimDataDir(dataDir)).release();
  });

  it('one hub serves a data folder; who comes second learns which; one that was killed is no hindrance', async () => {
    const dataDir = await own.folder();
    const first = await claimDataDir(dataDir);
    await first.announce('http://127.0.0.1:4000');
    await expect(claimDataDir(dataDir)).rejects.toThrow(/已有一个中枢在运行.*http:\/\/127\.0\.0\.1:4000/);
    await first.release();
    await (await claimDataDir(dataDir)).release();

    const script = `exec 3<>${path.join(dataDir, 'hub.lock')}; flock -x 3; echo held; exec sleep 60`;
    const holder = spawn('bash', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(holder.stdout, 'data');
    await expect(claimDataDir(dataDir)).rejects.toThrow(/已有一个中枢在运行/);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await (await claimDataDir(dataDir)).release();
  });
});

describe('processes that are not the server of this folder', () => {
  it('are not taken for it, nor ended, where its pid file names one: numbers are used again', async () => {
    const dataDir = await own.dataFolder();
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    const file = path.join(dataDir, 'postgresql', 'postmaster.pid');
    await writeFile(file, `${stranger.pid}\n${path.join(dataDir, 'postgresql')}\n1700000000\n5432\n\n127.0.0.1\n\nready\n`);
    const server = await own.open(dataDir);
    expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    const kept = await readFile(file, 'utf8');
    await writeFile(file, kept.replace(/^\d+/, String(stranger.pid)));
    await server.close().catch(() => undefined);
    expect(isAlive(stranger.pid!)).toBe(true);
    stranger.kill('SIGKILL');
  });

  it.runIf(full)('but the server of a folder that was deleted and made anew is stopped by the next start in the same place', async () => {
    const dataDir = await own.dataFolder();
    // Opened by a process that is killed before it could close it.
    await abandoned(dataDir);
    const orphan = await postmasterOf(dataDir);
    expect(isAlive(orphan)).toBe(true);
    await rm(dataDir, { recursive: true });
    const server = await own.open(dataDir);
    expect(isAlive(orphan)).toBe(false);
    expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

/** A server whose user was killed. */
async function abandoned(dataDir: string): Promise<void> {
  const outfile = path.resolve('node_modules/.cache', `abandoned-${process.pid}.mjs`);
  await build({ entryPoints: ['src/db/embedded/server.ts'], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' });
  const script = `const { openEmbedded } = await import(${JSON.stringify(pathToFileURL(outfile).href)});
    await openEmbedded(${JSON.stringify(dataDir)}, () => undefined); process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'ignore', 'inherit'] });
  await once(child, 'exit');
  await rm(outfile);
}
