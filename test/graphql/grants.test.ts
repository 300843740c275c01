import { describe, expect, it } from 'vitest';
import { grantedFile } from './granted-files.js';
import { sampleServer, shippedGrants } from './hub-server.js';

let today = '2026-03-01T04:00:00Z';
/** What a total needs besides tax, so that the tax bureau alone decides on it here. */
const others = grantedFile({
  id: 'others',
  to: { role: 'zone_committee' },
  what: ['derived:emissions', 'derived:utilities', 'derived:statistics'],
  rows: 'own_zones',
  givenBy: ['emissions', 'utilities', 'statistics'],
});
const server = await sampleServer({ clock: () => new Date(today), grantFiles: [...shippedGrants('示例县', 'serve'), others] });
const committee = { role: 'zone_committee', zones: ['339901003'], subject: '园区甲', purpose: '亩均评价复核' };
const tax = { role: 'department', department: 'tax', subject: '税务乙' };
const land = { role: 'department', department: 'land', subject: '资规丙' };
const GRANT =
  '__typename ... on AccessGrant { id owner role fields zones acts purpose ground from to state history { step by reason } } ... on RefusedInput { message issues { column message } }';
const REQUEST = `mutation($input: GrantInput!, $reason: String!) { requestGrant(input: $input, reason: $reason) { ${GRANT} } }`;
const ANSWER = `mutation($id: ID!, $approve: Boolean!, $reason: String!) { answerGrant(id: $id, approve: $approve, reason: $reason) { ${GRANT} } }`;
const WITHDRAW = `mutation($id: ID!, $reason: String!) { withdrawGrant(id: $id, reason: $reason) { ${GRANT} } }`;
const input = {
  owner: 'TAX',
  role: 'zone_committee',
  fields: ['Grade.total'],
  zones: ['339901003'],
  acts: ['READ'],
  purpose: '亩均评价复核',
  ground: '示例县亩均办〔2026〕1号',
  from: '2026-01-01',
  to: '2026-12-31',
};
const request = async (more: object = {}, by: object = committee) =>
  (await server.ask(by as typeof committee, REQUEST, { input: { ...input, ...more }, reason: '复核评价结果' })).data.requestGrant;
const approved = async (more: object = {}, by: typeof tax = tax) => {
  const { id } = await request(more);
  const { data } = await server.ask(by, ANSWER, { id, approve: true, reason: '同意' });
  expect(data.answerGrant.state).toBe('APPROVED');
  return id as string;
};
const totals = async (claims: Partial<typeof committee> = {}, order = 'RANK_ASC') => {
  const { data, errors, extensions } = await server.ask(
    { ...committee, ...claims },
    `{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 3, orderBy: ${order}) { nodes { total } } } }`,
  );
  if (errors) return errors[0]!.extensions.code;
  const withheld = extensions?.withheld?.some(({ coordinate }) => coordinate === 'Grade.total') ?? false;
  return data.assessment.grades.nodes.every(({ total }: { total: string | null }) => total !== null) && !withheld ? 'given' : 'withheld';
};

