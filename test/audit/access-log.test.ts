import { describe, expect, it } from 'vitest';
import { sampleServer } from '../graphql/hub-server.js';

const sample = await sampleServer();
const tax = { role: 'department', department: 'tax', subject: '税务局' };
const auditor = { role: 'auditor', subject: '审计员' };
const officer = { role: 'tax_officer', subject: '张三', purpose: '核查' };
const LOG = `accessLog(first: 1) { totalCount nodes {
  department sequence at actor action role purpose operation document coordinates enterprises enterprisesDigest withheld client errors detail hash } }`;

await sample.ask(officer, 'query Firms { enterprises(first: 2) { nodes { tax(year: 2024) { vatNet } } } }');
await sample.ask(officer, 'query Firms { enterprises(first: 2) { nodes { tax(year: 2024) { vatNet } } } }');
await sample.ask({ role: 'analyst', subject: '李四' }, '{ enterprises(first: 2) { nodes { name } } }');

describe('a department', () => {
  it('sees who read what of its data, for what', async () => {
    const { data, errors, extensions } = await sample.ask(tax, `{ ${LOG} }`);
    expect([errors, extensions]).toEqual([undefined, undefined]);
    expect(data.accessLog.nodes).toEqual([
      {
        department: 'TAX',
        action: 'READ',
        actor: '张三',
        role: 'tax_officer',
        purpose: '核查',
        operation: 'Firms',
        sequence: String(data.accessLog.totalCount),
        at: expect.stringMatching(/Z$/),
        document: expect.stringMatching(/^sm3:/),
        coordinates: ['Enterprise.tax', 'TaxRecord.vatNet'],
        enterprises: 2,
        enterprisesDigest: expect.stringMatching(/^hmac-sm3:/),
        withheld: [],
        client: '127.0.0.1',
        errors: [],
        detail: '{}',
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('sees what was handed over, and pages back to the beginning', async () => {
    const actions: string[] = [];
    for (let after = ''; ;) {
      const { data } = await sample.ask(
        tax,
        `{ accessLog(first: 2${after}) { pageInfo { hasNextPage endCursor } nodes { sequence action detail } } }`,
      );
      actions.push(...data.accessLog.nodes.map(({ action }: { action: string }) => action));
      if (!data.accessLog.pageInfo.hasNextPage) {
        expect(data.accessLog.nodes.at(-1)).toMatchObject({
          sequence: '1',
          action: 'HANDOVER_ACCEPTED',
          detail: expect.stringContaining('"dataset"'),
        });
        break;
      }
      after = `, after: "${data.accessLog.pageInfo.endCursor}"`;
    }
    expect(actions.slice(0, 2)).toEqual(['READ', 'READ']);
  });

  it('sees how often', async () => {
    const { data } = await sample.ask(
      tax,
      '{ accessCounts { actor role purpose reads exports refusals last } none: accessCounts(since: "2099-01-01T00:00:00Z") { actor } }',
    );
    expect(data.accessCounts).toEqual([
      { actor: '张三', role: 'tax_officer', purpose: '核查', reads: 2, exports: 0, refusals: 0, last: expect.stringMatching(/Z$/) },
    ]);
    expect(data.none).toEqual([]);
    const register = await sample.ask({ ...tax, department: 'register' }, '{ accessCounts { actor reads refusals } }');
    expect(register.data.accessCounts).toContainEqual({ actor: '李四', reads: 0, refusals: 1 });
  });

  it("does not see another's", async () => {
    const { data, errors } = await sample.ask(tax, '{ accessLog(department: LAND) { totalCount } }');
    expect([data.accessLog, errors![0]!.extensions.code]).toEqual([null, 'FORBIDDEN']);
  });
});

describe('an auditor', () => {
  it("sees each department's, and no record", async () => {
    const { data, errors } = await sample.ask(
      auditor,
      '{ tax: accessLog(department: TAX) { totalCount } land: accessLog(department: LAND) { totalCount } county: accessCounts(department: COUNTY) { actor } }',
    );
    expect(errors).toBeUndefined();
    expect([data.tax.totalCount > 2, data.land.totalCount > 0]).toEqual([true, true]);
    const refused = await sample.ask(auditor, '{ accessLog { totalCount } enterprises(first: 1) { nodes { name } } }');
    expect(refused.errors!.map(({ extensions }) => extensions.code).sort()).toEqual(['BAD_USER_INPUT', 'FORBIDDEN']);
  });

  it('is on record as well', async () => {
    const { data } = await sample.ask(auditor, '{ accessLog(department: COUNTY, first: 1) { nodes { actor coordinates } } }');
    expect(data.accessLog.nodes[0]).toMatchObject({ actor: '审计员', coordinates: expect.arrayContaining(['Query.accessLog']) });
  });
});

it.each(['tax_officer', 'analyst', 'security_admin', 'system_admin'])('%s does not see it', async (role) => {
  const { data, errors } = await sample.ask({ role }, '{ accessLog(department: TAX) { totalCount } }');
  expect([data.accessLog, errors![0]!.extensions.code]).toEqual([null, 'FORBIDDEN']);
});
