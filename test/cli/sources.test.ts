import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bareDatabase } from '../database/fresh-database.js';
import { rowsAt } from '../database/apart.js';
import { commandLine } from './command-line.js';
import { HubHere } from './hub-here.js';
import { ask, dataFolder, forget } from './hub-process.js';
import { full } from '../full.js';

const NOBODY = 'postgres://somebody:secret@127.0.0.1:1/x';
let folder: string;
let hubs: string;
let settings: Record<string, string>;

beforeAll(async () => {
  folder = await dataFolder();
  hubs = await bareDatabase();
  settings = { TAX_DATABASE_URL: await bareDatabase(), LAND_DATABASE_URL: await bareDatabase() };
});
afterAll(() => forget(folder));

/** The hub's own database, and what more is set. */
const having = (more: Record<string, string>) => ({ DATABASE_URL: hubs, MUHUB_DATA_DIR: folder, ...more });

const sources = async (more: Record<string, string>) => {
  const { status, out } = await commandLine(having(more)).muhub('sources', '--json');
  return {
    status,
    rows: JSON.parse(out) as { department: string; apart: boolean; up: boolean; why: string | null; where: string | null }[],
  };
};

describe('a hub with departments’ own databases, from the command line', { timeout: 180_000 }, () => {
  it.runIf(full)('takes the sample county in, each department’s rows where they belong, and grades it', async () => {
    const hub = new HubHere(folder, 'start', having(settings));
    const url = await hub.url();
    const { data } = await ask(
      url,
      hub.token('tax_officer'),
      '{ assessment(scheme: "example-ratio-2024", year: 2024) { groups { id ranked } } }',
    );
    expect(data?.assessment).toEqual({
      groups: [
        { id: 'above', ranked: 287 },
        { id: 'below', ranked: 535 },
      ],
    });
    expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ sources: { tax: 'up', land: 'up' } });
    expect((await rowsAt<{ n: number }>(settings.TAX_DATABASE_URL!, 'select count(*)::int as n from tax_payment'))[0]!.n).toBeGreaterThan(
      500,
    );
    const { printed } = commandLine(having(settings));
    const graded = await printed('grade', '--scheme', 'example-ratio-2024', '--year', '2024', '--format', 'json');
    expect((JSON.parse(graded) as { groups: object[] }).groups).toMatchObject([
      { id: 'above', ranked: 287 },
      { id: 'below', ranked: 535 },
    ]);
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
      ['zone', false, true],
      ['development', false, true],
      ['industry', false, true],
    ]);
    expect(rows[0]!.where).toMatch(/^127\.0\.0\.1:\d+\/test_/);
    const { out } = await commandLine(having(settings)).muhub('sources');
    expect(out).toMatch(/税务 +127\.0\.0\.1:\d+\/test_\w+ +可用 +已启用/);
    expect(out).toMatch(/生态环境 +中枢的库 +可用/);
  });

  it.runIf(full).each([
    ['is down', { TAX_DATABASE_URL: NOBODY }, /连接被拒绝.*TAX_DATABASE_URL/],
    ['is not named', {}, /没有给出 TAX_DATABASE_URL/],
  ])('a tax database that %s: what needs it is refused with the reason, what does not is done', async (_, tax, why) => {
    const more: Record<string, string> = { LAND_DATABASE_URL: settings.LAND_DATABASE_URL!, ...tax };
    const listed = await sources(more);
    expect(listed.status).toBe(1);
    expect(listed.rows[0]).toMatchObject({ department: 'tax', up: false, why: expect.stringMatching(why) as string });
    expect(JSON.stringify(listed)).not.toContain('secret');

    const { muhub } = commandLine(having(more));
    const refused = await muhub('grade', '--scheme', 'example-ratio-2024', '--year', '2024');
    expect(refused.status).toBe(1);
    expect(refused.err).toMatch(/税务的数据库暂不可用/);
    expect(refused.err).toMatch(why);
    expect(refused.err).not.toContain('secret');
    expect((await muhub('landtax', 'findings', '--year', '2024')).status).toBe(1);
    expect((await muhub('audit', 'verify')).status).toBe(0);

    const hub = new HubHere(folder, 'serve', having(more));
    await hub.url();
    expect(hub.stderr).toMatch(/税务的数据库暂不可用/);
    expect(hub.stderr).not.toContain('secret');
    expect(await hub.stop()).toBe(0);
  });

  it('an address that is none is refused before anything is done', async () => {
    const { status, err } = await commandLine(having({ TAX_DATABASE_URL: 'tax-db' })).muhub('sources');
    expect([status, err]).toEqual([1, expect.stringContaining('TAX_DATABASE_URL 不是 PostgreSQL 地址')]);
  });
});