describe('a grant', () => {
  it('opens what it names from the moment it is approved to the moment it is withdrawn', async () => {
    expect(await totals()).toBe('withheld');
    const asked = await request();
    expect(asked).toMatchObject({
      __typename: 'AccessGrant',
      state: 'REQUESTED',
      owner: 'TAX',
      history: [{ step: 'REQUESTED', by: '园区甲', reason: '复核评价结果' }],
    });
    expect(await totals()).toBe('withheld');
    const answered = await server.ask(tax, ANSWER, { id: asked.id, approve: true, reason: '同意' });
    expect(answered.data.answerGrant).toMatchObject({
      ...input,
      state: 'APPROVED',
      history: [{ step: 'REQUESTED' }, { step: 'APPROVED', by: '税务乙', reason: '同意' }],
    });
    expect(await totals()).toBe('given');
    expect(await totals({ purpose: '招商' })).toBe('withheld');
    expect(await totals({ zones: ['339901003', '339901002'] })).toBe('withheld');
    expect(await totals({}, 'TOTAL_DESC')).toBe('given');
    expect(await totals({ zones: ['339901003', '339901002'] }, 'TOTAL_DESC')).toBe('FORBIDDEN');
    today = '2027-01-01T00:00:00+08:00';
    expect(await totals()).toBe('withheld');
    today = '2026-12-31T23:59:00+08:00';
    expect(await totals()).toBe('given');
    const withdrawn = await server.ask(tax, WITHDRAW, { id: asked.id, reason: '用途已完成' });
    expect(withdrawn.data.withdrawGrant.state).toBe('WITHDRAWN');
    expect(await totals()).toBe('withheld');
    expect((await server.ask(tax, WITHDRAW, { id: asked.id, reason: '再来' })).data.withdrawGrant.message).toContain('已撤回');
    const listed = await server.ask(committee, '{ grants { id state history { step } } }');
    expect(listed.data.grants).toContainEqual({
      id: asked.id,
      state: 'WITHDRAWN',
      history: [{ step: 'REQUESTED' }, { step: 'APPROVED' }, { step: 'WITHDRAWN' }],
    });
  });

  it('is seen by its owner, by who asked for it and by the security administrator, whoever answers it', async () => {
    const { id } = await request();
    const ids = async (claims: { role: string; subject?: string; department?: string }) =>
      (await server.ask(claims, '{ grants { id } }')).data.grants.map((each: { id: string }) => each.id) as string[];
    for (const claims of [committee, tax, { role: 'security_admin', subject: '安全员' }]) expect(await ids(claims)).toContain(id);
    for (const claims of [land, { ...committee, subject: '园区戊' }]) expect(await ids(claims)).not.toContain(id);
    const answered = await server.ask({ role: 'security_admin', subject: '安全员' }, ANSWER, { id, approve: true, reason: '代批' });
    expect(answered.data.answerGrant.message).toContain('没有向本部门提出');
    await server.ask(tax, ANSWER, { id, approve: false, reason: '测试完' });
  });

  it('for one subject is for nobody else; to read is to order by too, to order is not to read', async () => {
    const id = await approved({ subject: '园区丁' });
    expect(await totals()).toBe('withheld');
    expect(await totals({ subject: '园区丁' }, 'TOTAL_DESC')).toBe('given');
    await server.ask(tax, WITHDRAW, { id, reason: '测试完' });
    const ordering = await approved({ acts: ['ORDER'] });
    expect(await totals({}, 'TOTAL_DESC')).toBe('withheld');
    await server.ask(tax, WITHDRAW, { id: ordering, reason: '测试完' });
  });

  it('of a set gives what is made of the department, and none of its records', async () => {
    const id = await approved({ fields: ['derived:tax'] });
    const { data, errors, extensions } = await server.ask(
      committee,
      '{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 5) { nodes { total indicators { id value points numerator } enterprise { tax(year: 2024) { vatNet } } } } } }',
    );
    expect(errors).toBeUndefined();
    for (const { total, indicators, enterprise } of data.assessment.grades.nodes) {
      expect([typeof total, enterprise.tax.vatNet]).toEqual(['string', null]);
      expect(indicators.find((each: { id: string }) => each.id === 'tax_per_mu')).toMatchObject({
        value: expect.any(String),
        points: expect.any(String),
        numerator: expect.any(String),
      });
    }
    expect(extensions!.withheld!.map(({ coordinate }) => coordinate)).toEqual(['TaxRecord.vatNet']);
    await server.ask(tax, WITHDRAW, { id, reason: '测试完' });
    expect(await request({ fields: ['derived:land'] })).toMatchObject({
      __typename: 'RefusedInput',
      issues: [{ column: 'fields', message: expect.stringContaining('不归该部门') }],
    });
  });

  it("gives of its owner's data alone: a figure of several departments needs them all", async () => {
    const points = async () => {
      const { data } = await server.ask(
        committee,
        '{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 1, filter: { groups: ["above"] }) { nodes { indicators { id points } } } } }',
      );
      return (data.assessment.grades.nodes[0].indicators as { id: string; points: string | null }[])
        .filter((each) => each.points !== null)
        .map(({ id }) => id);
    };
    const fields = ['IndicatorResult.points'];
    // The committee's floor holds what is made of land; points of tax_per_mu lack tax alone.
    expect(await points()).not.toContain('tax_per_mu');
    const id = await approved({ fields });
    expect(await points()).toContain('tax_per_mu');
    expect(await totals()).toBe('withheld');
    await server.ask(tax, WITHDRAW, { id, reason: '测试完' });
    const office = { role: 'evaluation_office', subject: '县办', purpose: '亩均评价复核' };
    const value = async () =>
      (
        await server.ask(
          office,
          '{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 1, filter: { groups: ["above"] }) { nodes { indicators { id value } } } } }',
        )
      ).data.assessment.grades.nodes[0].indicators[0] as { value: string | null };
    const parts: (readonly [string, typeof tax])[] = [];
    for (const [owner, by] of [
      ['TAX', tax],
      ['LAND', land],
    ] as const) {
      expect((await value()).value).toBeNull();
      const asked = await request({ fields: [`derived:${owner.toLowerCase()}`], owner, role: 'evaluation_office', zones: null }, office);
      await server.ask(by, ANSWER, { id: asked.id, approve: true, reason: '同意' });
      parts.push([asked.id as string, by]);
    }
    expect((await value()).value).not.toBeNull();
    for (const [part, by] of parts) await server.ask(by, WITHDRAW, { id: part, reason: '测试完' });
    expect((await value()).value).toBeNull();
  });

  it('is answered by its owner alone, never by who asked, and once', async () => {
    const asked = await request();
    expect((await server.ask(land, ANSWER, { id: asked.id, approve: true, reason: '越权' })).data.answerGrant.message).toContain(
      '没有向本部门提出',
    );
    expect((await server.ask(committee, ANSWER, { id: asked.id, approve: true, reason: '自批' })).errors![0]!.extensions.code).toBe(
      'FORBIDDEN',
    );
    const own = await request({ role: 'department', department: 'LAND', zones: null }, tax);
    expect((await server.ask(tax, ANSWER, { id: own.id, approve: true, reason: '自批' })).data.answerGrant.message).toContain('本人');
    expect((await server.ask(tax, ANSWER, { id: asked.id, approve: false, reason: ' ' })).data.answerGrant).toMatchObject({
      __typename: 'RefusedInput',
      issues: [{ column: 'reason' }],
    });
    expect((await server.ask(tax, ANSWER, { id: asked.id, approve: false, reason: '依据不足' })).data.answerGrant.state).toBe('REFUSED');
    expect((await server.ask(tax, ANSWER, { id: asked.id, approve: true, reason: '改主意' })).data.answerGrant.message).toContain('已拒绝');
    expect(await totals()).toBe('withheld');
    expect((await server.ask(tax, ANSWER, { id: '99999', approve: true, reason: 'x' })).data.answerGrant.message).toContain('没有');
  });

  it.each(['Query.accessLog', 'Query.*', 'AccessLogEntry.*', 'AccessLogEntry.actor', 'Mutation.*', 'Mutation.answerGrant'])(
    'never gives what access is governed with: %s',
    async (field) => {
      const asked = await request({ owner: 'COUNTY', role: 'tax_officer', zones: null, fields: [field] });
      expect(asked).toMatchObject({
        __typename: 'RefusedInput',
        issues: expect.arrayContaining([{ column: 'fields', message: `fields：${field} 是审计或授权管理的职权，不能另行授予` }]) as unknown,
      });
    },
  );

  it('is for its purpose: without it the answer says that the purpose is missing, and the query lives on', async () => {
    const id = await approved({ acts: ['READ', 'ORDER'] });
    const ask = async (claims: object, order: string) =>
      server.ask(
        { ...committee, ...claims },
        `{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 1, orderBy: ${order}) { nodes { rank total } } } }`,
      );
    for (const purpose of [undefined, '招商']) {
      const { data, errors, extensions } = await ask({ purpose }, 'RANK_ASC');
      expect([errors, data.assessment.grades.nodes[0].total, typeof data.assessment.grades.nodes[0].rank]).toEqual([
        undefined,
        null,
        'number',
      ]);
      expect(extensions!.withheld).toMatchObject([
        {
          coordinate: 'Grade.total',
          department: 'tax',
          reason: 'PURPOSE_REQUIRED',
          tells: expect.any(String),
          ask: expect.stringContaining('--purpose'),
        },
      ]);
      const ordered = await ask({ purpose }, 'TOTAL_DESC');
      expect(ordered.errors!.map(({ extensions }) => extensions.code)).toEqual(['PURPOSE_REQUIRED']);
    }
    const elsewhere = await ask({ purpose: undefined, zones: ['339901002'] }, 'RANK_ASC');
    expect(elsewhere.extensions!.withheld).toMatchObject([{ coordinate: 'Grade.total', department: 'tax', reason: 'TAX_SECRET' }]);
    await server.ask(tax, WITHDRAW, { id, reason: '测试完' });
  });

  it('of findings names the purpose 以税节地, and a root field without it is refused with PURPOSE_REQUIRED', async () => {
    const office = { role: 'evaluation_office', subject: '县办' };
    const fields = ['LandTaxFinding.*', 'LandTaxFindingConnection.*'];
    const asking = (owner: string, purpose: string) => request({ owner, role: 'evaluation_office', zones: null, fields, purpose }, office);
    expect(await asking('TAX', '专题分析')).toMatchObject({ __typename: 'RefusedInput', issues: [{ column: 'purpose' }] });
    const ids = [(await asking('TAX', '以税节地')).id, (await asking('LAND', '以税节地')).id] as [string, string];
    const ask = async (purpose: string | undefined) =>
      server.ask({ ...office, purpose }, '{ landTaxFindings(year: 2024) { totalCount nodes { kind } } }');
    expect((await ask('以税节地')).errors!.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    await server.ask(tax, ANSWER, { id: ids[0], approve: true, reason: '同意' });
    await server.ask(land, ANSWER, { id: ids[1], approve: true, reason: '同意' });
    expect((await ask(undefined)).errors!.map(({ extensions }) => extensions.code)).toEqual(['PURPOSE_REQUIRED']);
    expect((await ask('以税节地')).data.landTaxFindings.totalCount).toBeGreaterThan(100);
    await server.ask(tax, WITHDRAW, { id: ids[0], reason: '测试完' });
    await server.ask(land, WITHDRAW, { id: ids[1], reason: '测试完' });
    expect((await ask('以税节地')).errors!.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  it('for some zones gives a department their rows and no others', async () => {
    const asker = { role: 'department', department: 'emissions', subject: '环保己', purpose: '排放核算' };
    const { id } = await request(
      { owner: 'EMPLOYMENT', role: 'department', department: 'EMISSIONS', fields: ['EmploymentRecord.*'], purpose: '排放核算' },
      asker,
    );
    const employment = { role: 'department', department: 'employment', subject: '人社戊' };
    expect((await server.ask(employment, ANSWER, { id, approve: true, reason: '同意' })).data.answerGrant.state).toBe('APPROVED');
    const zones = new Map<string, string>(
      (await server.ask({ role: 'tax_officer' }, '{ enterprises(first: 500) { nodes { creditCode zone } } }')).data.enterprises.nodes.map(
        (e: { creditCode: string; zone: string }) => [e.creditCode, e.zone],
      ),
    );
    const { data, extensions } = await server.ask(
      asker,
      '{ enterprises(first: 500) { nodes { creditCode employment(year: 2024) { insured } } } }',
    );
    const told = (data.enterprises.nodes as { creditCode: string; employment: { insured: string | null } | null }[])
      .filter(({ employment: its }) => its?.insured)
      .map(({ creditCode }) => zones.get(creditCode));
    expect(told.length).toBeGreaterThan(5);
    expect(new Set(told)).toEqual(new Set(['339901003']));
    expect(extensions!.withheld).toMatchObject([
      { coordinate: 'EmploymentRecord.insured', department: 'employment', reason: 'NOT_GRANTED' },
    ]);
    const filtered = await server.ask(asker, '{ enterprises(orderBy: NAME_ASC, first: 1) { nodes { name } } }');
    expect(filtered.errors).toBeUndefined();
    await server.ask(employment, WITHDRAW, { id, reason: '测试完' });
  });

  it('on findings gives a committee those of its zones, and a department with a grant for some zones those of these zones', async () => {
    const fields = ['LandTaxFinding.*', 'LandTaxFindingConnection.totalCount'];
    const reader = { ...committee, purpose: '以税节地' };
    const given = async (more: object, by: object) => {
      const ids: (readonly [string, typeof tax])[] = [];
      for (const [owner, who] of [
        ['TAX', tax],
        ['LAND', land],
      ] as const) {
        const { id } = await request({ owner, fields: owner === 'TAX' ? fields : ['LandTaxFinding.*'], purpose: '以税节地', ...more }, by);
        await server.ask(who, ANSWER, { id, approve: true, reason: '同意' });
        ids.push([id as string, who]);
      }
      return async () => {
        for (const [id, who] of ids) await server.ask(who, WITHDRAW, { id, reason: '测试完' });
      };
    };
    const LIST = '{ landTaxFindings(year: 2024, first: 500) { totalCount nodes { id holder { creditCode } taxpayer { creditCode } } } }';
    type Named = { id: string; holder: { creditCode: string } | null; taxpayer: { creditCode: string } | null };
    const named = ({ holder, taxpayer }: Named) => [holder, taxpayer].flatMap((each) => each?.creditCode ?? []);
    const zones = new Map<string, string>(
      (
        await server.ask(
          { role: 'tax_officer' },
          '{ enterprises(first: 500, filter: { zones: ["339901003"] }) { nodes { creditCode zone } } }',
        )
      ).data.enterprises.nodes.map((e: { creditCode: string; zone: string }) => [e.creditCode, e.zone]),
    );
    const all = (await server.ask({ role: 'tax_officer' }, LIST)).data.landTaxFindings.nodes as Named[];
    // Either party suffices; the other is not there.
    const expected = all.filter((each) => named(each).some((code) => zones.has(code)));
    const withdraw = await given({ zones: null }, reader);
    const { data, errors } = await server.ask(reader, LIST);
    expect(errors).toBeUndefined();
    expect(data.landTaxFindings.totalCount).toBe(expected.length);
    expect(data.landTaxFindings.nodes.map(({ id }: Named) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    expect(data.landTaxFindings.nodes.flatMap(named).every((code: string) => zones.has(code))).toBe(true);
    expect(expected.length).toBeGreaterThan(5);
    const strange = all.find((each) => !expected.includes(each))!;
    expect((await server.ask(reader, `{ node(id: "${strange.id}") { id } own: node(id: "${expected[0]!.id}") { id } }`)).data).toEqual({
      node: null,
      own: { id: expected[0]!.id },
    });
    await withdraw();
    const asker = { role: 'department', department: 'emissions', subject: '环保己', purpose: '以税节地' };
    const withdrawn = await given({ role: 'department', department: 'EMISSIONS', zones: ['339901003'] }, asker);
    const part = await server.ask(asker, LIST);
    expect(part.data.landTaxFindings.totalCount).toBeNull();
    expect(part.data.landTaxFindings.nodes.map(({ id }: Named) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    await withdrawn();
  });

  it('for one organisation is for its tokens alone', async () => {
    const id = await approved({ organisation: '示例开发区' });
    expect(await totals()).toBe('withheld');
    expect(await totals({ organisation: '示例开发区' } as object)).toBe('given');
    await server.ask(tax, WITHDRAW, { id, reason: '测试完' });
  });

  it('that names an object names what the object cannot do without', async () => {
    const asked = await request({ owner: 'TAX', role: 'analyst', zones: null, fields: ['WhatIf.movers'] });
    expect(asked).toMatchObject({
      __typename: 'RefusedInput',
      issues: expect.arrayContaining([
        { column: 'fields', message: expect.stringContaining('Enterprise.creditCode') as string },
      ]) as unknown,
    });
  });

  it('to add up is not one to read, and the reverse', async () => {
    const asker = { role: 'department', department: 'land', subject: '资规丙', purpose: '用地分析' };
    const admin = { role: 'security_admin', subject: '安全员' };
    const given = async (fields: string[], acts: string[]) => {
      const asked = await request(
        { owner: 'COUNTY', role: 'department', department: 'LAND', zones: null, fields, acts, purpose: '用地分析' },
        asker,
      );
      expect((await server.ask(admin, ANSWER, { id: asked.id, approve: true, reason: '同意' })).data.answerGrant.state).toBe('APPROVED');
      return asked.id as string;
    };
    const seen = async () => {
      const { groups, grades } = (
        await server.ask(
          asker,
          '{ assessment(scheme: "example-ratio-2024", year: 2024) { groups { classes { class count } } grades(first: 50) { nodes { class } } } }',
        )
      ).data.assessment ?? { groups: [{ classes: null }] };
      return [groups[0].classes !== null, (grades?.nodes ?? []).some((grade: { class: string | null }) => grade.class !== null)];
    };
    expect(await seen()).toEqual([false, false]);
    const first = await given(['Grade.class'], ['AGGREGATE']);
    expect(await seen()).toEqual([true, false]);
    await server.ask(admin, WITHDRAW, { id: first, reason: '测试完' });
    const second = await given(['Grade.class'], ['READ']);
    expect(await seen()).toEqual([false, true]);
    await server.ask(admin, WITHDRAW, { id: second, reason: '测试完' });
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
    ["another department's field", { fields: ['EmissionsRecord.cod'] }, 'fields'],
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
    const { rows } = await server.database.pool.query(
      `select action, count(*)::int as n from audit_event where department = 'tax' and action like 'GRANT%' group by action order by action`,
    );
    const { data, errors } = await server.ask(tax, '{ accessLog(first: 500) { nodes { action detail } } }');
    expect(errors).toBeUndefined();
    expect(data.accessLog.nodes.map(({ action }: { action: string }) => action)).toContain('GRANT_WITHDRAWN');
    expect(rows.map(({ action }: { action: string }) => action)).toEqual([
      'GRANT_APPROVED',
      'GRANT_REFUSED',
      'GRANT_REQUESTED',
      'GRANT_WITHDRAWN',
    ]);
  });
});
