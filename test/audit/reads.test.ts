import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { enterprisesDigest } from '../../src/audit/enterprise-digest.js';
import type { ReadDetail } from '../../src/audit/event.js';
import { auditEvent } from '../../src/audit/table.js';
import { Trace } from '../../src/audit/trace.js';
import { verifyTrail } from '../../src/audit/verify.js';
import { testKey } from '../database/keyed.js';
import { sampleServer } from '../graphql/hub-server.js';

const sample = await sampleServer();
const { db } = sample.database;
const officer = { role: 'tax_officer', subject: '张三', purpose: '核查土地税源' };

/** What the chains gained while some work was done, by department. */
async function gained(work: () => Promise<unknown>): Promise<Record<string, { actor: string; action: string; detail: ReadDetail }[]>> {
  const before = new Map((await verifyTrail(db, [], await testKey())).map(({ department, links }) => [department as string, links]));
  await work();
  const found: Awaited<ReturnType<typeof gained>> = {};
  for (const { department, links, flaws } of await verifyTrail(db, [], await testKey())) {
    expect(flaws).toEqual([]);
    if (links === (before.get(department) ?? 0)) continue;
    const rows = await db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.department, department as 'tax'))
      .orderBy(auditEvent.sequence);
    found[department] = rows
      .slice(before.get(department) ?? 0)
      .map(({ actor, action, detail }) => ({ actor, action, detail: detail as ReadDetail }));
  }
  return found;
}

describe('a read', () => {
  it('leaves one record a department, with who, for what, which fields, how many enterprises', async () => {
    const query =
      'query Firms { enterprises(first: 3) { nodes { name tax(year: 2024) { vatNet } land(year: 2024) { usedArea } emissions(year: 2024) { cod } } } }';
    let codes: string[] = [];
    const found = await gained(async () => {
      await sample.ask(officer, query);
      const again = await fetch(`${sample.url}/healthz`);
      expect(again.status).toBe(200);
    });
    const { data } = await sample.ask(officer, '{ enterprises(first: 3) { nodes { creditCode } } }');
    codes = data.enterprises.nodes.map(({ creditCode }: { creditCode: string }) => creditCode);
    expect(Object.keys(found).sort()).toEqual(expect.arrayContaining(['emissions', 'land', 'register', 'tax']));
    expect(found.tax).toHaveLength(1);
    expect(found.tax![0]).toEqual({
      actor: '张三',
      action: 'READ',
      detail: {
        role: 'tax_officer',
        purpose: '核查土地税源',
        operation: 'Firms',
        document: `sm3:${createHash('sm3').update(query).digest('hex')}`,
        coordinates: ['Enterprise.tax', 'TaxRecord.vatNet'],
        enterprises: 3,
        enterprisesDigest: enterprisesDigest(sample.trail.digestKey, { department: 'tax', reader: '张三' }, codes),
        withheld: [],
        client: '127.0.0.1',
        errors: [],
      },
    });
    expect(found.register![0]!.detail.coordinates).toEqual(expect.arrayContaining(['Enterprise.name', 'Query.enterprises']));
    expect(found.emissions![0]).toMatchObject({
      action: 'READ_REFUSED',
      detail: { coordinates: [], enterprises: 0, enterprisesDigest: null },
    });
    expect(found.emissions![0]!.detail.withheld.length).toBeGreaterThan(0);
  });

  it('never holds a value', async () => {
    let answer = '';
    const found = await gained(async () => {
      answer = JSON.stringify(
        (await sample.ask(officer, '{ enterprises(first: 20) { nodes { creditCode name tax(year: 2024) { vatNet corporateIncome } } } }'))
          .data,
      );
    });
    const kept = JSON.stringify(found);
    const values = [...answer.matchAll(/"((?:[^"\\]|\\.){4,})"(?!:)/g)].map(([, value]) => value!);
    expect(values.length).toBeGreaterThan(40);
    expect(values.filter((value) => kept.includes(`"${value}"`))).toEqual([]);
  });

  const FINDINGS = '{ landTaxFindings(year: 2024, first: 3) { nodes { registeredArea taxAtStake } } }';
  const YIELD = '{ landTaxYield(scheme: "example-ratio-2024", year: 2024) { byZone { tax } } }';

  it('of the findings is on record with the departments whose records are in it, and so is one refused', async () => {
    const given = await gained(() => sample.ask(officer, FINDINGS));
    const coordinates = ['LandTaxFinding.registeredArea', 'LandTaxFinding.taxAtStake'];
    for (const department of ['tax', 'land'])
      expect(given[department]).toMatchObject([{ actor: '张三', action: 'READ', detail: { coordinates } }]);
    expect(given.county).toMatchObject([
      { action: 'READ', detail: { coordinates: expect.arrayContaining(['Query.landTaxFindings']) as unknown } },
    ]);
    const refused = await gained(() => sample.ask({ role: 'analyst', subject: '李四' }, FINDINGS));
    for (const department of ['tax', 'land'])
      expect(refused[department]).toMatchObject([
        { actor: '李四', action: 'READ_REFUSED', detail: { coordinates: [], withheld: coordinates.slice(0, 1), errors: ['FORBIDDEN'] } },
      ]);
  });

  it('of sums is on record with the departments whose records are in them, and with who refuses them', async () => {
    const given = await gained(() => sample.ask(officer, YIELD));
    for (const department of ['tax', 'land', 'county'])
      expect([department, given[department]]).toMatchObject([
        department,
        [{ actor: '张三', action: 'READ', detail: { coordinates: expect.arrayContaining(['LandTaxPerArea.tax']) as unknown } }],
      ]);
    const refused = await gained(() => sample.ask({ role: 'town', towns: ['339901101'], subject: '李四' }, YIELD));
    expect(refused.county).toMatchObject([
      { actor: '李四', action: 'READ_REFUSED', detail: { coordinates: [], withheld: ['LandTaxPerArea.tax'], errors: ['FORBIDDEN'] } },
    ]);
  });

  it("of a figure made of several departments' facts is on record with each", async () => {
    const found = await gained(() =>
      sample.ask(
        officer,
        '{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 5) { nodes { indicators { value } } } } }',
      ),
    );
    expect(found.tax![0]!.detail.coordinates).toEqual(['IndicatorResult.value']);
    expect(found.land![0]!.detail.coordinates).toEqual(['IndicatorResult.value']);
    expect(found.statistics![0]).toMatchObject({ action: 'READ_REFUSED', detail: { withheld: ['IndicatorResult.value'] } });
  });

  it('by filter or order is on record as a read', async () => {
    const found = await gained(() =>
      sample.ask(
        officer,
        '{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(orderBy: RANK_ASC, first: 1) { totalCount } } }',
      ),
    );
    expect(found.county![0]).toMatchObject({ action: 'READ', detail: { coordinates: expect.arrayContaining(['Grade.rank']) as unknown } });
  });
});

