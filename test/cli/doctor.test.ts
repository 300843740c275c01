import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { freshDatabase } from '../database/fresh-database.js';
import { commandLine } from './command-line.js';

const database = await freshDatabase('sample_hub');
const folder = await mkdtemp(path.join(tmpdir(), 'muhub-doctor-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

it('says what is set up, what is not, and what to do; nothing of an address but where it is', async () => {
  const { status, out } = await commandLine({ DATABASE_URL: database.url, MUHUB_DATA_DIR: folder }).muhub('doctor', '--json');
  const found = Object.fromEntries((JSON.parse(out) as { what: string; todo: string | null }[]).map(({ what, todo }) => [what, todo]));
  expect(status).toBe(1);
  expect(found).toMatchObject({
    版本: null,
    数据目录: null,
    政策文件: null,
    TLS: null,
    数据库: null,
    连接数: null,
    时钟: null,
    审计: null,
  });
  expect(found['本县']).toMatch(/jurisdiction/);
  // The tests' account may do everything.
  expect(found['审计权限']).toMatch(/create role muhub_hub/);
  expect(found['第二道墙']).toBeNull();
  const { password } = new URL(database.url);
  expect(out).not.toContain(password);
});

it('a database that does not answer is one of its findings', async () => {
  const { status, out } = await commandLine({ DATABASE_URL: 'postgres://x:secret@127.0.0.1:1/none', MUHUB_DATA_DIR: folder }).muhub(
    'doctor',
  );
  expect([status, out]).toEqual([1, expect.stringMatching(/待办 {2}数据库：用不了。无法连接数据库 127.0.0.1:1\/none：连接被拒绝/)]);
  expect(out).not.toContain('secret');
});
