import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Hub } from '../../src/graphql/hub.js';
import { sampleServer, type TestServer } from './hub-server.js';

/* Test files share their modules: this one has all of its own, and leaves none of them behind. */
vi.hoisted(() => vi.resetModules());
afterAll(() => void vi.resetModules());

/* The first wall is switched off: no field is guarded, and the rule lets every row through. What is left is the database. */
vi.mock('../../src/graphql/guard.js', async (original) => ({ ...(await original<object>()), guarded: (schema: unknown) => schema }));
vi.mock('../../src/access/rows.js', async (original) => ({ ...(await original<object>()), isAmong: () => true, isLandAmong: () => true }));

const MINE = '339901003';
const EVERYBODY = ['tax', 'emissions', 'employment', 'land', 'statistics', 'utilities', 'register', 'county'] as const;
const committee = { role: 'zone_committee', zones: [MINE] };
const walled = await sampleServer();
/** The same without the second wall, to show that what the tests look for would be seen. */
const open = await sampleServer({
  hub: (hub): Hub => ({
    ...hub,
    readersWithin: () => hub.readers,
    officeRecords: (reach) => hub.officeRecords({ ...reach, departments: EVERYBODY, logs: EVERYBODY, grants: EVERYBODY }),
  }),
});
const { rows: known } = await walled.database.pool.query<{ code: string; zone: string | null }>(
  'select credit_code as code, zone from enterprise where superseded is null and registered',
);
const foreign = known.filter(({ zone }) => zone !== MINE).map(({ code }) => code);
const stranger = known.find(({ zone }) => zone !== null && zone !== MINE)!.code;
const own = known.find(({ zone }) => zone === MINE)!.code;

/** The enterprises and zones that an answer names, wherever they stand in it. */
function named(answer: { data?: unknown }): { codes: Set<string>; zones: Set<string> } {
  const text = JSON.stringify(answer.data ?? null);
  const found = (pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, value]) => value!));
  return { codes: found(/"creditCode":"([^"]+)"/g), zones: found(/"zone":"([^"]+)"/g) };
}

const RECORDS =
  'tax(year: 2024) { vatNet } emissions(year: 2024) { cod } employment(year: 2024) { insured } statistics(year: 2024) { revenue } utilities(year: 2024) { water } land(year: 2024) { usedArea parcels { unitCode holderName } }';
const LISTS: Record<string, string> = {
  enterprises: `{ enterprises(first: 500) { totalCount nodes { creditCode zone ${RECORDS} } } }`,
  parcels: '{ parcels(first: 500) { nodes { unitCode holder { creditCode zone } } } }',
  grades:
    '{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 500) { totalCount nodes { enterprise { creditCode zone } rank } } } }',
  movers:
    '{ whatIf(scheme: "example-ratio-2024", year: 2024, amendments: [{ path: "groups/above/indicators/tax_per_mu/weight", value: "25" }, { path: "groups/above/indicators/va_per_mu/weight", value: "30" }]) { movers(first: 500) { nodes { enterprise { creditCode zone } } } } }',
};

