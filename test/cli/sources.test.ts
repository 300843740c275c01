import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bareDatabase } from '../database/fresh-database.js';
import { rowsAt } from '../database/apart.js';
import { ask, dataFolder, forget, HubProcess, muhub } from './hub-process.js';

const NOBODY = 'postgres://somebody:secret@127.0.0.1:1/x';
let folder: string;
let settings: Record<string, string>;

beforeAll(async () => {
  execFileSync(process.execPath, ['bin/build.js'], { stdio: 'ignore' });
  folder = await dataFolder();
  settings = { TAX_DATABASE_URL: await bareDatabase(), LAND_DATABASE_URL: await bareDatabase() };
}, 120_000);
afterAll(() => forget(folder));

const sources = async (more: Record<string, string>) => {
  const { status, stdout } = await muhub(folder, ['sources', '--json'], more);
  return { status, rows: JSON.parse(stdout) as { department: string; apart: boolean; up: boolean; why: string | null; where: string | null }[] };
};

describe('a hub with departments’ own databases, from the command line', { timeout: 180_000 }, () => {
  it('takes the sample county in, each department’s rows where they belong, and grades it', async () => {
    const hub = new HubProcess(folder, 'start', settings);
    const url = await hub.url();
    const { data } = await ask(url, hub.token('tax_officer'), '{ assessment(scheme: "example-ratio-2024", year: 2024) { groups { id ranked } } }');
    expect(data?.assessment).toEqual({ groups: [{ id: 'above', ranked: 287 }, { id: 'below', ranked: 535 }] });
    expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ sources: { tax: 'up', land: 'up' } });
    expect((await rowsAt<{ n: number }>(settings.TAX_DATABASE_URL!, 'select count(*)::int as n from tax_payment'))[0]!.n).toBeGreaterThan(500);
    const graded = await muhub(folder, ['grade', '--scheme', 'example-ratio-2024', '--year', '2024', '--format', 'json'], settings);
    expect((JSON.parse(graded.stdout) as { groups: object[] }).groups).toMatchObject([{ id: 'above', ranked: 287 }, { id: 'below', ranked: 535 }]);
    expect(await hub.stop()).toBe(0);
  });

  it('lists where each department’s records are', async () => {
    const { status, rows } = await sources(settings);
    expect(status).toBe(0);
    expect(rows.map(({ department, apart, up }) => [department, apart, up])).toEqual([
      ['tax', true, true],
      ['emissions', false, true],
      ['employment', false, true],
      ['land', true, true],
      ['statistics', false, true],
      ['utilities', false, true],
    ]);
    expect(rows[0]!.where).toMatch(/^127\.0\.0\.1:\d+\/test_/);
    const { stdout } = await muhub(folder, ['sources'], settings);
    expect(stdout).toMatch(/税务 +127\.0\.0\.1:\d+\/test_\w+ +可用 +已启用/);
    expect(stdout).toMatch(/生态环境 +中枢的库 +可用/);
  });

  it.each([
    ['is down', { TAX_DATABASE_URL: NOBODY }, /连接被拒绝.*TAX_DATABASE_URL/],
    ['is not named', {}, /没有给出 TAX_DATABASE_URL/],
  ])('a tax database that %s: what needs it is refused with the reason, what does not is done', async (_, tax, why) => {
    const more: Record<string, string> = { LAND_DATABASE_URL: settings.LAND_DATABASE_URL!, ...tax };
    const listed = await sources(more);
    expect(listed.status).toBe(1);
    expect(listed.rows[0]).toMatchObject({ department: 'tax', up: false, why: expect.stringMatching(why) as string });
    expect(JSON.stringify(listed)).not.toContain('secret');

    const refused = await muhub(folder, ['grade', '--scheme', 'example-ratio-2024', '--year', '2024'], more);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/税务的数据库暂不可用/);
    expect(refused.stderr).toMatch(why);
    expect(refused.stderr).not.toContain('secret');
    expect((await muhub(folder, ['landtax', 'findings', '--year', '2024'], more)).status).toBe(1);
    expect((await muhub(folder, ['audit', 'verify'], more)).status).toBe(0);

    const hub = new HubProcess(folder, 'serve', more);
    await hub.url();
    expect(hub.stderr).toMatch(/税务的数据库暂不可用/);
    expect(hub.stderr).not.toContain('secret');
    expect(await hub.stop()).toBe(0);
  });

  it('an address that is none is refused before anything is done', async () => {
    const { status, stderr } = await muhub(folder, ['sources'], { TAX_DATABASE_URL: 'tax-db' });
    expect([status, stderr]).toEqual([1, expect.stringContaining('TAX_DATABASE_URL 不是 PostgreSQL 地址')]);
  });
});
