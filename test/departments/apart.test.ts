import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPopulation } from '../../src/assessment/population.js';
import { verifyTrail } from '../../src/audit/verify.js';
import { testKey } from '../database/keyed.js';
import { versionAt } from '../../src/db/data-version.js';
import { openReaders } from '../../src/departments/readers.js';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { grade } from '../../src/grading/grade.js';
import { printAssessment } from '../../src/grading/print.js';
import { receiveAll, rehearse } from '../../src/intake/receive-all.js';
import { reportJson } from '../../src/intake/report.js';
import { allFindings } from '../../src/land-tax/finding-stream.js';
import { parseScheme } from '../../src/policy/parse-scheme.js';
import { apartHub, intakeOf, rowsAt, sampleFiles, type ApartHub } from '../database/apart.js';
import { bareDatabase, freshDatabase } from '../database/fresh-database.js';
import { until } from '../database/running.js';
import { sampleServer, statementsOf, type TestServer } from '../graphql/hub-server.js';
import { sampleRates } from '../land-tax/sample-rates.js';
import { everythingGiven } from './everything-given.js';

const YEAR = 2024;
let hub: ApartHub;
let urls: { tax: string; land: string };
const json = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as unknown;

beforeAll(async () => {
  urls = { tax: await bareDatabase(), land: await bareDatabase() };
  hub = await apartHub(await freshDatabase('empty_hub'), urls);
});

async function counts(url: string): Promise<Record<string, number>> {
  const tables = [
    'tax_payment',
    'tax_land_source',
    'land_parcel',
    'land_lease',
    'emission',
    'handover',
    'quarantine',
    'audit_event',
    'data_version',
    'rows_apart',
  ];
  const [row] = await rowsAt<Record<string, number>>(
    url,
    `select ${tables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ')}`,
  );
  return row!;
}

describe('the sample county, with tax and land in databases of their own', () => {
  const reportsOf = async (take: typeof receiveAll | typeof rehearse) => {
    const { files, load } = await sampleFiles();
    return Object.fromEntries((await take(intakeOf(hub), files, load)).map(reportJson).map(({ file, ...rest }) => [file, rest]));
  };

  it('is rehearsed without a trace in any of them', async () => {
    expect(await reportsOf(rehearse)).toEqual(await json('test/golden/intake.json'));
    for (const url of [hub.url, urls.tax, urls.land]) expect(new Set(Object.values(await counts(url)))).toEqual(new Set([0]));
  });

  it('is taken in as its files deserve, every row where it belongs', async () => {
    expect(await reportsOf(receiveAll)).toEqual(await json('test/golden/intake.json'));
    const [own, tax, land, whole] = [
      await counts(hub.url),
      await counts(urls.tax),
      await counts(urls.land),
      await counts((await freshDatabase('sample_hub')).url),
    ];
    expect(own).toEqual({ ...whole, tax_payment: 0, tax_land_source: 0, land_parcel: 0, land_lease: 0, rows_apart: 5 });
    const nothing = Object.fromEntries(Object.keys(whole).map((table) => [table, 0]));
    expect(tax).toEqual({ ...nothing, tax_payment: whole.tax_payment, tax_land_source: whole.tax_land_source, rows_apart: 3 });
    expect(land).toEqual({ ...nothing, land_parcel: whole.land_parcel, land_lease: whole.land_lease, rows_apart: 2 });
  });

  it('is not taken in twice', async () => {
    const before = [await counts(hub.url), await counts(urls.tax)];
    const reports = Object.values(await reportsOf(receiveAll));
    expect(new Set(reports.map(({ status }) => status))).toEqual(new Set(['already_received', 'refused']));
    const after = [await counts(hub.url), await counts(urls.tax)];
    expect(after[1]).toEqual(before[1]);
    expect(after[0]!.data_version).toBe(before[0]!.data_version);
  });

  it.each(['ratio', 'minmax'])('is graded to the digit: %s', async (method) => {
    const file = `schemes/example-county/${method}-2024.yaml`;
    const parsed = parseScheme(await readFile(file, 'utf8'), { file, ...departmentVocabulary });
    if (!('scheme' in parsed)) throw new Error(JSON.stringify(parsed.problems));
    const population = await loadPopulation(openReaders(hub.db, hub.keeping.owned), await versionAt(hub.db), YEAR, parsed.scheme);
    expect(printAssessment(grade(parsed.scheme, population))).toEqual(await json(`test/golden/example-${method}-2024.json`));
  });

  it('has the findings that it has in one database, to the digit', async () => {
    const findings = async (of: Parameters<typeof openReaders>) =>
      allFindings(openReaders(...of), await versionAt(of[0]), { year: YEAR, rates: await sampleRates('2024-12-31') });
    const whole = await freshDatabase('sample_hub');
    const [together, apart] = [await findings([whole.db]), await findings([hub.db, hub.keeping.owned])];
    expect(together.length).toBeGreaterThan(20);
    // The rehearsal used up numbers of handovers.
    const said = (found: typeof apart) => JSON.stringify(found).replaceAll(/"handoverId":\d+/g, '');
    expect(said(apart) === said(together)).toBe(true);
  });

  it('leaves chains that verify', async () => {
    expect((await verifyTrail(hub.db, [], await testKey())).flatMap(({ flaws }) => flaws)).toEqual([]);
  });
});

