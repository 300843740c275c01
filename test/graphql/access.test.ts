import { describe, expect, it } from 'vitest';
import { grantedFile } from './granted-files.js';
import { sampleServer, shippedGrants } from './hub-server.js';

/** What a total needs besides tax, so that the tax bureau alone decides on it here. */
const others = grantedFile({
  id: 'others',
  to: { role: 'zone_committee' },
  what: ['derived:emissions', 'derived:utilities', 'derived:statistics'],
  rows: 'own_zones',
  givenBy: ['emissions', 'utilities', 'statistics'],
});
const server = await sampleServer({ grantFiles: [...shippedGrants('示例县', 'serve'), others] });
const committee = { role: 'zone_committee', zones: ['339901003'], subject: '园区甲', purpose: '复核' };
const tax = { role: 'department', department: 'tax', subject: '税务乙' };
const admin = { role: 'security_admin', subject: '安全员' };
const codes = (answer: { errors?: readonly { extensions: { code: string } }[] }) =>
  (answer.errors ?? []).map(({ extensions }) => extensions.code);
const EXPLAIN = 'granted reason summary steps { rule holds why }';
const today = new Date().toISOString().slice(0, 10);
const input = {
  owner: 'TAX',
  role: 'zone_committee',
  fields: ['Grade.total'],
  acts: ['READ'],
  purpose: '复核',
  ground: '示例县亩均办〔2026〕1号',
  from: '2026-01-01',
  to: `${Number(today.slice(0, 4)) + 1}-12-31`,
};
const TOTALS = 'query Totals { assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 2) { nodes { rank total } } } }';

describe('why', () => {
  it('is said of oneself to anybody who may ask for grants, of others to who governs them', async () => {
    const own = await server.ask(committee, `{ accessExplanation(coordinate: "Grade.total") { ${EXPLAIN} } }`);
    expect(own.data.accessExplanation).toMatchObject({ granted: false, reason: 'TAX_SECRET' });
    const asker = 'asker: { role: "zone_committee", zones: ["339901003"], purpose: "复核" }';
    const query = `{ accessExplanation(coordinate: "Grade.rank", ${asker}) { ${EXPLAIN} } }`;
    expect(codes(await server.ask(committee, query))).toEqual(['FORBIDDEN']);
    for (const claims of [tax, admin])
      expect((await server.ask(claims, query)).data.accessExplanation).toMatchObject({ granted: true, reason: null });
    expect(codes(await server.ask({ role: 'system_admin' }, query))).toEqual(['FORBIDDEN']);
    expect(codes(await server.ask(admin, '{ accessExplanation(coordinate: "Grade.rank", asker: { role: "boss" }) { granted } }'))).toEqual([
      'BAD_USER_INPUT',
    ]);
  });

  it('names whom a grant is for to its owner and the security administrator, and to who it is for', async () => {
    const asked = await server.ask(
      committee,
      'mutation($input: GrantInput!) { requestGrant(input: $input, reason: "复核") { ... on AccessGrant { id } } }',
      { input: { ...input, subject: '园区丁' } },
    );
    const { id } = asked.data.requestGrant;
    await server.ask(tax, `mutation { answerGrant(id: "${id}", approve: true, reason: "同意") { __typename } }`);
    const steps = async (claims: Parameters<typeof server.ask>[0], asker = '') =>
      JSON.stringify(
        (await server.ask(claims, `{ accessExplanation(coordinate: "Grade.total"${asker}) { ${EXPLAIN} } }`)).data.accessExplanation.steps,
      );
    const about = ', asker: { role: "zone_committee", zones: ["339901003"] }';
    expect(await steps(committee)).not.toContain('园区丁');
    expect(await steps({ role: 'department', department: 'land' }, about)).not.toContain('园区丁');
    expect(await steps(committee)).not.toContain(`"授权 ${id}"`);
    expect(await steps({ ...committee, subject: '园区丁' })).toContain(`"授权 ${id}"`);
    for (const claims of [tax, admin]) expect(await steps(claims, about)).toContain('只给使用人 园区丁');
    await server.ask(tax, `mutation { withdrawGrant(id: "${id}", reason: "测试完") { __typename } }`);
  });

  it('lists who may what', async () => {
    const { data } = await server.ask(admin, '{ accessMatrix(departments: [TAX]) { coordinate owner cells { role shipped grants } } }');
    expect(
      data.accessMatrix
        .find(({ coordinate }: { coordinate: string }) => coordinate === 'TaxRecord.vatNet')
        .cells.filter(({ shipped }: { shipped: boolean }) => shipped)
        .map(({ role }: { role: string }) => role),
    ).toEqual(['tax_officer', 'enterprise']);
    expect(data.accessMatrix.every(({ owner }: { owner: string }) => owner === 'TAX')).toBe(true);
  });
});

