import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../database/fresh-database.js';
import { dataFolder, forget, muhub } from './hub-process.js';

const database = await freshDatabase('sample_hub');
const GRADE = ['grade', '--scheme', 'example-ratio-2024', '--year', '2024', '--format', 'json'];
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
