import { describe, expect, it } from 'vitest';
import { sampleServer } from './hub-server.js';

let today = '2026-03-01T04:00:00Z';
const server = await sampleServer({ clock: () => new Date(today) });
const committee = { role: 'zone_committee', zones: ['339901003'], subject: '园区甲', purpose: '亩均评价复核' };
const tax = { role: 'department', department: 'tax', subject: '税务乙' };
const land = { role: 'department', department: 'land', subject: '资规丙' };
const GRANT = '__typename ... on AccessGrant { id owner role fields zones acts purpose ground from to state history { step by reason } } ... on RefusedInput { message issues { column message } }';
const REQUEST = `mutation($input: GrantInput!, $reason: String!) { requestGrant(input: $input, reason: $reason) { ${GRANT} } }`;
const ANSWER = `mutation($id: ID!, $approve: Boolean!, $reason: String!) { answerGrant(id: $id, approve: $approve, reason: $reason) { ${GRANT} } }`;
const WITHDRAW = `mutation($id: ID!, $reason: String!) { withdrawGrant(id: $id, reason: $reason) { ${GRANT} } }`;
const input = { owner: 'TAX', role: 'zone_committee', fields: ['Grade.total'], zones: ['339901003'], acts: ['READ'], purpose: '亩均评价复核', ground: '示例县亩均办〔2026〕1号', from: '2026-01-01', to: '2026-12-31' };
const request = async (more: object = {}, by: object = committee) => (await server.ask(by as typeof committee, REQUEST, { input: { ...input, ...more }, reason: '复核评价结果' })).data.requestGrant;
const approved = async (more: object = {}, by: typeof tax = tax) => {
  const { id } = await request(more);
  const { data } = await server.ask(by, ANSWER, { id, approve: true, reason: '同意' });
  expect(data.answerGrant.state).toBe('APPROVED');
  return id as string;
};
const totals = async (claims: Partial<typeof committee> = {}, order = 'RANK_ASC') => {
  const { data, errors, extensions } = await server.ask({ ...committee, ...claims }, `{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 3, orderBy: ${order}) { nodes { total } } } }`);
  if (errors) return errors[0]!.extensions.code;
  const withheld = extensions?.withheld?.some(({ coordinate }) => coordinate === 'Grade.total') ?? false;
  return data.assessment.grades.nodes.every(({ total }: { total: string | null }) => total !== null) && !withheld ? 'told' : 'withheld';
};