describe('a refusal is on record', () => {
  const cases: [string, object, string, string, string][] = [
    ['of a root field', { role: 'analyst' }, '{ enterprises(first: 1) { nodes { name } } }', 'register', 'FORBIDDEN'],
    [
      'of a filter that reads',
      { role: 'zone_committee', zones: ['339901003'] },
      '{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(orderBy: TOTAL_DESC) { totalCount } } }',
      'tax',
      'PURPOSE_REQUIRED',
    ],
    ['of a document that is not trusted', { role: 'dashboard' }, '{ schemes { id } }', 'county', 'DOCUMENT_NOT_TRUSTED'],
    ['of questions about the schema', { role: 'dashboard' }, '{ __schema { types { name } } }', 'county', 'DOCUMENT_NOT_TRUSTED'],
    ['of a query that is none', { role: 'analyst' }, '{ enterprises(', 'county', 'GRAPHQL_PARSE_FAILED'],
    ['of fields that do not exist', { role: 'analyst' }, '{ taxes }', 'county', 'GRAPHQL_VALIDATION_FAILED'],
  ];
  it.each(cases)('%s', async (_, claims, query, department, code) => {
    const found = await gained(() => sample.ask({ subject: '李四', ...(claims as { role: string }) }, query));
    expect(found[department]).toHaveLength(1);
    expect(found[department]![0]).toMatchObject({
      actor: '李四',
      detail: { errors: [code], document: expect.stringMatching(/^sm3:/) as string },
    });
  });

  it('of a request that is none', async () => {
    const token = await sample.token({ role: 'analyst', subject: '李四' });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const found = await gained(() => fetch(`${sample.url}/graphql`, { method: 'POST', headers, body: '{"query": 7}' }));
    expect(found.county).toEqual([expect.objectContaining({ actor: '李四', action: 'READ_REFUSED' })]);
    expect(found.county![0]!.detail).toMatchObject({ document: null, errors: ['BAD_USER_INPUT'] });
  });
});

describe('an answer that leaves as a file', () => {
  const asked = { viewer: { subject: '张三', role: 'dashboard' } as never, client: '127.0.0.1', document: null, act: 'EXPORT' as const };

  it('is on record as an export, its refusal too', () => {
    const trace = new Trace();
    trace.read('tax', 'TaxRecord.vatNet', ['913399011EFA80BJ4T']);
    trace.withheld('land', 'LandHolding.usedArea');
    trace.answered('Firms', []);
    const actions = trace.events(asked, sample.trail.digestKey).map(({ department, action }) => [department, action]);
    expect(actions).toEqual([
      ['tax', 'EXPORT'],
      ['land', 'EXPORT_REFUSED'],
    ]);
  });
});
