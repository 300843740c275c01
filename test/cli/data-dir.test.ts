import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { freshDatabase } from '../database/fresh-database.js';
import { commandLine } from './command-line.js';

it('--data-dir names the folder that a command works on, whatever the settings say', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'muhub-own-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const key = (...args: string[]) => commandLine({}).printed('keys', 'list', ...args);
  const own = await key('--data-dir', folder);
  expect(await readdir(folder)).toContain('keys');
  expect(await key('--data-dir', folder)).toBe(own);
  expect(await key()).not.toBe(own);
});

it('whoever hands a file to the sample is told that the sample is still there, and where own data go', async () => {
  const [sample, empty] = await Promise.all([freshDatabase('sample_hub'), freshDatabase('empty_hub')]);
  const handIn = async ({ url }: { url: string }) => {
    const { status, err } = await commandLine({ DATABASE_URL: url }).muhub('intake', 'sample/2023/人社_2023年用工.csv');
    expect(status).toBe(0);
    return err;
  };
  expect(await handIn(sample)).toMatch(/示例县仍在.*--data-dir/);
  expect(await handIn(empty)).not.toContain('示例县仍在');
});

it('the year before the sample’s can be graded by its own scheme, once the sample was started', async () => {
  const { url } = await freshDatabase('sample_hub');
  const { muhub, printed } = commandLine({ DATABASE_URL: url });
  const files = (await readdir('sample/2023')).map((name) => path.join('sample/2023', name));
  const { status, out } = await muhub('intake', ...files, '--json');
  expect(status).toBe(0);
  for (const { quarantined, issues } of JSON.parse(out) as { quarantined: number; issues: object }[]) {
    expect(quarantined).toBe(0);
    expect(['CREDIT_CODE_CHECK_DIGIT']).toEqual(expect.arrayContaining(Object.keys(issues)));
  }
  const graded = JSON.parse(await printed('grade', '--scheme', 'example-ratio-2023', '--year', '2023', '--format', 'json')) as {
    groups: { id: string; ranked: number; classes: Record<string, number> }[];
  };
  expect(graded.groups.map(({ id }) => id)).toEqual(['above', 'below']);
  for (const { ranked, classes } of graded.groups) {
    expect(ranked).toBeGreaterThan(200);
    expect(Object.keys(classes)).toEqual(['A', 'B', 'C', 'D']);
  }
});
