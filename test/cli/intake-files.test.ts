import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../database/fresh-database.js';
import { makeCreditCode } from '../handover/make-code.js';
import { commandLine, type CommandLine } from './command-line.js';

interface Printed {
  readonly file: string;
  readonly dataset: string | null;
  readonly status: string;
  readonly issues: object;
}

let scratch: string;
let folder: string;
let hub: CommandLine;
let made = 0;

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'muhub-files-'));
  const { url } = await freshDatabase('empty_hub');
  hub = commandLine({ DATABASE_URL: url, MUHUB_DATA_DIR: path.join(scratch, 'data') });
});
beforeEach(async () => {
  folder = path.join(scratch, `in${(made += 1)}`);
  await mkdir(folder);
});
afterAll(() => rm(scratch, { recursive: true }));

const staff = (n: number): string =>
  `统一社会信用代码,单位名称,年度,年平均职工人数,参保人数\n${makeCreditCode(made * 100 + n)},甲,2024,3,2\n`;
const register = (n: number): string => `统一社会信用代码,企业名称,园区代码,镇街代码\n${makeCreditCode(made * 100 + n)},甲,1,2\n`;
const put = (name: string | Buffer, content: string): Promise<void> =>
  writeFile(typeof name === 'string' ? path.join(folder, name) : Buffer.concat([Buffer.from(`${folder}/`), name]), content);

async function take(...args: string[]): Promise<Printed[]> {
  const { out, err } = await hub.muhub('intake', ...args, '--json');
  expect(err).not.toContain('Error');
  return JSON.parse(out) as Printed[];
}

describe('what is opened', () => {
  it('are regular files and links to them; the others are refused, and do not hold up the rest', async () => {
    await put('甲.csv', staff(1));
    await symlink('甲.csv', path.join(folder, '乙.csv'));
    await symlink('/dev/zero', path.join(folder, '装置.csv'));
    await symlink('nowhere', path.join(folder, '断.csv'));
    execFileSync('mkfifo', [path.join(folder, '管道.csv')]);
    await mkdir(path.join(folder, '夹.csv'));
    const taken = await take(folder);
    expect(Object.fromEntries(taken.map(({ file, status, issues }) => [file, [status, issues]]))).toEqual({
      '乙.csv': ['accepted', { UNKNOWN_ENTERPRISE: 1 }],
      '甲.csv': ['already_received', { ALREADY_RECEIVED: 1 }],
      '断.csv': ['refused', { FILE_MALFORMED: 1 }],
      '管道.csv': ['refused', { FILE_MALFORMED: 1 }],
      '装置.csv': ['refused', { FILE_MALFORMED: 1 }],
    });
    expect(await take(path.join(folder, '管道.csv'))).toMatchObject([{ status: 'refused', issues: { FILE_MALFORMED: 1 } }]);
  });

  it('are of a folder those whose names are not hidden, the register first, then by name', async () => {
    for (const name of ['.甲.csv', '~$甲.csv']) await put(name, staff(9));
    await put('b.csv', staff(1));
    await put('a.csv', staff(2));
    await put('z.CSV', register(1));
    expect((await take(folder)).map(({ file }) => file)).toEqual(['z.CSV', 'a.csv', 'b.csv']);
  });

  it('may be called by any bytes: they are shown as UTF-8, else as GB18030', async () => {
    const name = Buffer.from([0xc9, 0xe7, 0xb1, 0xa3, 0x2e, 0x63, 0x73, 0x76]);
    await put(name, staff(1));
    await put('用能.csv', staff(2));
    expect((await take(folder)).map(({ file, status }) => [file, status])).toEqual([
      ['用能.csv', 'accepted'],
      ['社保.csv', 'accepted'],
    ]);
    expect(await take(path.join(folder, name.toString()))).toMatchObject([{ file: '社保.csv', status: 'already_received' }]);
  });
});
