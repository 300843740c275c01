import { describe, expect, it } from 'vitest';
import { sampleServer, type TestServer } from './hub-server.js';

const server = await sampleServer();
const production = await sampleServer({ mode: 'serve' });
const query = '{ catalogue(departments: [TAX], classes: [CONDITIONAL]) { coordinate description owner class secrecy ground updateCycle } }';

describe('the sharing catalogue in the graph', () => {
  it.each([
    { role: 'security_admin' },
    { role: 'department', department: 'land' },
    { role: 'tax_officer' },
    { role: 'zone_committee', zones: ['339901003'] },
    { role: 'analyst' },
    { role: 'auditor' },
    { role: 'system_admin' },
  ])('is read by %o', async (claims) => {
    const { data, errors } = await server.ask(claims, query);
    expect(errors).toBeUndefined();
    expect(data.catalogue.length).toBeGreaterThan(20);
    expect(data.catalogue).toContainEqual(expect.objectContaining({ coordinate: 'Grade.total', owner: 'TAX', secrecy: 'TAX' }));
    expect(data.catalogue.every((entry: { owner: string; class: string }) => entry.owner === 'TAX' && entry.class === 'CONDITIONAL')).toBe(
      true,
    );
  });
});

describe('the sharing catalogue for people', () => {
  const fetched = async (at: TestServer, path: string, claims?: { role: string }) =>
    fetch(`${at.url}${path}`, claims && { headers: { authorization: `Bearer ${await at.token(claims)}` } });

  it('is a page with every entry of the graph, by owner', async () => {
    const { data } = await server.ask({ role: 'auditor' }, '{ catalogue { coordinate ground } }');
    const page = await fetched(server, '/catalogue', { role: 'auditor' });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    const text = await page.text();
    const fields = [...text.matchAll(/<code>([^<]+)<\/code>/g)].map(([, coordinate]) => coordinate!);
    expect(fields.sort()).toEqual(data.catalogue.map(({ coordinate }: { coordinate: string }) => coordinate).sort());
    expect(text).toContain('税收征收管理法第八条');
    expect(text).not.toMatch(/<script|<link|<img|src=|https?:/);
  });

  it('is a table with the same entries', async () => {
    const csv = await fetched(server, '/catalogue.csv', { role: 'dashboard' });
    expect([csv.status, csv.headers.get('content-type'), csv.headers.get('content-disposition')]).toEqual([
      200,
      'text/csv; charset=utf-8; header=present',
      'attachment; filename="catalogue.csv"',
    ]);
    const lines = (await csv.text()).trimEnd().split('\r\n');
    const { data } = await server.ask({ role: 'auditor' }, '{ catalogue { coordinate } }');
    expect(lines[0]).toBe('坐标,说明,归属部门,值的种类,共享类型,保密约束,会透露,更新周期,依据');
    expect(lines).toHaveLength(data.catalogue.length + 1);
    expect(lines.find((line) => line.startsWith('TaxRecord.vatNet,'))).toMatch(/,tax,RECORD,CONDITIONAL,TAX,/);
  });

  it.each(['/catalogue', '/catalogue.csv'])(
    '%s needs a token where the hub is in production, and one that holds everywhere',
    async (path) => {
      const { status, body } = await fetched(production, path).then(async (answer) => ({
        status: answer.status,
        body: (await answer.json()) as { errors: { extensions: { code: string } }[] },
      }));
      expect([status, body.errors[0]!.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
      expect((await fetched(production, path, { role: 'system_admin' })).status).toBe(200);
      expect((await fetched(server, path)).status).toBe(200);
      expect((await fetch(`${server.url}${path}`, { headers: { authorization: 'Bearer x' } })).status).toBe(401);
    },
  );

  it('is on record with who looked at it', async () => {
    await fetched(server, '/catalogue', { role: 'analyst' });
    const { data } = await server.ask(
      { role: 'auditor' },
      '{ accessLog(department: COUNTY, first: 20) { nodes { role operation coordinates } } }',
    );
    expect(data.accessLog.nodes).toContainEqual({ role: 'analyst', operation: 'GET /catalogue', coordinates: ['Query.catalogue'] });
  });
});
