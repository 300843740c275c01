import { describe, expect, it } from 'vitest';
import type { GrantTerms } from '../../src/grants/terms.js';
import { sampleServer } from './hub-server.js';

const server = await sampleServer();
const committee = { role: 'zone_committee', zones: ['339901003'], purpose: '亩均评价' };
const WITHDRAW =
  'mutation($id: ID!, $reason: String!) { withdrawGrant(id: $id, reason: $reason) { __typename ... on AccessGrant { id owner state } ... on RefusedInput { message } } }';
const grades = async (more = '') => {
  const { data, errors, extensions } = await server.ask(
    committee,
    `{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 3${more}) { nodes { total rank indicators { id points } enterprise { tax(year: 2024) { vatNet } } } } } }`,
  );
  return {
    nodes: data.assessment.grades?.nodes as {
      total: string | null;
      rank: number;
      indicators: { id: string; points: string | null }[];
      enterprise: { tax: { vatNet: string | null } };
    }[],
    codes: errors?.map((error) => error.extensions.code),
    withheld: extensions?.withheld ?? [],
  };
};
const points = (of: Awaited<ReturnType<typeof grades>>) =>
  of.nodes[0]!.indicators.filter((each) => each.points !== null).map(({ id }) => id);

describe('what a grant file gives', () => {
  it('is withdrawn on record by each department for its part, at the next query', async () => {
    const before = await grades();
    expect(before.nodes.every(({ total }) => total !== null)).toBe(true);
    const land = { role: 'department', department: 'land', subject: '资规丙' };
    expect((await server.ask(land, WITHDRAW, { id: 'sample-p2', reason: '不归我' })).data.withdrawGrant).toMatchObject({
      __typename: 'RefusedInput',
      message: expect.stringContaining('不由本部门给出'),
    });
    const tax = { role: 'department', department: 'tax', subject: '税务乙' };
    expect(
      (await server.ask(committee, WITHDRAW, { id: 'sample-p2', reason: '越权' })).errors!.map(({ extensions }) => extensions.code),
    ).toEqual(['FORBIDDEN']);
    expect((await server.ask(tax, WITHDRAW, { id: 'sample-p2', reason: ' ' })).data.withdrawGrant.__typename).toBe('RefusedInput');
    expect((await grades()).nodes).toEqual(before.nodes);
    expect((await server.ask(tax, WITHDRAW, { id: 'sample-p2', reason: '文件已废止' })).data.withdrawGrant).toMatchObject({
      __typename: 'AccessGrant',
      owner: 'TAX',
      state: 'WITHDRAWN',
    });
    expect((await server.ask(tax, WITHDRAW, { id: 'sample-p2', reason: '又一次' })).data.withdrawGrant).toMatchObject({
      __typename: 'RefusedInput',
      message: expect.stringContaining('早已撤回') as string,
    });
    const after = await grades();
    expect(after.nodes.map(({ total, rank }) => [total, typeof rank])).toEqual(before.nodes.map(() => [null, 'number']));
    expect(
      after.withheld.filter(({ coordinate }) => coordinate === 'Grade.total').map(({ department, reason }) => [department, reason]),
    ).toEqual([['tax', 'PURPOSE_REQUIRED']]);
    expect(points(after)).toEqual(points(before).filter((id) => id !== 'tax_per_mu'));
    const { rows } = await server.database.pool.query(
      `select actor, detail from audit_event where department = 'tax' and action = 'GRANT_WITHDRAWN'`,
    );
    expect(rows).toMatchObject([{ actor: '税务乙' }]);
  });
});

describe('a grant on record of an earlier release', () => {
  it('gives its acts on its coordinates, and nothing derived beyond them', async () => {
    const { grantDesk } = server.hub.officeRecords({ departments: [], rows: { of: 'all' }, logs: [], grants: ['tax'] });
    const old = {
      role: 'zone_committee',
      subject: null,
      department: null,
      organisation: null,
      zones: null,
      purpose: committee.purpose,
      ground: '示例',
      from: '2025-01-01',
      to: '2099-12-31',
    } as const;
    const given = async (terms: Pick<GrantTerms, 'fields' | 'acts'>) => {
      const asked = await grantDesk.request('园区甲', 'tax', { ...old, ...terms }, '复核');
      if (!asked.done) throw new Error(asked.why);
      await grantDesk.decide({ actor: '经办', department: 'tax' }, Number(asked.grant.id), 'APPROVED', '同意');
      return async () => void (await grantDesk.decide({ actor: '经办', department: 'tax' }, Number(asked.grant.id), 'WITHDRAWN', '测试完'));
    };
    const bare = await grades();
    const records = await given({ fields: ['TaxRecord.*'], acts: ['READ', 'DERIVE'] });
    const [read] = [await grades()];
    expect(read.nodes.every(({ enterprise: { tax } }) => tax.vatNet !== null)).toBe(true);
    expect(read.nodes.map(({ total, indicators }) => [total, indicators])).toEqual(
      bare.nodes.map(({ total, indicators }) => [total, indicators]),
    );
    await records();
    const sets = await given({ fields: ['derived:tax', 'records:tax'], acts: ['READ', 'DERIVE'] });
    expect((await grades()).nodes).toEqual(bare.nodes);
    await sets();
    const total = await given({ fields: ['Grade.total'], acts: ['READ'] });
    const whole = await grades();
    expect(whole.nodes.every((node) => node.total !== null)).toBe(true);
    expect(points(whole)).toEqual(points(bare));
    expect((await grades(', orderBy: TOTAL_DESC')).codes).toEqual(['PURPOSE_REQUIRED']);
    await total();
    expect((await grades()).nodes).toEqual(bare.nodes);
  });
});