describe('with the first wall off, a committee', () => {
  it.each(Object.entries(LISTS))('gets no row of another zone through %s', async (_, query) => {
    const answer = await walled.ask(committee, query);
    const { codes, zones } = named(answer);
    expect(answer.errors).toBeUndefined();
    expect(foreign.filter((code) => codes.has(code))).toEqual([]);
    expect([...zones].filter((zone) => zone !== MINE)).toEqual([]);
  });

  it.each(Object.entries(LISTS).filter(([name]) => name !== 'movers'))(
    'would get them through %s if the second were off too',
    async (_, query) => {
      const { codes } = named(await open.ask(committee, query));
      expect(foreign.filter((code) => codes.has(code)).length).toBeGreaterThan(0);
    },
  );

  it('finds an enterprise of another zone as little as one that does not exist', async () => {
    const one = (code: string) =>
      `{ enterprise(creditCode: "${code}") { creditCode name ${RECORDS} grade(scheme: "example-ratio-2024", year: 2024) { rank class } } }`;
    expect((await walled.ask(committee, one(stranger))).data).toEqual({ enterprise: null });
    expect((await open.ask(committee, one(stranger))).data.enterprise.name).toBeTruthy();
    expect((await walled.ask(committee, one(own))).data.enterprise.creditCode).toBe(own);
  });

  it('gets of its own enterprises what it is given, and nothing of other departments', async () => {
    const { data } = await walled.ask(committee, LISTS.enterprises!);
    const nodes = data.enterprises.nodes as Record<string, unknown>[];
    const having = (field: string) => nodes.filter((node) => node[field] !== null).length;
    expect([having('employment') > 0, having('land') > 0]).toEqual([true, true]);
    expect([having('tax'), having('emissions'), having('statistics'), having('utilities')]).toEqual([0, 0, 0, 0]);
    const told = await open.ask(committee, LISTS.enterprises!);
    expect((told.data.enterprises.nodes as Record<string, unknown>[]).filter(({ tax }) => tax !== null).length).toBeGreaterThan(0);
  });

  it('is graded among all nevertheless', async () => {
    const query = (code: string) =>
      `{ enterprise(creditCode: "${code}") { grade(scheme: "example-ratio-2024", year: 2024) { rank rankedOf class } } }`;
    const [narrow, wide] = [await walled.ask(committee, query(own)), await walled.ask({ role: 'tax_officer' }, query(own))];
    expect(narrow.data).toEqual(wide.data);
    expect(narrow.data.enterprise.grade.rankedOf).toBeGreaterThan(known.filter(({ zone }) => zone === MINE).length / 4);
  });
});

describe('with the first wall off, a department', () => {
  const records = async (server: TestServer, department: string) => {
    const { data } = await server.ask({ role: 'department', department }, `{ enterprises(first: 500) { nodes { ${RECORDS} } } }`);
    const nodes = data.enterprises.nodes as Record<string, unknown>[];
    return Object.keys(nodes[0]!).filter((field) => nodes.some((node) => node[field] !== null));
  };

  it.each(['tax', 'emissions', 'employment', 'land', 'statistics', 'utilities'])("%s gets no other's rows", async (department) => {
    expect(await records(walled, department)).toEqual([department]);
    expect((await records(open, department)).length).toBe(6);
  });
});

describe('with the first wall off, whoever reads no records', () => {
  it.each(['analyst', 'auditor', 'security_admin', 'system_admin', 'dashboard'])('%s gets none', async (role) => {
    const { data } = await walled.ask({ role, adhoc: true }, LISTS.enterprises!);
    expect(data?.enterprises.nodes ?? []).toEqual([]);
    const { data: graded } = await walled.ask({ role, adhoc: true }, LISTS.grades!);
    expect([...named({ data: graded }).codes]).toEqual([]);
  });
});

