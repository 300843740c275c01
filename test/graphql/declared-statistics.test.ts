import { describe, expect, it } from 'vitest';
import { PROFILE_DEPARTMENTS, profileTerms } from '../../src/grants/terms.js';
import { publish } from '../../src/assessment/publications.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { sampleServer, shippedGrants } from './hub-server.js';

const server = await sampleServer({ clock: () => new Date('2026-03-01T04:00:00Z'), grantFiles: shippedGrants('示例县', 'serve') });
const [ZONE, PURPOSE] = ['339901003', '亩均评价'];
const committee = { role: 'zone_committee', zones: [ZONE], purpose: PURPOSE };
const statistician = { role: 'department', department: 'statistics' };
const LIST =
  '{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 500, filter: { groups: ["above"] }) { nodes { total indicators { id points } enterprise { creditCode } } } } }';

interface Node {
  readonly total: string | null;
  readonly indicators: readonly { readonly id: string; readonly points: string | null }[];
  readonly enterprise: { readonly creditCode: string };
}

/** The enterprises of which the points of value added, and the total, are given. */
async function given() {
  const { data, errors, extensions } = await server.ask(committee, LIST);
  expect(errors).toBeUndefined();
  const nodes = data.assessment.grades.nodes as Node[];
  const codes = (is: (node: Node) => boolean) => nodes.filter(is).map(({ enterprise }) => enterprise.creditCode);
  const has = (node: Node, name: string) => node.indicators.some(({ id, points }) => id === name && points !== null);
  return {
    tax: codes((node) => has(node, 'tax_per_mu')),
    valueAdded: codes((node) => has(node, 'va_per_mu')),
    total: codes(({ total }) => total !== null),
    withheld: extensions?.withheld
      ?.filter(({ coordinate }) => coordinate === 'Grade.total')
      .map(({ department, reason }) => `${department} ${reason}`),
  };
}

async function handOver(origin: string, creditCode: string): Promise<void> {
  const { rows } = await server.database.pool.query<{ revenue: string; value_added: string; rd_expense: string; energy: string }>(
    'select revenue, value_added, rd_expense, energy from statistic where credit_code = $1 and year = 2024 and superseded is null',
    [creditCode],
  );
  const { revenue, value_added, rd_expense, energy } = rows[0]!;
  const file = [
    '统一社会信用代码,单位名称,年度,规上,营业收入（万元）,工业增加值（万元）,研发经费支出（万元）,综合能耗等价值（吨标煤）,数据来源',
    [creditCode, '试', 2024, '是', revenue, value_added, rd_expense, energy, origin].join(','),
  ].join('\n');
  const declared = { eventCodes: new Set<string>(), facts: new Map() };
  await receiveAll({ db: server.database.db, declared, actor: '统计经办' }, ['f'], async () => ({
    ...{ fileName: `统计_${origin}.csv`, bytes: Buffer.from(file) },
  }));
}

describe('what a committee holds by P2 of statistics', () => {
  it('is nothing that the bureau collected: all else by the other departments', async () => {
    const { grantDesk } = server.hub.officeRecords({ departments: [], rows: { of: 'all' }, logs: [], grants: [...PROFILE_DEPARTMENTS] });
    const asked = { zones: [ZONE], purpose: PURPOSE, document: '示例县亩均办〔2026〕2号', from: '2026-01-01', to: '2027-12-31' };
    for (const department of PROFILE_DEPARTMENTS) {
      const request = await grantDesk.request('园区甲', department, profileTerms('P2', asked, department), '按授权口径');
      if (!request.done) throw new Error(request.why);
      await grantDesk.decide({ actor: '经办', department }, Number(request.grant.id), 'APPROVED', '同意');
    }
    const asking = await server.ask(statistician, '{ grants { owner fields except consented declared } }');
    expect(asking.data.grants).toEqual([
      { owner: 'STATISTICS', fields: ['derived:statistics'], except: ['Treatment.amount'], consented: false, declared: true },
    ]);
    const { tax, valueAdded, total, withheld } = await given();
    expect(tax.length).toBeGreaterThan(10);
    expect([valueAdded, total, withheld]).toEqual([[], [], ['statistics STATISTICS_SECRET']]);
  });

  it('is what an enterprise declared itself, from the handover that says so to the one that says otherwise', async () => {
    const [first] = (await given()).tax as [string];
    await handOver('填报', first);
    expect(await given()).toMatchObject({ valueAdded: [first], total: [first], withheld: ['statistics STATISTICS_SECRET'] });
    const { data } = await server.ask(statistician, `{ enterprise(creditCode: "${first}") { statistics(year: 2024) { origin } } }`);
    expect(data.enterprise.statistics).toEqual({ origin: 'DECLARED' });
    const own = await server.ask(committee, `{ enterprise(creditCode: "${first}") { name statistics(year: 2024) { valueAdded origin } } }`);
    expect(own.data.enterprise.statistics).toEqual({ valueAdded: null, origin: null });
    const { hub, database } = server;
    const { version } = await hub.standing();
    const scheme = hub.schemes.find(({ scheme: { id } }) => id === 'example-ratio-2024')!;
    const { assessment } = await hub.assess({ scheme, year: 2024, version });
    await publish(database.db, { scheme, year: 2024, version, assessment }, { document: '示政公告〔2026〕1号', actor: 'test' });
    await handOver('统计', first);
    expect(await given()).toMatchObject({ valueAdded: [], total: [] });
    // What was published is of the figures of then, which the enterprise had declared.
    const published = await server.ask(committee, `{ enterprise(creditCode: "${first}") { publishedGrade(year: 2024) { total } } }`);
    expect(published.data.enterprise.publishedGrade.total).toMatch(/^\d/);
  });
});