describe('a hub over it', () => {
  const grantFiles = everythingGiven();
  const committee = { role: 'zone_committee', zones: ['339901003'] };
  let apart: TestServer;
  let together: TestServer;

  beforeAll(async () => {
    apart = await sampleServer({ database: await apartHub(hub, urls), grantFiles });
    together = await sampleServer({ grantFiles });
    // What opening the departments' databases sends is not what a question sends.
    await until(async () => (await apart.hub.ready()).every(({ up }) => up));
  });

  it('answers to the letter by the same statements, and one on either side to be certain that all is there', async () => {
    const query = await readFile('test/graphql/golden/top-of-zone.graphql', 'utf8');
    const answers: unknown[] = [];
    const ask = async (server: TestServer) =>
      void answers.push(await server.ask({ role: 'tax_officer' }, query, { zone: '339901003', first: 5 }));
    const wanted = await statementsOf(() => ask(together));
    const sent = await statementsOf(() => ask(apart));
    expect(answers[0]).toMatchObject({ status: 200, data: expect.anything() as unknown });
    expect(answers[1]).toEqual(answers[0]);
    // How the audit is written hangs on what it has written before.
    const golden = wanted.filter((text) => !text.includes('audit_event')).sort();
    expect(golden.length).toBeGreaterThan(7);
    const its = sent.filter((text) => golden.includes(text));
    expect([...its].sort()).toEqual(golden);
    const listed = sent.filter((text) => /^select .* from "rows_apart"/.test(text));
    expect(listed).toHaveLength(4);
    // What is on record of access is looked at, and the read is put on record; the answer is at hand.
    const again = await statementsOf(() => ask(apart));
    expect(again.map((text) => /"(access_grant_event|audit_event)"/.exec(text)?.[1])).toEqual(['access_grant_event', 'audit_event']);
  });

  it('gives a zone committee what it gets from one database, and the second wall nothing else', async () => {
    const lists = [
      '{ parcels(first: 500) { totalCount nodes { unitCode area landClass holderName holder { creditCode zone } } } }',
      '{ enterprises(first: 500) { totalCount nodes { creditCode land(year: 2024) { usedArea tenants parcels { unitCode } } employment(year: 2024) { insured } } } }',
      '{ assessment(scheme: "example-ratio-2024", year: 2024) { dataVersion grades(first: 50) { nodes { rank class enterprise { creditCode } indicators { title band } } } } }',
    ];
    for (const list of lists) {
      const [one, other] = [await apart.ask(committee, list), await together.ask(committee, list)];
      expect(one.errors).toBeUndefined();
      expect(one).toEqual(other);
    }
    const land = await hub.keeping
      .within({ departments: ['land', 'register'], rows: { of: 'zones', zones: ['339901003'] } })('land')
      .at(await versionAt(hub.db));
    const count = async (table: string) => Number((await land.execute<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]!.n);
    const strangers = await rowsAt<{ code: string }>(
      hub.url,
      `select credit_code as code from enterprise where zone is distinct from '339901003'`,
    );
    expect(await count('land_parcel')).toBeGreaterThan(0);
    expect(await count(`land_parcel where holder_id in (${strangers.map(({ code }) => `'${code}'`).join(',')})`)).toBe(0);
    const nobody = await hub.keeping
      .within({ departments: ['tax'], rows: { of: 'all' } })('land')
      .at(await versionAt(hub.db));
    expect((await nobody.execute<{ n: string }>('select count(*) as n from land_parcel')).rows[0]!.n).toBe('0');
  });

  it('gives a zone the parcel of another for which an enterprise of its own pays, without its holder', async () => {
    const [row] = await rowsAt<{ unit: string; source: string; taxpayer: string }>(
      together.database.url,
      `select unit_code as unit, source_id as source, payer.credit_code as taxpayer
        from land_parcel join tax_land_source using (unit_code) join enterprise as holder on holder.credit_code = holder_id,
          lateral (select credit_code from enterprise where zone = '339901003' and superseded is null order by 1 limit 1) as payer
        where land_parcel.superseded is null and tax_land_source.superseded is null and holder.superseded is null
          and holder.zone <> '339901003' order by 1 limit 1`,
    );
    const { unit, source, taxpayer } = row!;
    const pay = `update tax_land_source set taxpayer_id = '${taxpayer}' where source_id = '${source}'`;
    await rowsAt(urls.tax, pay);
    await rowsAt(together.database.url, pay);
    const [one, other] = await Promise.all(
      [
        { database: await apartHub(hub, urls), grantFiles },
        { database: together.database, grantFiles },
      ].map(async (options) =>
        (await sampleServer(options)).ask(committee, `{ parcel(unitCode: "${unit}") { unitCode area holderName holder { creditCode } } }`),
      ),
    );
    expect(one).toEqual(other);
    expect(one!.data.parcel).toMatchObject({
      unitCode: unit,
      area: expect.stringMatching(/^\d/) as string,
      holderName: null,
      holder: null,
    });
  });

  it('says that they are up', async () => {
    expect(await (await fetch(`${apart.url}/readyz`)).json()).toEqual({
      status: 'ready',
      secondWall: 'up',
      audit: 'changeable',
      sources: { tax: 'up', land: 'up' },
    });
    expect(await (await fetch(`${together.url}/readyz`)).json()).toEqual({ status: 'ready', secondWall: 'up', audit: 'changeable' });
  });
});
