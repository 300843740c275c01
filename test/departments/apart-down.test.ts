import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SourceUnavailable } from '../../src/db/apart/source-unavailable.js';
import { CancellingPool } from '../../src/db/cancelling-pool.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { apartHub, intakeOf, rowsAt, sampleFiles, type ApartHub } from '../database/apart.js';
import { freshDatabase } from '../database/fresh-database.js';
import { OwnServer } from '../database/own-server.js';
import { until } from '../database/running.js';
import { sampleServer, type TestServer } from '../graphql/hub-server.js';
import { full } from '../full.js';
import { everythingGiven } from './everything-given.js';

const officer = { role: 'tax_officer' };
const SECONDS = 2;
const RECORDS =
  '{ enterprises(first: 3) { nodes { creditCode tax(year: 2024) { vatNet } emissions(year: 2024) { cod } statistics(year: 2024) { revenue } } } }';
const GRADED = '{ assessment(scheme: "example-ratio-2024", year: 2024) { groups { id ranked } } }';
const MINMAX = '{ assessment(scheme: "example-minmax-2024", year: 2024) { groups { id ranked } } }';
const FINDINGS = '{ landTaxFindings(year: 2024, first: 1) { totalCount } parcels(first: 1) { totalCount } }';

let tax: OwnServer;
let hub: ApartHub;
let urls: { tax: string };

beforeAll(async () => {
  tax = await OwnServer.start();
  urls = { tax: tax.url };
  hub = await apartHub(await freshDatabase('empty_hub'), urls);
  const { files, load } = await sampleFiles();
  await receiveAll(intakeOf(hub), files, load);
});

/** A hub that has read nothing yet, and has never found the database down. */
async function cold(): Promise<TestServer & { readonly said: readonly string[] }> {
  const database = await apartHub(hub, urls, SECONDS);
  return { ...(await sampleServer({ database, grantFiles: everythingGiven() })), said: database.said };
}

const health = async ({ url }: TestServer) => {
  const response = await fetch(`${url}/readyz`);
  return { http: response.status, ...((await response.json()) as { sources: Record<string, string> }) };
};

/** How often a statement asked for a connection to the tax database while some work was done. */
async function asked(work: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(CancellingPool.prototype, 'connect');
  try {
    await work();
    return spy.mock.contexts.filter(
      (pool) => (pool as unknown as { options: { connectionString: string } }).options.connectionString === tax.url,
    ).length;
  } finally {
    spy.mockRestore();
  }
}

