import { describe, expect, it } from 'vitest';
import { PROFILE_DEPARTMENTS, profileTerms } from '../../src/grants/terms.js';
import { sampleServer, shippedGrants } from './hub-server.js';

let today = '2026-03-01T04:00:00Z';
/** The floors alone: a committee has P0, and P1 from what is filed below. */
const server = await sampleServer({ clock: () => new Date(today), grantFiles: shippedGrants('示例县', 'serve') });
const ZONE = '339901003';
const PURPOSE = '亩均评价';
const committee = { role: 'zone_committee', zones: [ZONE], purpose: PURPOSE };
const AT = 'scheme: "example-ratio-2024", year: 2024';
const LIST = `{ assessment(${AT}) { grades(first: 50, filter: { groups: ["above"] }) { nodes { total enterprise { creditCode tax(year: 2024) { vatNet } } } } } }`;
interface Node {
  readonly total: string | null;
  readonly enterprise: { readonly creditCode: string; readonly tax: { readonly vatNet: null } };
}
const list = async (claims: object = {}) => {
  const { data, errors, extensions } = await server.ask({ ...committee, ...claims }, LIST);
  expect(errors).toBeUndefined();
  const nodes = data.assessment.grades.nodes as Node[];
  expect(new Set(nodes.map(({ enterprise: { tax } }) => tax.vatNet))).toEqual(new Set([null]));
  return {
    nodes,
    given: nodes.filter(({ total }) => total !== null).map(({ enterprise }) => enterprise.creditCode),
    withheld: extensions!
      .withheld!.filter(({ coordinate }) => coordinate === 'Grade.total')
      .map(({ department, reason }) => `${department} ${reason}`),
  };
};
const [first, second] = (await list()).nodes.map(({ enterprise }) => enterprise.creditCode) as [string, string];
const self = (creditCode: string) => ({ role: 'enterprise', creditCode, subject: `企业 ${creditCode}` });
const GIVE =
  'mutation($code: CreditCode!, $year: Int!, $purpose: String!, $until: Date!) { giveConsent(creditCode: $code, year: $year, purpose: $purpose, until: $until) { __typename ... on Consent { id year purpose until withdrawnAt enterprise { creditCode } } ... on RefusedInput { message issues { column } } } }';
const TAKE =
  'mutation($id: ID!) { withdrawConsent(id: $id) { __typename ... on Consent { id withdrawnAt } ... on RefusedInput { message } } }';
const DEPARTMENTS = PROFILE_DEPARTMENTS;
/** The total is made of statistics too, of which a profile gives what the enterprises declared themselves. */
await server.database.pool.query(`update statistic set origin = '填报'`);
const consent = { code: first, year: 2024, purpose: PURPOSE, until: '2026-12-31' };

describe('what an enterprise consents to', () => {
  it('is nothing without a grant for who consented, and the departments that lack are named', async () => {
    expect((await list()).withheld).toEqual(['emissions NOT_GRANTED', 'statistics STATISTICS_SECRET', 'tax TAX_SECRET']);
    const { grantDesk } = server.hub.officeRecords({ departments: [], rows: { of: 'all' }, logs: [], grants: [...DEPARTMENTS] });
    for (const department of DEPARTMENTS) {
      const terms = profileTerms(
        'P1',
        { zones: [ZONE], purpose: PURPOSE, document: '示例县亩均办〔2026〕1号', from: '2026-01-01', to: '2027-12-31' },
        department,
      );
      const asked = await grantDesk.request('园区甲', department, terms, '按同意口径');
      if (!asked.done) throw new Error(asked.why);
      expect(await grantDesk.decide({ actor: '经办', department }, Number(asked.grant.id), 'APPROVED', '同意')).toMatchObject({
        done: true,
      });
    }
    const after = await list();
    expect([after.given, after.withheld]).toEqual([
      [],
      ['emissions CONSENT_REQUIRED', 'statistics CONSENT_REQUIRED', 'tax CONSENT_REQUIRED'],
    ]);
  });

  it('is given at once for itself alone, for its year and purpose, and never a record', async () => {
    const given = await server.ask(self(first), GIVE, consent);
    expect(given.data.giveConsent).toMatchObject({
      __typename: 'Consent',
      year: 2024,
      purpose: PURPOSE,
      until: '2026-12-31',
      withdrawnAt: null,
      enterprise: { creditCode: first },
    });
    const after = await list();
    expect([after.given, after.withheld]).toEqual([
      [first],
      ['emissions CONSENT_REQUIRED', 'statistics CONSENT_REQUIRED', 'tax CONSENT_REQUIRED'],
    ]);
    expect((await list({ purpose: '招商' })).given).toEqual([]);
    const one = `{ enterprise(creditCode: "${first}") { grade(${AT}) { total indicators { value points } } } }`;
    const { data, extensions } = await server.ask(committee, one);
    expect([typeof data.enterprise.grade.total, extensions]).toEqual(['string', undefined]);
  });

  it('never opens an order or a filter: that would be of all', async () => {
    const { data, errors } = await server.ask(committee, `{ assessment(${AT}) { grades(orderBy: TOTAL_DESC) { totalCount } } }`);
    expect([data.assessment.grades, errors!.map(({ extensions }) => extensions.code)]).toEqual([null, ['FORBIDDEN']]);
    expect(errors![0]!.message).toContain('grades（orderBy：TOTAL_DESC）');
  });

  it('ends with its last day, and with its withdrawal at the next query', async () => {
    today = '2027-01-01T00:00:00+08:00';
    expect((await list()).given).toEqual([]);
    today = '2026-12-31T23:59:00+08:00';
    expect((await list()).given).toEqual([first]);
    const own = await server.ask(self(first), `{ enterprise(creditCode: "${first}") { consents { id purpose } } }`);
    const [{ id }] = own.data.enterprise.consents as [{ id: string }];
    expect((await server.ask(self(second), TAKE, { id })).data.withdrawConsent.__typename).toBe('RefusedInput');
    expect((await list()).given).toEqual([first]);
    expect((await server.ask(self(first), TAKE, { id })).data.withdrawConsent).toMatchObject({
      __typename: 'Consent',
      id,
      withdrawnAt: expect.any(String),
    });
    expect((await list()).given).toEqual([]);
  });

  it("is the enterprise's own to give, and is refused in words where it makes no sense", async () => {
    const codes = async (claims: { role: string }, more: object = {}) =>
      (await server.ask(claims, GIVE, { ...consent, ...more })).errors?.map(({ extensions }) => extensions.code);
    expect(await codes(self(second))).toEqual(['FORBIDDEN']);
    for (const claims of [committee, { role: 'tax_officer' }, { role: 'evaluation_office' }])
      expect(await codes(claims)).toEqual(['FORBIDDEN']);
    for (const [more, column] of [
      [{ purpose: ' ' }, 'purpose'],
      [{ until: '2020-01-01' }, 'until'],
      [{ year: 1800 }, 'year'],
    ] as const) {
      const { data, errors } = await server.ask(self(first), GIVE, { ...consent, ...more });
      expect(errors?.map(({ extensions }) => extensions.code) ?? data.giveConsent.issues).toEqual(
        errors ? ['BAD_USER_INPUT'] : [{ column }],
      );
    }
    const strange = await server.ask(committee, `{ enterprise(creditCode: "${first}") { name consents { id } } }`);
    expect(strange.data.enterprise).toEqual({ name: expect.any(String), consents: null });
  });
});