describe('a rehearsal', () => {
  const REHEARSE =
    'query($input: GrantInput!) { grantRehearsal(input: $input) { lookedAt changed { actor purpose operation queries given withheld } } }';

  it('says which queries a grant would have changed, and stores nothing', async () => {
    for (let i = 0; i < 3; i += 1) await server.ask(committee, TOTALS);
    await server.ask({ ...committee, purpose: '招商' }, TOTALS);
    await server.ask({ role: 'tax_officer', subject: '税官' }, TOTALS);
    const { data, errors } = await server.ask(tax, REHEARSE, { input });
    expect(errors).toBeUndefined();
    expect(data.grantRehearsal.changed).toEqual([
      { actor: '园区甲', purpose: '复核', operation: 'Totals', queries: 3, given: ['Grade.total'], withheld: [] },
    ]);
    expect(data.grantRehearsal.lookedAt).toBeGreaterThanOrEqual(4);
    expect((await server.ask(committee, TOTALS)).data.assessment.grades.nodes[0].total).toBeNull();
    expect((await server.ask(tax, '{ grants(states: [REQUESTED, APPROVED]) { id } }')).data.grants).toEqual([]);
    const elsewhere = await server.ask(tax, REHEARSE, { input: { ...input, purpose: '别的' } });
    expect(elsewhere.data.grantRehearsal.changed).toEqual([]);
  });

  it('of a withdrawal says what would be lost', async () => {
    const asked = await server.ask(
      committee,
      'mutation($input: GrantInput!) { requestGrant(input: $input, reason: "复核") { ... on AccessGrant { id } } }',
      { input },
    );
    const { id } = asked.data.requestGrant;
    await server.ask(tax, `mutation { answerGrant(id: "${id}", approve: true, reason: "同意") { __typename } }`);
    expect((await server.ask(committee, TOTALS)).data.assessment.grades.nodes[0].total).not.toBeNull();
    const { data } = await server.ask(tax, `{ withdrawalRehearsal(id: "${id}") { changed { actor queries given withheld } } }`);
    expect(data.withdrawalRehearsal.changed).toEqual([{ actor: '园区甲', queries: 1, given: [], withheld: ['Grade.total'] }]);
    expect((await server.ask(committee, TOTALS)).data.assessment.grades.nodes[0].total).not.toBeNull();
    const { data: again } = await server.ask(
      tax,
      `mutation { withdrawGrant(id: "${id}", reason: "测试完") { ... on AccessGrant { state } } }`,
    );
    expect(again.withdrawGrant.state).toBe('WITHDRAWN');
    expect(
      codes(await server.ask({ role: 'department', department: 'land' }, `{ withdrawalRehearsal(id: "${id}") { lookedAt } }`)),
    ).toEqual(['NOT_FOUND']);
  });

  it('counts a grant for other zones as given to nobody who was refused', async () => {
    const VAT = 'query Vat { enterprises(first: 1) { nodes { tax(year: 2024) { vatNet } } } }';
    const narrow = { ...input, fields: ['TaxRecord.vatNet'], zones: ['339901001'] };
    const asked = await server.ask(
      committee,
      'mutation($input: GrantInput!) { requestGrant(input: $input, reason: "复核") { ... on AccessGrant { id } } }',
      { input: narrow },
    );
    await server.ask(tax, `mutation { answerGrant(id: "${asked.data.requestGrant.id}", approve: true, reason: "同意") { __typename } }`);
    await server.ask({ ...committee, subject: '园区丙', zones: ['339901003'] }, VAT);
    const { data } = await server.ask(tax, REHEARSE, { input: { ...narrow, zones: undefined } });
    expect(data.grantRehearsal.changed).toContainEqual(
      expect.objectContaining({ actor: '园区丙', operation: 'Vat', given: ['TaxRecord.vatNet'] }),
    );
  });

  it('tells an order that was refused from a field that was left out', async () => {
    const ordering = { ...committee, subject: '排序人' };
    await server.ask(
      ordering,
      'query Ordered { assessment(scheme: "example-ratio-2024", year: 2024) { grades(orderBy: TOTAL_DESC, first: 1) { nodes { rank } } } }',
    );
    const rehearsed = async (acts: readonly string[]) =>
      (
        await server.ask(tax, REHEARSE, { input: { ...input, subject: '排序人', fields: ['Grade.total'], acts } })
      ).data.grantRehearsal.changed.map(({ operation }: { operation: string }) => operation);
    expect(await rehearsed(['EXPORT'])).toEqual([]);
    expect(await rehearsed(['ORDER'])).toEqual(['Ordered']);
    expect(await rehearsed(['READ'])).toEqual(['Ordered']);
  });

  it('knows what was refused for want of a sum', async () => {
    const [reader, county] = [
      { role: 'department', department: 'land', subject: '资规统计', purpose: '统计' },
      { role: 'department', department: 'county', subject: '县办' },
    ];
    const COUNTS = 'query Counts { assessment(scheme: "example-ratio-2024", year: 2024) { groups { classes { count } } } }';
    expect((await server.ask(reader, COUNTS)).data.assessment).toBeNull();
    const counting = { ...input, owner: 'COUNTY', role: 'department', department: 'LAND', purpose: '统计', acts: ['READ'] };
    const given = async (fields: readonly string[]) =>
      (await server.ask(county, REHEARSE, { input: { ...counting, fields } })).data.grantRehearsal.changed.map(
        (each: { operation: string; given: readonly string[] }) => [each.operation, each.given],
      );
    expect(await given(['Grade.class'])).toEqual([]);
    expect(await given(['ClassCount.*'])).toEqual([['Counts', ['ClassCount.count']]]);
  });

  it('is for the department whose record it reads', async () => {
    expect(codes(await server.ask({ role: 'department', department: 'land' }, REHEARSE, { input }))).toEqual(['FORBIDDEN']);
    expect(codes(await server.ask(committee, REHEARSE, { input }))).toEqual(['FORBIDDEN']);
    expect(codes(await server.ask(tax, REHEARSE, { input: { ...input, fields: ['Grade.nothing'] } }))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('the county office', () => {
  it("has the files of the county's own datasets, and no record", async () => {
    const county = { role: 'department', department: 'county' };
    const { data, errors } = await server.ask(county, '{ quarantine(first: 500) { nodes { dataset } } handovers { nodes { dataset } } }');
    expect(errors).toBeUndefined();
    const datasets = new Set([...data.quarantine.nodes, ...data.handovers.nodes].map(({ dataset }: { dataset: string }) => dataset));
    expect([...datasets].filter((dataset) => dataset !== null).sort()).toEqual(['events']);
    expect(
      codes(
        await server.ask(
          county,
          '{ assessment(scheme: "example-ratio-2024", year: 2024) { groups { ranked } } landTaxFindings(year: 2024) { totalCount } }',
        ),
      ),
    ).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    const office = await server.ask({ role: 'evaluation_office' }, '{ handovers { nodes { dataset } } }');
    expect(office.data.handovers.nodes).toEqual(data.handovers.nodes.map(({ dataset }: { dataset: string }) => ({ dataset })));
  });
});