describe('a grant', () => {
  it('opens what it names from the moment it is approved to the moment it is withdrawn', async () => {
    expect(await totals()).toBe('withheld');
    const asked = await request();
    expect(asked).toMatchObject({ __typename: 'AccessGrant', state: 'REQUESTED', owner: 'TAX', history: [{ step: 'REQUESTED', by: '园区甲', reason: '复核评价结果' }] });
    expect(await totals()).toBe('withheld');
    const answered = await server.ask(tax, ANSWER, { id: asked.id, approve: true, reason: '同意' });
    expect(answered.data.answerGrant).toMatchObject({ ...input, state: 'APPROVED', history: [{ step: 'REQUESTED' }, { step: 'APPROVED', by: '税务乙', reason: '同意' }] });
    expect(await totals()).toBe('told');
    expect(await totals({ purpose: '招商' })).toBe('withheld');
    expect(await totals({ zones: ['339901003', '339901002'] })).toBe('withheld');
    expect(await totals({}, 'TOTAL_DESC')).toBe('FORBIDDEN');
    today = '2027-01-01T00:00:00+08:00';
    expect(await totals()).toBe('withheld');
    today = '2026-12-31T23:59:00+08:00';
    expect(await totals()).toBe('told');
    const withdrawn = await server.ask(tax, WITHDRAW, { id: asked.id, reason: '用途已完成' });
    expect(withdrawn.data.withdrawGrant.state).toBe('WITHDRAWN');
    expect(await totals()).toBe('withheld');
    expect((await server.ask(tax, WITHDRAW, { id: asked.id, reason: '再来' })).data.withdrawGrant.message).toContain('已撤回');
    const listed = await server.ask(committee, '{ grants { id state history { step } } }');
    expect(listed.data.grants).toContainEqual({ id: asked.id, state: 'WITHDRAWN', history: [{ step: 'REQUESTED' }, { step: 'APPROVED' }, { step: 'WITHDRAWN' }] });
  });

  it('is seen by its owner, by who asked for it and by the security administrator, whoever answers it', async () => {
    const { id } = await request();
    const ids = async (claims: { role: string; subject?: string; department?: string }) => (await server.ask(claims, '{ grants { id } }')).data.grants.map((each: { id: string }) => each.id) as string[];
    for (const claims of [committee, tax, { role: 'security_admin', subject: '安全员' }]) expect(await ids(claims)).toContain(id);
    for (const claims of [land, { ...committee, subject: '园区戊' }]) expect(await ids(claims)).not.toContain(id);
    const answered = await server.ask({ role: 'security_admin', subject: '安全员' }, ANSWER, { id, approve: true, reason: '代批' });
    expect(answered.data.answerGrant.message).toContain('没有向本部门提出');
    await server.ask(tax, ANSWER, { id, approve: false, reason: '测试完' });
  });

  it('for one subject, or for ordering, is for nothing else', async () => {
    const id = await approved({ subject: '园区丁', acts: ['READ', 'ORDER'] });
    expect(await totals()).toBe('withheld');
    expect(await totals({ subject: '园区丁' }, 'TOTAL_DESC')).toBe('told');
    await server.ask(tax, WITHDRAW, { id, reason: '测试完' });
  });

  it('gives of its owner\'s data alone: a figure of several departments needs them all', async () => {
    const points = async () => {
      const { data } = await server.ask(committee, '{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 1, filter: { groups: ["above"] }) { nodes { indicators { id points } } } } }');
      return (data.assessment.grades.nodes[0].indicators as { id: string; points: string | null }[]).filter((each) => each.points !== null).map(({ id }) => id);
    };
    const fields = ['IndicatorResult.points'];
    const first = await approved({ fields });
    expect(await points()).toEqual([]);
    const second = await approved({ fields, owner: 'LAND' }, land);
    expect(await points()).toEqual(['tax_per_mu']);
    for (const [id, by] of [[first, tax], [second, land]] as const) await server.ask(by, WITHDRAW, { id, reason: '测试完' });
    expect(await points()).toEqual([]);
  });

  it('is answered by its owner alone, never by who asked, and once', async () => {
    const asked = await request();
    expect((await server.ask(land, ANSWER, { id: asked.id, approve: true, reason: '越权' })).data.answerGrant.message).toContain('没有向本部门提出');
    expect((await server.ask(committee, ANSWER, { id: asked.id, approve: true, reason: '自批' })).errors![0]!.extensions.code).toBe('FORBIDDEN');
    const own = await request({ role: 'department', department: 'LAND', zones: null }, tax);
    expect((await server.ask(tax, ANSWER, { id: own.id, approve: true, reason: '自批' })).data.answerGrant.message).toContain('本人');
    expect((await server.ask(tax, ANSWER, { id: asked.id, approve: false, reason: ' ' })).data.answerGrant).toMatchObject({ __typename: 'RefusedInput', issues: [{ column: 'reason' }] });
    expect((await server.ask(tax, ANSWER, { id: asked.id, approve: false, reason: '依据不足' })).data.answerGrant.state).toBe('REFUSED');
    expect((await server.ask(tax, ANSWER, { id: asked.id, approve: true, reason: '改主意' })).data.answerGrant.message).toContain('已拒绝');
    expect(await totals()).toBe('withheld');
    expect((await server.ask(tax, ANSWER, { id: '99999', approve: true, reason: 'x' })).data.answerGrant.message).toContain('没有');
  });

  it.each(['Query.accessLog', 'Query.*', 'AccessLogEntry.*', 'AccessLogEntry.actor', 'Mutation.*', 'Mutation.answerGrant'])('never gives what access is governed with: %s', async (field) => {
    const asked = await request({ owner: 'COUNTY', role: 'tax_officer', zones: null, fields: [field] });
    expect(asked).toMatchObject({ __typename: 'RefusedInput', issues: expect.arrayContaining([{ column: 'fields', message: `fields：${field} 是审计或授权管理的职权，不能另行授予` }]) as unknown });
  });

  it('is for its purpose: without it the answer says that the purpose is missing, and the query lives on', async () => {
    const id = await approved({ acts: ['READ', 'ORDER'] });
    const ask = async (claims: object, order: string) => server.ask({ ...committee, ...claims }, `{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 1, orderBy: ${order}) { nodes { rank total } } } }`);
    for (const purpose of [undefined, '招商']) {
      const { data, errors, extensions } = await ask({ purpose }, 'RANK_ASC');
      expect([errors, data.assessment.grades.nodes[0].total, typeof data.assessment.grades.nodes[0].rank]).toEqual([undefined, null, 'number']);
      expect(extensions!.withheld).toEqual([{ coordinate: 'Grade.total', department: 'tax', reason: 'PURPOSE_REQUIRED' }]);
      const ordered = await ask({ purpose }, 'TOTAL_DESC');
      expect(ordered.errors!.map(({ extensions }) => extensions.code)).toEqual(['PURPOSE_REQUIRED']);
    }
    const elsewhere = await ask({ purpose: undefined, zones: ['339901002'] }, 'RANK_ASC');
    expect(elsewhere.extensions!.withheld).toEqual([{ coordinate: 'Grade.total', department: 'tax', reason: 'TAX_SECRET' }]);
    await server.ask(tax, WITHDRAW, { id, reason: '测试完' });
  });

  it('for a root field without its purpose is refused with PURPOSE_REQUIRED', async () => {
    const asked = await request({ owner: 'COUNTY', role: 'analyst', zones: null, fields: ['Query.landTaxFindings', 'LandTaxFindingConnection.taxAtStakeTotal', 'LandTaxFinding.id', 'LandTaxFinding.kind', 'LandTaxFinding.status', 'LandTaxFinding.taxAtStake'], purpose: '专题分析', acts: ['READ', 'ORDER', 'AGGREGATE'] });
    await server.ask({ role: 'security_admin', subject: '安全员' }, ANSWER, { id: asked.id, approve: true, reason: '同意' });
    const ask = async (purpose: string | undefined) => server.ask({ role: 'analyst', purpose }, '{ landTaxFindings(year: 2024) { totalCount taxAtStakeTotal } }');
    expect((await ask(undefined)).errors!.map(({ extensions }) => extensions.code)).toEqual(['PURPOSE_REQUIRED']);
    expect((await ask('专题分析')).data.landTaxFindings.totalCount).toBeGreaterThan(0);
    await server.ask({ role: 'security_admin', subject: '安全员' }, WITHDRAW, { id: asked.id, reason: '测试完' });
    expect((await ask('专题分析')).errors!.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  it('for some zones gives a department their rows and no others', async () => {
    const asker = { role: 'department', department: 'emissions', subject: '环保己', purpose: '排放核算' };
    const { id } = await request({ owner: 'EMPLOYMENT', role: 'department', department: 'EMISSIONS', fields: ['Enterprise.employment', 'EmploymentRecord.*'], purpose: '排放核算' }, asker);
    const employment = { role: 'department', department: 'employment', subject: '人社戊' };
    expect((await server.ask(employment, ANSWER, { id, approve: true, reason: '同意' })).data.answerGrant.state).toBe('APPROVED');
    const zones = new Map<string, string>((await server.ask({ role: 'tax_officer' }, '{ enterprises(first: 500) { nodes { creditCode zone } } }')).data.enterprises.nodes.map((e: { creditCode: string; zone: string }) => [e.creditCode, e.zone]));
    const { data, extensions } = await server.ask(asker, '{ enterprises(first: 500) { nodes { creditCode employment(year: 2024) { insured } } } }');
    const told = (data.enterprises.nodes as { creditCode: string; employment: { insured: string | null } | null }[]).filter(({ employment: its }) => its?.insured).map(({ creditCode }) => zones.get(creditCode));
    expect(told.length).toBeGreaterThan(5);
    expect(new Set(told)).toEqual(new Set(['339901003']));
    expect(extensions!.withheld).toEqual([{ coordinate: 'EmploymentRecord.insured', department: 'employment', reason: 'NOT_GRANTED' }]);
    await server.ask(employment, WITHDRAW, { id, reason: '测试完' });
  });

  it('on findings gives a committee those of its zones, and a department with a grant for some zones none of the county', async () => {
    const fields = ['Query.landTaxFindings', 'LandTaxFindingConnection.taxAtStakeTotal', 'Query.landTaxTasks', 'LandTaxTask.*'].concat(['id', 'kind', 'status', 'taxAtStake', 'holder', 'taxpayer'].map((field) => `LandTaxFinding.${field}`));
    const admin = { role: 'security_admin', subject: '安全员' };
    const asked = await request({ owner: 'COUNTY', zones: null, fields, acts: ['READ', 'ORDER', 'AGGREGATE', 'FILTER'] });
    expect(asked).toMatchObject({ __typename: 'AccessGrant' });
    await server.ask(admin, ANSWER, { id: asked.id, approve: true, reason: '同意' });
    const LIST = '{ landTaxFindings(year: 2024, first: 500) { totalCount nodes { id holder { creditCode } taxpayer { creditCode } } } }';
    type Named = { holder: { creditCode: string } | null; taxpayer: { creditCode: string } | null };
    const named = ({ holder, taxpayer }: Named) => [holder, taxpayer].flatMap((each) => each?.creditCode ?? []);
    const zones = new Map<string, string>((await server.ask({ role: 'tax_officer' }, '{ enterprises(first: 500, filter: { zones: ["339901003"] }) { nodes { creditCode zone } } }')).data.enterprises.nodes.map((e: { creditCode: string; zone: string }) => [e.creditCode, e.zone]));
    const all = (await server.ask({ role: 'tax_officer' }, LIST)).data.landTaxFindings.nodes as Named[];
    const expected = all.filter((each) => named(each).length > 0 && named(each).every((code) => zones.has(code)));
    const told = await server.ask(committee, LIST);
    expect(told.errors).toBeUndefined();
    const { landTaxFindings } = told.data;
    expect(landTaxFindings.totalCount).toBe(expected.length);
    expect(landTaxFindings.nodes.flatMap(named)).toEqual(expected.flatMap(named));
    expect(expected.length).toBeGreaterThan(5);
    expect((await server.ask(committee, '{ landTaxTasks { totalCount } }')).errors![0]!).toMatchObject({ message: expect.stringContaining('不能按园区提供') as string, extensions: { code: 'FORBIDDEN' } });
    await server.ask(admin, WITHDRAW, { id: asked.id, reason: '测试完' });
    const asker = { role: 'department', department: 'emissions', subject: '环保己', purpose: '排放核算' };
    const part = await request({ owner: 'COUNTY', role: 'department', department: 'EMISSIONS', fields, purpose: '排放核算' }, asker);
    await server.ask(admin, ANSWER, { id: part.id, approve: true, reason: '同意' });
    expect((await server.ask(asker, LIST)).errors!.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    await server.ask(admin, WITHDRAW, { id: part.id, reason: '测试完' });
  });

  it('for one organisation is for its tokens alone', async () => {
    const id = await approved({ organisation: '示例开发区' });
    expect(await totals()).toBe('withheld');
    expect(await totals({ organisation: '示例开发区' } as object)).toBe('told');
    await server.ask(tax, WITHDRAW, { id, reason: '测试完' });
  });

  it('that names an object names what the object cannot do without', async () => {
    const asked = await request({ owner: 'TAX', role: 'analyst', zones: null, fields: ['LandTaxSource.annualTax', 'Parcel.taxSources'] });
    expect(asked).toMatchObject({ __typename: 'RefusedInput', issues: [{ column: 'fields', message: expect.stringContaining('LandTaxSource.sourceId') as string }] });
  });

  it('to add up is not one to read, and the reverse', async () => {
    const names = ['Query.assessment', 'Assessment.scheme', 'Assessment.year', 'Assessment.dataVersion', 'Assessment.groups', 'AssessmentGroup.*', 'ClassCount.*', 'Benchmark.*'];
    const asker = { role: 'department', department: 'land', subject: '资规丙', purpose: '用地分析' };
    const admin = { role: 'security_admin', subject: '安全员' };
    const given = async (fields: string[], acts: string[]) => {
      const asked = await request({ owner: 'COUNTY', role: 'department', department: 'LAND', zones: null, fields, acts, purpose: '用地分析' }, asker);
      expect((await server.ask(admin, ANSWER, { id: asked.id, approve: true, reason: '同意' })).data.answerGrant.state).toBe('APPROVED');
      return asked.id as string;
    };
    const counts = async () => (await server.ask(asker, '{ assessment(scheme: "example-ratio-2024", year: 2024) { groups { classes { count } } } }')).data.assessment.groups[0].classes as unknown[] | null;
    const first = await given(names, ['READ']);
    expect(await counts()).toBeNull();
    const second = await given(['Grade.class'], ['AGGREGATE']);
    expect((await counts())!.length).toBeGreaterThan(1);
    for (const id of [first, second]) await server.ask(admin, WITHDRAW, { id, reason: '测试完' });
  });

  it.each([
    ['the audit trail', ['Query.accessLog', 'AccessLogEntry.*']],
    ['the right to answer grants', ['Mutation.answerGrant']],
  ])('never gives %s: administrators stay apart', async (_, fields) => {
    const asked = await request({ owner: 'COUNTY', role: 'tax_officer', zones: null, fields });
    expect(asked.__typename).toBe('RefusedInput');
    expect(asked.issues[0].message).toContain('职权');
  });

  it.each([
    ['a field that is none', { fields: ['Grade.nothing'] }, 'fields'],
    ['another department\'s field', { fields: ['EmissionsRecord.cod'] }, 'fields'],
    ['a role that governs', { role: 'auditor' }, 'role'],
    ['a role that is none', { role: 'boss' }, 'role'],
    ['no purpose', { purpose: ' ' }, 'purpose'],
    ['no ground', { ground: '' }, 'ground'],
    ['a subject without a name', { subject: ' ' }, 'subject'],
    ['a department of another role', { department: 'TAX' }, 'department'],
    ['no zone at all', { zones: [] }, 'zones'],
    ['days the wrong way round', { from: '2026-02-01', to: '2026-01-01' }, 'from'],
  ])('is not asked for with %s', async (_, more, column) => {
    expect(await request(more)).toMatchObject({ __typename: 'RefusedInput', issues: [{ column }] });
  });

  it('is on record with its owner at every step', async () => {
    const { rows } = await server.database.pool.query(`select action, count(*)::int as n from audit_event where department = 'tax' and action like 'GRANT%' group by action order by action`);
    const { data, errors } = await server.ask(tax, '{ accessLog(first: 500) { nodes { action detail } } }');
    expect(errors).toBeUndefined();
    expect(data.accessLog.nodes.map(({ action }: { action: string }) => action)).toContain('GRANT_WITHDRAWN');
    expect(rows.map(({ action }: { action: string }) => action)).toEqual(['GRANT_APPROVED', 'GRANT_REFUSED', 'GRANT_REQUESTED', 'GRANT_WITHDRAWN']);
  });
});
