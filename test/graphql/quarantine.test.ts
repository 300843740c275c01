import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { receiveAll } from '../../src/intake/receive-all.js';
import { versionAt } from '../../src/db/data-version.js';
import { sampleServer } from './hub-server.js';

const server = await sampleServer();
const tax = { role: 'department', department: 'tax', subject: '税务经办' };
const land = { role: 'department', department: 'land' };
const CODE = '9133990144LEKL1AXK';
const LINE = 'id dataset fileName line labels cells codes state reason';
const waiting =
  '{ quarantine(first: 500) { totalCount pageInfo { hasNextPage endCursor } nodes { id dataset fileName line labels cells codes state } } }';
const release = `mutation($id: ID!, $cells: [String!]!, $reason: String!) { releaseQuarantined(id: $id, cells: $cells, reason: $reason) { __typename ... on QuarantinedLine { ${LINE} } ... on RefusedInput { message issues { code line column found message } } } }`;
const drop = `mutation($id: ID!, $reason: String!) { dropQuarantined(id: $id, reason: $reason) { __typename ... on QuarantinedLine { ${LINE} } ... on RefusedInput { message issues { code } } } }`;
let before: number;

beforeAll(async () => {
  before = (await server.ask(tax, waiting)).data.quarantine.totalCount;
  const text = `统一社会信用代码,纳税人名称,年度,增值税净入库（元）\n${CODE},甲厂,2023,好多\n${CODE},甲厂,今年,1\n`;
  const declared = { eventCodes: new Set<string>(), facts: new Map() };
  await receiveAll({ db: server.database.db, declared, actor: '税务经办' }, ['f'], async () => ({
    fileName: '补报.csv',
    bytes: Buffer.from(text),
  }));
});

const mine = async () => {
  const { data } = await server.ask(tax, waiting);
  return (data.quarantine.nodes as { id: string; fileName: string; cells: string[]; line: number }[]).filter(
    ({ fileName }) => fileName === '补报.csv',
  );
};

