import { beforeAll, describe, expect, it } from 'vitest';
import { receiveAll } from '../../src/intake/receive-all.js';
import { everythingGiven } from '../departments/everything-given.js';
import { sampleServer, type Answer } from './hub-server.js';

const server = await sampleServer({ grantFiles: everythingGiven() });
const SCHEME = 'scheme: "example-ratio-2024", year: 2024';
const AMENDED = 'amendments: [{ path: "groups/above/indicators/tax_per_mu/weight", value: "30" }]';

/** A list: its document around the arguments and the selection of a page. */
type List = (args: string, page: string) => string;
const LISTS: Readonly<Record<string, { readonly around: List; readonly node: string }>> = {
  enterprises: { around: (args, page) => `{ list: enterprises(${args}) ${page} }`, node: 'creditCode name' },
  parcels: { around: (args, page) => `{ list: parcels(${args}) ${page} }`, node: 'unitCode holder { creditCode }' },
  landTaxFindings: {
    around: (args, page) => `{ list: landTaxFindings(year: 2024, ${args}) ${page} }`,
    node: 'id kind holder { creditCode }',
  },
  grades: {
    around: (args, page) => `{ of: assessment(${SCHEME}) { list: grades(${args}) ${page} } }`,
    node: 'enterprise { name } class rank',
  },
  movers: {
    around: (args, page) => `{ of: whatIf(${SCHEME}, ${AMENDED}) { list: movers(${args}) ${page} } }`,
    node: 'enterprise { name } from { rank } to { rank }',
  },
  differences: {
    around: (args, page) => `{ of: policyLedger(${SCHEME}) { list: differences(${args}) ${page} } }`,
    node: 'quarter measure difference enterprise { name }',
  },
};

interface Page {
  readonly nodes: readonly unknown[];
  readonly totalCount: number;
  readonly pageInfo: { readonly endCursor: string };
}

function ask(name: string, args: string, around = LISTS[name]!.around): Promise<Answer> {
  const page = `{ totalCount pageInfo { endCursor } nodes { ${LISTS[name]!.node} } }`;
  return server.ask({ role: 'tax_officer' }, around(args, page));
}

async function pageOf(name: string, args: string): Promise<Page> {
  const { data, errors } = await ask(name, args);
  expect(errors).toBeUndefined();
  return (data.list ?? data.of.list) as Page;
}

/** What offices reported of policy effects: a difference for each of five enterprises. */
async function report(): Promise<void> {
  const { pool, db } = server.database;
  const { rows } = await pool.query<{ code: string }>(
    'select credit_code as code from enterprise where superseded is null order by 1 limit 20',
  );
  const lines = rows.map(({ code }) => `${code},,2024,1,税务局,1`);
  const file = ['统一社会信用代码,企业名称,年度,季度,报送单位,减免城镇土地使用税(元)', ...lines].join('\n');
  const declared = { eventCodes: new Set<string>(), facts: new Map() };
  await receiveAll({ db, declared, actor: 'test' }, ['f'], async () => ({
    ...{ fileName: '成效.csv', bytes: Buffer.from(file) },
  }));
}

/** In the next data version every second enterprise is gone, and with it what hangs on it. */
async function handOver(): Promise<void> {
  await server.database.pool.query(`
    with v as (insert into data_version (version, at) select max(version) + 1, now() from data_version returning version),
    numbered as (select credit_code, row_number() over (order by credit_code) as n from enterprise where superseded is null)
    update enterprise set superseded = (select version from v)
    where superseded is null and credit_code in (select credit_code from numbered where n % 2 = 1)`);
}

describe('the pages of a list', () => {
  const before = new Map<string, { readonly all: Page; readonly first: Page }>();
  beforeAll(async () => {
    await report();
    for (const name of Object.keys(LISTS)) {
      before.set(name, { all: await pageOf(name, 'first: 500'), first: await pageOf(name, 'first: 2') });
    }
    await handOver();
  });

  it.each(Object.keys(LISTS))('are of one data version, whatever was handed over meanwhile: %s', async (name) => {
    const { all, first } = before.get(name)!;
    const second = await pageOf(name, `first: 3, after: "${first.pageInfo.endCursor}"`);
    expect([...first.nodes, ...second.nodes]).toEqual(all.nodes.slice(0, 5));
    expect(second.totalCount).toBe(all.totalCount);
    const now = await pageOf(name, 'first: 500');
    expect(now.nodes.slice(0, 5)).not.toEqual(all.nodes.slice(0, 5));
  });

  it.each([
    ['another filter', 'enterprises', 'filter: { zones: ["339901002"] }', undefined],
    ['another order', 'enterprises', 'orderBy: NAME_ASC', undefined],
    ['another filter', 'parcels', 'filter: { linked: true }', undefined],
    ['another order', 'landTaxFindings', 'orderBy: UNIT_CODE_ASC', undefined],
    ['a moment', 'landTaxFindings', `asOf: "${new Date().toISOString()}"`, undefined],
    ['another filter', 'grades', 'filter: { classes: ["A"] }', undefined],
    ['another order', 'grades', 'orderBy: TOTAL_DESC', undefined],
    [
      'another scheme',
      'grades',
      '',
      (args, page) => `{ of: assessment(scheme: "example-minmax-2024", year: 2024) { list: grades(${args}) ${page} } }`,
    ],
    [
      'an amended scheme',
      'grades',
      '',
      (args, page) => `{ of: whatIf(${SCHEME}, ${AMENDED}) { of: amended { list: grades(${args}) ${page} } } }`,
    ],
    [
      'other amendments',
      'movers',
      '',
      (args, page) => `{ of: whatIf(${SCHEME}, ${AMENDED.replace('30', '31')}) { list: movers(${args}) ${page} } }`,
    ],
  ] as const satisfies readonly (readonly [string, string, string, List | undefined])[])(
    'do not go on in %s: %s %s',
    async (_, name, args, around) => {
      const cursor = before.get(name)!.first.pageInfo.endCursor;
      const { errors } = await ask(name, `first: 3, after: "${cursor}" ${args}`, around);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
      expect(errors![0]!.message).toContain('游标');
    },
  );

  it('go on in no other list', async () => {
    const { errors } = await ask('parcels', `after: "${before.get('enterprises')!.first.pageInfo.endCursor}"`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });
});