describe.each([
  ['killed', () => tax.kill(), () => tax.revive()],
  ['hanging', () => tax.freeze(), () => tax.goOn()],
] as const)('a tax database that is %s', (how, takeDown, bringBack) => {
  /* Of a database that hangs, which takes its time, two cases stand for all but in the full suite. */
  const often = it.runIf(full || how === 'killed');
  let server: Awaited<ReturnType<typeof cold>>;
  beforeEach(async () => {
    server = await cold();
  });

  often('costs its own records alone, by name and path, and comes back without a restart', { timeout: 120_000 }, async () => {
    const before = await server.ask(officer, RECORDS);
    expect(before.errors).toBeUndefined();
    await takeDown();
    try {
      const { data, errors } = await server.ask(officer, RECORDS.replaceAll('2024', '2023'));
      for (const node of data.enterprises.nodes) expect(node).toMatchObject({ tax: null });
      expect(data.enterprises.nodes.map(({ creditCode }: { creditCode: string }) => creditCode)).toHaveLength(3);
      expect(errors!.map(({ path: at }) => at)).toEqual([0, 1, 2].map((row) => ['enterprises', 'nodes', row, 'tax']));
      for (const { message, extensions } of errors!) {
        expect(extensions).toEqual({ code: 'SOURCE_UNAVAILABLE', department: 'tax' });
        expect(message).toMatch(/^税务的数据库暂不可用/);
        expect(message).not.toMatch(/127\.0\.0\.1|postgres|select|\d{4,5}/);
      }
      const grades = await server.ask(officer, GRADED);
      expect(grades.data).toEqual({ assessment: null });
      expect(grades.errors).toMatchObject([{ path: ['assessment'], extensions: { code: 'SOURCE_UNAVAILABLE', department: 'tax' } }]);
      const findings = await server.ask(officer, FINDINGS);
      expect(findings.data.landTaxFindings).toBeNull();
      expect(findings.data.parcels.totalCount).toBeGreaterThan(1000);
      expect(await health(server)).toMatchObject({ http: 200, status: 'ready', sources: { tax: 'down' } });
      await until(
        async () => (await health(server)).sources.tax === 'down' && server.said.some((line) => line.startsWith('税务的数据库暂不可用')),
      );
    } finally {
      await bringBack();
    }
    await until(async () => (await health(server)).sources.tax === 'up');
    const after = await server.ask(officer, RECORDS);
    expect(after).toEqual(before);
    expect((await server.ask(officer, GRADED)).data.assessment.groups[0]).toEqual({ id: 'above', ranked: 287 });
    expect(JSON.stringify(server.logged)).not.toMatch(/postgres:\/\//);
  });

  often('does not take away what was read whole at the same data version', { timeout: 120_000 }, async () => {
    const before = await server.ask(officer, GRADED);
    await takeDown();
    try {
      expect(await server.ask(officer, GRADED)).toEqual(before);
      // Another scheme of the same facts: graded anew, of what is at hand.
      expect((await server.ask(officer, MINMAX)).errors).toBeUndefined();
      expect((await server.ask(officer, GRADED.replace('2024)', '2023)'))).errors).toMatchObject([
        { extensions: { code: 'SOURCE_UNAVAILABLE' } },
      ]);
    } finally {
      await bringBack();
    }
  });

  it.runIf(full)(
    'keeps nobody waiting for what others hold, and once it is known to be down nobody at all',
    { timeout: 120_000 },
    async () => {
      await server.ask(officer, RECORDS);
      const others = '{ enterprises(first: 500) { nodes { emissions(year: 2023) { cod } statistics(year: 2023) { revenue } } } }';
      await takeDown();
      try {
        const waiting = server.ask(officer, GRADED.replace('2024)', '2023)'));
        let taxAnswered = false;
        void waiting.then(() => (taxAnswered = true));
        const answered = await server.ask(officer, others);
        expect(answered.errors).toBeUndefined();
        if (how === 'hanging') expect(taxAnswered).toBe(false);
        expect((await waiting).errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE' } }]);
        await until(async () => (await health(server)).sources.tax === 'down');
        const many = () => Promise.all(Array.from({ length: 20 }, () => server.ask(officer, RECORDS.replaceAll('2024', '2022'))));
        expect(await asked(many)).toBe(0);
      } finally {
        await bringBack();
      }
    },
  );

  often('takes no file of the tax department, leaves nothing of it, and takes the others', { timeout: 120_000 }, async () => {
    const intake = intakeOf(await apartHub(hub, urls, SECONDS));
    const [first] = await rowsAt<{ code: string }>(hub.url, 'select min(credit_code) as code from enterprise');
    const files: Record<string, string> = {
      '税收.csv': `统一社会信用代码,纳税人名称,年度,增值税净入库\n${first!.code},甲,2030,1\n`,
      '排放.csv': `统一社会信用代码,单位名称,年度,化学需氧量,氨氮\n${first!.code},甲,${how === 'killed' ? 2031 : 2032},1,2\n`,
    };
    const load = async (name: string) => ({ fileName: name, bytes: Buffer.from(files[name]!) });
    const state = () =>
      rowsAt(
        hub.url,
        `select (select count(*) from handover where file_name = '税收.csv') as tax, (select max(version) from data_version) as version`,
      );
    const [{ version }] = (await state()) as [{ version: number }];
    await takeDown();
    const reports: string[] = [];
    try {
      const refused = await receiveAll(intake, Object.keys(files), load, ({ file }) => void reports.push(file)).catch(
        (error: unknown) => error,
      );
      expect(SourceUnavailable.in(refused)?.message).toMatch(/税务的数据库暂不可用，未接收：税收\.csv/);
      expect(reports).toEqual(['排放.csv']);
      expect(await state()).toEqual([{ tax: '0', version: String(Number(version) + 1) }]);
    } finally {
      await bringBack();
    }
  });

  often('is said to the operator of a command, without a word of the address', { timeout: 120_000 }, async () => {
    await takeDown();
    try {
      const { keeping } = await apartHub(hub, urls, SECONDS);
      const [state] = await keeping.states(1);
      expect(state).toMatchObject({ department: 'tax', title: '税务', variable: 'TAX_DATABASE_URL', up: false });
      expect(state!.why).toMatch(/连接被拒绝|超时|没有准备好/);
      expect(JSON.stringify(state)).not.toContain(new URL(tax.url).password);
    } finally {
      await bringBack();
    }
  });
});