describe('lines in quarantine', () => {
  it('are listed to their own department, page by page', async () => {
    const lines = await mine();
    expect(lines).toMatchObject([
      {
        dataset: 'tax.payments',
        line: 2,
        labels: ['统一社会信用代码', '纳税人名称', '年度', '增值税净入库（元）'],
        cells: [CODE, '甲厂', '2023', '好多'],
        codes: ['NUMBER_INVALID'],
        state: 'WAITING',
      },
      { line: 3, codes: ['YEAR_INVALID'] },
    ]);
    const whole = await server.ask(tax, waiting);
    expect(whole.data.quarantine.totalCount).toBe(before + 2);
    expect(whole.data.quarantine.nodes).toHaveLength(before + 2);
    const first = await server.ask(tax, '{ quarantine(first: 1) { nodes { id } pageInfo { hasNextPage endCursor } } }');
    expect(first.data.quarantine.pageInfo.hasNextPage).toBe(true);
    const second = await server.ask(tax, `{ quarantine(first: 1, after: "${first.data.quarantine.pageInfo.endCursor}") { nodes { id } } }`);
    expect(second.data.quarantine.nodes).toEqual([{ id: whole.data.quarantine.nodes[1].id }]);
    const others = await server.ask(land, waiting);
    expect(others.data.quarantine.nodes.some(({ fileName }: { fileName: string }) => fileName === '补报.csv')).toBe(false);
  });

  it.each(['tax_officer', 'zone_committee', 'analyst', 'auditor', 'security_admin', 'system_admin'])(
    "are nobody else's: %s",
    async (role) => {
      const claims = role === 'zone_committee' ? { role, zones: ['339901003'] } : { role };
      const [line] = await mine();
      const read = await server.ask(claims, '{ quarantine { totalCount } handovers { totalCount } }');
      expect(read.data).toEqual({ quarantine: null, handovers: null });
      expect(new Set(read.errors!.map(({ extensions }) => extensions.code))).toEqual(new Set(['FORBIDDEN']));
      const written = await server.ask(claims, drop, { id: line!.id, reason: '不要了' });
      expect(written.errors!.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
      expect(await mine()).toHaveLength(2);
    },
  );

  it('are refused with what is still wrong, and nothing changes', async () => {
    const [line] = await mine();
    const version = await versionAt(server.database.db);
    const still = await server.ask(tax, release, { id: line!.id, cells: line!.cells, reason: '没有改' });
    expect(still.errors).toBeUndefined();
    expect(still.data.releaseQuarantined).toMatchObject({
      __typename: 'RefusedInput',
      issues: [{ code: 'NUMBER_INVALID', found: '好多' }],
    });
    for (const [id, cells, reason, words] of [
      [line!.id, ['一格'], '少格', /应给出 4 格/],
      [line!.id, line!.cells, ' ', /理由/],
      ['9999999', line!.cells, '没有', /没有第 9999999 号/],
      ['abc', line!.cells, '没有', /没有 "abc" 号/],
    ] as const) {
      const { data } = await server.ask(tax, release, { id, cells, reason });
      expect(data.releaseQuarantined).toMatchObject({ __typename: 'RefusedInput', message: expect.stringMatching(words) as string });
    }
    const foreign = await server.ask(land, release, { id: line!.id, cells: line!.cells, reason: '别人的' });
    expect(foreign.data.releaseQuarantined.message).toBe(`没有第 ${line!.id} 号隔离行`);
    expect(await versionAt(server.database.db)).toBe(version);
  });

  it('are never decided by GET', async () => {
    const [line] = await mine();
    const query = `mutation { dropQuarantined(id: "${line!.id}", reason: "x") { __typename } }`;
    const headers = { authorization: `Bearer ${await server.token(tax)}`, 'apollo-require-preflight': '1' };
    const response = await fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers });
    expect(response.status).toBe(405);
    expect(((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
    expect(await mine()).toHaveLength(2);
  });

  it('are released as a new version, dropped with a reason, each on record with its department', async () => {
    const [first, second] = await mine();
    const version = await versionAt(server.database.db);
    const released = await server.ask(tax, release, { id: first!.id, cells: [CODE, '甲厂', '2023', '123400'], reason: '来函更正' });
    expect(released.data.releaseQuarantined).toMatchObject({ __typename: 'QuarantinedLine', state: 'RELEASED', reason: '来函更正' });
    expect(await versionAt(server.database.db)).toBe(version + 1);
    const read = await server.ask({ role: 'tax_officer' }, `{ enterprise(creditCode: "${CODE}") { tax(year: 2023) { vatNet } } }`);
    expect(read.data.enterprise.tax.vatNet).toBe('12.34');
    const dropped = await server.ask(tax, drop, { id: second!.id, reason: '重复报送' });
    expect(dropped.data.dropQuarantined).toMatchObject({ state: 'DROPPED', reason: '重复报送' });
    expect((await server.ask(tax, drop, { id: second!.id, reason: '再来' })).data.dropQuarantined.message).toBe('该行已作废');
    expect(await mine()).toEqual([]);
    const { rows } = await server.database.pool.query(
      `select actor, action from audit_event where department = 'tax' and action like 'QUARANTINE%' order by sequence`,
    );
    expect(rows).toEqual([
      { actor: '税务经办', action: 'QUARANTINE_RELEASED' },
      { actor: '税务经办', action: 'QUARANTINE_DROPPED' },
    ]);
  });
});

describe('handovers', () => {
  it('are part of what was known at the moment of their receipt, and not a millisecond before', async () => {
    const bytes = await readFile(path.resolve('sample/files/税务局_2024年度企业税收.csv'));
    const declared = { eventCodes: new Set<string>(), facts: new Map() };
    const [report] = await receiveAll({ db: server.database.db, declared, actor: '税务经办' }, ['f'], async () => ({
      fileName: '再报.csv',
      bytes: Buffer.concat([bytes, Buffer.from('\r\n')]),
    }));
    expect(report!.status).toBe('accepted');
    const { data } = await server.ask(tax, '{ handovers(first: 1) { nodes { fileName version receivedAt } } }');
    const [{ fileName, version, receivedAt }] = data.handovers.nodes as [{ fileName: string; version: string; receivedAt: string }];
    expect(fileName).toBe('再报.csv');
    const known = async (asOf: string) =>
      (
        await server.ask(
          { role: 'tax_officer' },
          `{ assessment(scheme: "example-ratio-2024", year: 2024, asOf: "${asOf}") { dataVersion } }`,
        )
      ).data.assessment.dataVersion as string;
    expect(await known(receivedAt)).toBe(version);
    expect(await known(new Date(Date.parse(receivedAt) - 1).toISOString())).toBe(String(Number(version) - 1));
  });

  it('tell a department what became of its files, the latest first, with its issues counted', async () => {
    const text = '这不是,表头\n1,2\n';
    const declared = { eventCodes: new Set<string>(), facts: new Map() };
    await receiveAll({ db: server.database.db, declared, actor: '税务经办' }, ['f'], async () => ({
      fileName: '坏文件.csv',
      bytes: Buffer.from(text),
      dataset: 'tax.payments',
    }));
    const { data, errors } = await server.ask(
      tax,
      '{ handovers(first: 500) { totalCount nodes { id dataset fileName digest status version receivedAt receivedBy rows accepted quarantined skipped issues { code count } } } }',
    );
    expect(errors).toBeUndefined();
    const { nodes, totalCount } = data.handovers;
    expect(nodes).toHaveLength(totalCount);
    expect(new Set(nodes.map(({ dataset }: { dataset: string | null }) => dataset?.split('.')[0] ?? null))).toEqual(new Set(['tax', null]));
    expect(nodes.find(({ fileName }: { fileName: string }) => fileName === '坏文件.csv')).toMatchObject({
      status: 'REFUSED',
      version: null,
      accepted: 0,
    });
    expect(nodes.every(({ status, issues }: { status: string; issues: unknown[] }) => status === 'ACCEPTED' || issues.length > 0)).toBe(
      true,
    );
    expect(nodes.find(({ fileName }: { fileName: string }) => fileName === '补报.csv')).toMatchObject({
      status: 'ACCEPTED',
      receivedBy: '税务经办',
      rows: 2,
      accepted: 0,
      quarantined: 2,
      issues: [
        { code: 'COLUMN_ABSENT', count: 7 },
        { code: 'NUMBER_INVALID', count: 1 },
        { code: 'YEAR_INVALID', count: 1 },
      ],
    });
    const ids = nodes.map(({ id }: { id: string }) => Number(id));
    expect(ids).toEqual([...ids].sort((a: number, b: number) => b - a));
  });
});