describe('with the first wall off, the records of the offices', () => {
  const log = (department: string) =>
    `{ accessLog(department: ${department}, first: 5) { totalCount nodes { department actor } } accessCounts(department: ${department}) { actor } }`;

  it.each(['tax_officer', 'zone_committee', 'analyst', 'security_admin', 'system_admin'])(
    '%s gets nothing of an access log',
    async (role) => {
      const who = { role, adhoc: true, ...(role === 'zone_committee' ? { zones: [MINE] } : {}) };
      expect((await walled.ask(who, log('TAX'))).data).toEqual({ accessLog: { totalCount: 0, nodes: [] }, accessCounts: [] });
      expect((await open.ask(who, log('TAX'))).data.accessLog.totalCount).toBeGreaterThan(0);
    },
  );

  it('a department gets its own, an auditor every', async () => {
    const { data } = await walled.ask({ role: 'department', department: 'land' }, log('LAND'));
    expect([data.accessLog.totalCount > 0, data.accessLog.nodes[0].department]).toEqual([true, 'LAND']);
    for (const department of ['TAX', 'COUNTY'])
      expect((await walled.ask({ role: 'auditor' }, log(department))).data.accessLog.totalCount).toBeGreaterThan(0);
  });

  it("the database gives a department nothing of another's, whatever is asked of it", async () => {
    const { accessLog, quarantine, grantDesk } = walled.hub.officeRecords({
      departments: ['land'],
      rows: { of: 'all' },
      logs: ['land'],
      grants: ['land'],
      subject: '王五',
    });
    const all = walled.hub.officeRecords({ departments: EVERYBODY, rows: { of: 'all' }, logs: EVERYBODY, grants: EVERYBODY, subject: '' });
    const by = (department: 'tax' | 'land') => ({ actor: '王五', department });
    expect((await accessLog.page('tax', {})).totalCount).toBe(0);
    expect((await all.accessLog.page('tax', {})).totalCount).toBeGreaterThan(0);
    expect(await accessLog.counts('tax', undefined)).toEqual([]);
    expect((await quarantine.waiting('tax', {})).totalCount).toBe(0);
    expect((await all.quarantine.waiting('tax', {})).totalCount).toBeGreaterThan(0);
    expect((await quarantine.waiting('land', {})).totalCount).toBe((await all.quarantine.waiting('land', {})).totalCount);
    expect((await quarantine.files(by('tax'), {})).totalCount).toBe(0);
    expect((await quarantine.files(by('land'), {})).totalCount).toBeGreaterThan(0);
    const terms = {
      role: 'analyst',
      subject: null,
      department: null,
      organisation: null,
      fields: ['TaxRecord.vatNet'],
      zones: null,
      acts: ['READ'],
      purpose: '测算',
      ground: '示例',
      from: '2026-01-01',
      to: '2027-01-01',
    } as const;
    for (const [who, owner] of [
      ['赵六', 'tax'],
      ['赵六', 'land'],
      ['王五', 'tax'],
    ] as const)
      await all.grantDesk.request(who, owner, terms, '测算');
    const theirs = await grantDesk.visibleTo({ actor: '赵六', department: 'tax' });
    expect(theirs.map(({ owner, history }) => [owner, history[0]!.by])).toEqual([
      ['land', '赵六'],
      ['tax', '王五'],
    ]);
    expect((await grantDesk.visibleTo(by('land'))).map(({ owner, history }) => [owner, history[0]!.by])).toEqual([
      ['land', '赵六'],
      ['tax', '王五'],
    ]);
    const answered = await all.grantDesk.decide({ actor: '钱七', department: 'tax' }, Number(theirs[1]!.id), 'APPROVED', '同意');
    expect(answered.done).toBe(true);
    expect((await grantDesk.visibleTo(by('land'))).at(-1)!.state).toBe('APPROVED');
  });

  it('a file whose dataset was not made out is told to whom it came from', async () => {
    await walled.database.pool
      .query(`insert into handover (dataset, file_name, digest, bytes, status, received_by, labels, rows, accepted, quarantined, skipped, issue_counts)
      values (null, '不明.csv', 'x', 1, 'refused', '王五', '[]', 0, 0, 0, 0, '{}')`);
    const names = async (subject: string) =>
      (
        await walled.hub
          .officeRecords({ departments: ['land'], rows: { of: 'all' }, logs: [], subject })
          .quarantine.files({ actor: '王五', department: 'land' }, { first: 500 })
      ).nodes.map(({ fileName }) => fileName);
    expect(await names('王五')).toContain('不明.csv');
    expect(await names('赵六')).not.toContain('不明.csv');
    expect(await names("'; set local muhub.rows = 'every")).not.toContain('不明.csv');
  });
});

it('what was read for one reach never serves another', async () => {
  const codes = async (zones: string[]) =>
    named(await walled.ask({ role: 'zone_committee', zones }, '{ enterprises(first: 500) { nodes { creditCode zone } } }')).zones;
  await walled.ask({ role: 'tax_officer' }, LISTS.enterprises!);
  const zones = [...new Set(known.flatMap(({ zone }) => zone ?? []))].slice(0, 3);
  for (const round of [0, 1]) for (const zone of zones) expect([round, ...(await codes([zone]))]).toEqual([round, zone]);
  expect([...(await codes(zones))].sort()).toEqual([...zones].sort());
  expect((await codes(['没有这个园区'])).size).toBe(0);
});
