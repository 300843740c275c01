import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { freshDatabase } from '../database/fresh-database.js';
import { commandLine } from './command-line.js';

const scratch = await mkdtemp(path.join(tmpdir(), 'muhub-hostile-'));
const { url } = await freshDatabase('empty_hub');
let folder: string;
let made = 0;

beforeEach(async () => {
  folder = path.join(scratch, String((made += 1)));
  await mkdir(folder);
  await writeFile(path.join(folder, '用工.csv'), '统一社会信用代码,单位名称,年度,年平均职工人数,参保人数\n');
});
afterAll(() => rm(scratch, { recursive: true }));

const fifo = (file: string) => void execFileSync('mkfifo', [file]);
const muhub = (args: string[], settings: Record<string, string> = {}) =>
  commandLine({ DATABASE_URL: url, MUHUB_DATA_DIR: path.join(scratch, 'data'), ...settings }).muhub(...args);
const refused = async (args: string[], words: string, settings?: Record<string, string>) => {
  const { status, err } = await muhub(args, settings);
  expect([status, err]).toEqual([1, expect.stringContaining(words)]);
};

/** What nobody wrote by hand, and how it is put there. */
const HOSTILE: readonly (readonly [what: string, make: (file: string) => unknown, words: string])[] = [
  ['a pipe that nobody writes into', fifo, '不是普通文件'],
  ['a device without end', (file) => symlink('/dev/zero', file), '不是普通文件'],
  ['a folder', (file) => mkdir(file), '不是普通文件'],
  ['a number of a million digits', (file) => writeFile(file, `facts: ${'9'.repeat(1_000_001)}\n`), '1000000 个字符'],
  ['200,000 keys that nobody knows', (file) => writeFile(file, Array.from({ length: 200_000 }, (_, n) => `k${n}: 1\n`).join('')), '超过'],
  ['5 MB', (file) => writeFile(file, ' '.repeat(5 * 1024 * 1024)), '超过 4 MB'],
];

it.each(HOSTILE)('%s is no facts.yaml, no scheme, no names of columns: said at once', async (_, make, words) => {
  await make(path.join(folder, 'facts.yaml'));
  await refused(['intake', '--dry-run', path.join(folder, '用工.csv')], words);
  const scheme = path.join(folder, 'scheme.yaml');
  await make(scheme);
  await refused(['scheme', 'check', scheme], words);
  const aliases = path.join(folder, 'aliases');
  await mkdir(aliases);
  await make(path.join(aliases, '县.yaml'));
  await refused(['intake', '--dry-run', path.resolve('sample/files/各部门_事项.csv'), '--county', '示例县'], words, {
    MUHUB_HANDOVER_DIR: aliases,
  });
});

it('a result file of land tax that is a pipe is refused', async () => {
  fifo(path.join(folder, 'results.json'));
  await refused(['landtax', 'results', path.join(folder, 'results.json')], '不是普通文件');
});
