import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.js';

const URL = 'postgres://muhub:secret@tax-db:5432/muhub_tax';
const read = (env: Record<string, string>) => readConfig('.', env).departmentDatabases;

it('names the variable of every department, and its address where one is given', () => {
  const settings = read({ TAX_DATABASE_URL: URL, OTHER_DATABASE_URL: 'mysql://of-somebody-else' });
  expect(settings.of('tax')).toEqual({ variable: 'TAX_DATABASE_URL', url: URL });
  expect(settings.of('land')).toEqual({ variable: 'LAND_DATABASE_URL', url: undefined });
  expect([settings.seconds, read({ MUHUB_SOURCE_SECONDS: '3' }).seconds]).toEqual([10, 3]);
});

it('takes the address from a file that nobody else reads', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'muhub-secret-')), 'tax');
  writeFileSync(file, `${URL}\n`, { mode: 0o600 });
  expect(read({ TAX_DATABASE_URL_FILE: file }).of('tax').url).toBe(URL);
  expect(() => read({ TAX_DATABASE_URL: URL, TAX_DATABASE_URL_FILE: file }).of('tax')).toThrow(
    'TAX_DATABASE_URL 和 TAX_DATABASE_URL_FILE 只能给出一个',
  );
  chmodSync(file, 0o644);
  expect(() => read({ TAX_DATABASE_URL_FILE: file }).of('tax')).toThrow('权限过宽');
});

it('refuses what is no address of PostgreSQL, without repeating it', () => {
  const refusal = () => read({ TAX_DATABASE_URL: 'mysql://u:secret@x' }).of('tax');
  expect(refusal).toThrow('TAX_DATABASE_URL 不是 PostgreSQL 地址');
  expect(refusal).not.toThrow('secret');
});

it.each(['0', '1.5', 'x', '3601'])('takes no %s seconds', (value) => {
  expect(() => read({ MUHUB_SOURCE_SECONDS: value })).toThrow('MUHUB_SOURCE_SECONDS');
});
