import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trustedDocuments } from '../../src/graphql/trusted-documents.js';
import { sampleServer } from './hub-server.js';

interface Golden {
  readonly groups: { id: string; ranked: number; classes: Record<string, number>; benchmarks: Record<string, string> }[];
  readonly results: { creditCode: string; group: string | null; state: string; total: string | null; rank: number | null; initial: string | null; final: string | null; treatedAs: string | null; points: Record<string, string | null>; overrides: string[] }[];
}

const server = await sampleServer();
const ZONE = '339901003';
const officer = { role: 'tax_officer' };
const committee = { role: 'zone_committee', zones: [ZONE] };
const analyst = { role: 'analyst' };
const golden = (id: string) => JSON.parse(readFileSync(`test/golden/${id}.json`, 'utf8')) as Golden;
const ask = async (claims: { role: string }, query: string) => {
  const answer = await server.ask(claims, query);
  return { ...answer, codes: (answer.errors ?? []).map((error) => error.extensions.code), withheld: answer.extensions?.withheld ?? [] };
};
const register = await ask(officer, '{ mine: enterprises(filter: {zones: ["339901003"]}, first: 500) { totalCount nodes { creditCode zone id } } others: enterprises(filter: {zones: ["339901002"]}, first: 1) { nodes { creditCode id } } }');
const mine = register.data.mine.nodes[0] as { creditCode: string; id: string };
const other = register.data.others.nodes[0] as { creditCode: string; id: string };
const ASSESSMENT = 'assessment(scheme: "example-ratio-2024", year: 2024)';

describe('a tax officer', () => {
  it.each(['example-ratio-2024', 'example-minmax-2024'])('gets every total, rank and class of %s to the digit', async (scheme) => {
    const expected = golden(scheme);
    const grades: Record<string, unknown>[] = [];
    for (let after = ''; ; ) {
      const { data, withheld } = await ask(officer, `{ assessment(scheme: "${scheme}", year: 2024) { grades(first: 500${after}) { pageInfo { hasNextPage endCursor } nodes { enterprise { creditCode } group state total rank initialClass class treatedAs overrides { id } } } } }`);
      const { nodes, pageInfo } = data.assessment.grades;
      grades.push(...nodes);
      expect(withheld).toEqual([]);
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    const decimals = (text: string | null) => text && (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text);
    expect(grades).toEqual(
      expected.results.map((r) => ({
        enterprise: { creditCode: r.creditCode }, group: r.group, state: r.state, total: decimals(r.total), rank: r.rank,
        initialClass: r.initial, class: r.final, treatedAs: r.treatedAs, overrides: r.overrides.map((id) => ({ id })),
      })),
    );
  });

  it('gets counts and benchmarks as published', async () => {
    const { data } = await ask(officer, `{ ${ASSESSMENT} { groups { id ranked classes { class count } benchmarks { indicator value } } } }`);
    for (const [index, group] of golden('example-ratio-2024').groups.entries()) {
      const got = data.assessment.groups[index];
      expect([got.id, got.ranked]).toEqual([group.id, group.ranked]);
      expect(Object.fromEntries(got.classes.map((c: { class: string; count: number }) => [c.class, c.count]))).toEqual(group.classes);
      expect(got.benchmarks.map((b: { indicator: string; value: string }) => [b.indicator, Number(b.value)])).toEqual(
        Object.entries(group.benchmarks).map(([id, value]) => [id, Number(value)]),
      );
    }
  });

  it('gets tax and land, and of the others nothing but the reason', async () => {
    const { data, errors, withheld } = await ask(officer, `{ enterprises(first: 50) { nodes { tax(year: 2024) { vatNet } land(year: 2024) { usedArea } emissions(year: 2024) { cod } employment(year: 2024) { insured } statistics(year: 2024) { revenue } utilities(year: 2024) { water } } } }`);
    expect(errors).toBeUndefined();
    expect(data.enterprises.nodes.filter((e: { tax: unknown }) => e.tax).length).toBeGreaterThan(20);
    for (const e of data.enterprises.nodes) expect([e.emissions, e.employment, e.statistics, e.utilities]).toEqual([{ cod: null }, { insured: null }, { revenue: null }, { water: null }]);
    expect(withheld).toEqual([
      { coordinate: 'EmissionsRecord.cod', department: 'emissions', reason: 'NOT_GRANTED' },
      { coordinate: 'EmploymentRecord.insured', department: 'employment', reason: 'NOT_GRANTED' },
      { coordinate: 'StatisticsRecord.revenue', department: 'statistics', reason: 'STATISTICS_SECRET' },
      { coordinate: 'UtilitiesRecord.water', department: 'utilities', reason: 'NOT_GRANTED' },
    ]);
  });

  it('gets the figures of an indicator only where tax and land made it', async () => {
    const { data, withheld } = await ask(officer, `{ ${ASSESSMENT} { grades(first: 5) { nodes { indicators { id numerator denominator value points band } } } } }`);
    for (const { indicators } of data.assessment.grades.nodes) {
      for (const { id, ...figures } of indicators) {
        expect(Object.values(figures).every((figure) => (figure === null) !== (id === 'tax_per_mu'))).toBe(true);
      }
    }
    expect(withheld.find(({ coordinate }) => coordinate === 'IndicatorResult.value')).toEqual({ coordinate: 'IndicatorResult.value', department: 'statistics', reason: 'STATISTICS_SECRET' });
  });
});

describe('a zone committee', () => {
  it('sees the enterprises of its zones as if there were no others', async () => {
    const { data, errors } = await ask(committee, `{
      all: enterprises(first: 500) { totalCount nodes { zone } }
      asked: enterprises(filter: {zones: ["339901002"]}) { totalCount nodes { creditCode } }
      mine: enterprise(creditCode: "${mine.creditCode}") { name }
      other: enterprise(creditCode: "${other.creditCode}") { name }
      nobody: enterprise(creditCode: "91339901000000000T") { name }
      mineById: node(id: "${mine.id}") { id }
      otherById: node(id: "${other.id}") { id }
      parcels(first: 500) { totalCount nodes { holder { zone } } }
      ${ASSESSMENT} { grades(first: 500) { totalCount nodes { enterprise { zone } } } }
    }`);
    expect(errors).toBeUndefined();
    expect(data.all.totalCount).toBe(register.data.mine.totalCount);
    expect(new Set(data.all.nodes.map((e: { zone: string }) => e.zone))).toEqual(new Set([ZONE]));
    expect(data.asked).toEqual({ totalCount: 0, nodes: [] });
    expect([data.other, data.nobody, data.otherById]).toEqual([null, null, null]);
    expect(data.mineById).toEqual({ id: mine.id });
    expect(new Set(data.parcels.nodes.map((p: { holder: { zone: string } }) => p.holder.zone))).toEqual(new Set([ZONE]));
    expect(new Set(data.assessment.grades.nodes.map((g: { enterprise: { zone: string } }) => g.enterprise.zone))).toEqual(new Set([ZONE]));
    expect(data.assessment.grades.totalCount).toBe(register.data.mine.totalCount);
  });

  it('gets class, rank and bands, not what a tax amount could be worked out from', async () => {
    const { data, errors, withheld } = await ask(committee, `{ ${ASSESSMENT} { grades(first: 3) { nodes { class initialClass rank rankedOf state group total extras { points } enterprise { name tax(year: 2024) { vatNet } employment(year: 2024) { averageStaff } } indicators { id title unit band benchmark weight value numerator denominator points missing } } } } }`);
    expect(errors).toBeUndefined();
    for (const grade of data.assessment.grades.nodes) {
      expect([grade.total, grade.extras, grade.enterprise.tax]).toEqual([null, null, { vatNet: null }]);
      expect([grade.class, grade.rank, grade.enterprise.name].every((value) => value !== null)).toBe(true);
      expect(grade.rankedOf).toBe(287);
      for (const i of grade.indicators) {
        expect([i.value, i.numerator, i.denominator, i.points]).toEqual([null, null, null, null]);
        expect(i.benchmark).not.toBeNull();
      }
    }
    const bands = data.assessment.grades.nodes.flatMap(({ indicators }: { indicators: { band: string | null; missing: string | null }[] }) => indicators.filter(({ missing }) => missing === null).map(({ band }) => band));
    expect(bands.filter((band: string | null) => band !== null).length).toBeGreaterThan(0.8 * bands.length);
    // A second band on a figure is left out where both together would tell it, and a reason that would be the figure (docs/disclosure.md).
    expect(withheld.filter(({ coordinate }) => !['IndicatorResult.band', 'IndicatorResult.missing'].includes(coordinate)).map(({ coordinate, reason }) => [coordinate, reason])).toEqual(
      ['Grade.extras', 'Grade.total', 'IndicatorResult.denominator', 'IndicatorResult.numerator', 'IndicatorResult.points', 'IndicatorResult.value', 'TaxRecord.vatNet'].map((c) => [
        c,
        c === 'Grade.extras' ? 'NOT_GRANTED' : 'TAX_SECRET',
      ]),
    );
  });

  it('counts over its own zones, with the county\'s benchmarks', async () => {
    const query = `{ ${ASSESSMENT} { groups { ranked classes { count } benchmarks { value } } } }`;
    const [own, county] = await Promise.all([ask(committee, query), ask(officer, query)]);
    for (const [index, group] of own.data.assessment.groups.entries()) {
      expect(group.benchmarks).toEqual(county.data.assessment.groups[index].benchmarks);
      expect(group.ranked).toBeLessThan(county.data.assessment.groups[index].ranked);
    }
  });

  it.each([
    ['an order by total', `${ASSESSMENT} { grades(orderBy: TOTAL_DESC) { totalCount } }`, 'FORBIDDEN'],
    ['an order by total, ascending', `${ASSESSMENT} { grades(orderBy: TOTAL_ASC) { totalCount } }`, 'FORBIDDEN'],
    ['land-tax findings', 'landTaxFindings(year: 2024) { totalCount }', 'FORBIDDEN'],
    ['a scheme of another county', 'assessment(scheme: "huangyan-2022", year: 2022) { year }', 'FORBIDDEN'],
    ['a scheme of another year', 'assessment(scheme: "example-ratio-2024", year: 2023) { year }', 'FORBIDDEN'],
  ])('is refused %s', async (_, query, code) => {
    expect((await ask(committee, `{ ${query} }`)).codes).toEqual([code]);
  });
});

describe('an analyst', () => {
  it('gets counts and benchmarks, and no enterprise', async () => {
    const { data, errors, withheld } = await ask(analyst, `{ ${ASSESSMENT} { groups { ranked classes { class count } benchmarks { value holders } } grades { totalCount } } }`);
    expect(errors).toBeUndefined();
    expect(data.assessment.grades).toBeNull();
    expect(data.assessment.groups[0].ranked).toBe(287);
    expect(withheld).toEqual([{ coordinate: 'Assessment.grades', department: 'county', reason: 'NOT_GRANTED' }]);
    const refused = await ask(analyst, `{ enterprise(creditCode: "${mine.creditCode}") { id } enterprises { totalCount } parcels { totalCount } node(id: "${mine.id}") { id } }`);
    expect(refused.data).toEqual({ enterprise: null, enterprises: null, parcels: null, node: null });
    expect(refused.codes).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
  });
});

describe('a department', () => {
  it('gets its own records and no others', async () => {
    const { data, codes, withheld } = await ask({ role: 'department', department: 'emissions' } as { role: string }, `{ enterprises(first: 500) { nodes { creditCode name emissions(year: 2024) { cod sources { line } } tax(year: 2024) { vatNet } } } parcels { totalCount } ${ASSESSMENT} { year } }`);
    expect(codes).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(data.enterprises.nodes.some((e: { emissions: { cod: string } | null }) => e.emissions?.cod)).toBe(true);
    expect(data.enterprises.nodes.every((e: { name: null; tax: null }) => e.name === null && (e.tax as { vatNet: string | null } | null)?.vatNet === null)).toBe(true);
    expect(withheld.map(({ coordinate }) => coordinate)).toEqual(['Enterprise.name', 'TaxRecord.vatNet']);
    const byName = await ask({ role: 'department', department: 'emissions' } as { role: string }, '{ enterprises(filter: {nameContains: "电"}) { totalCount } }');
    expect(byName.codes).toEqual(['FORBIDDEN']);
  });

  it('of land gets parcels without their tax', async () => {
    const { data, errors, withheld } = await ask({ role: 'department', department: 'land' } as { role: string }, '{ parcels(first: 5) { totalCount nodes { unitCode area holderName holder { creditCode } taxSources { annualTax } } } }');
    expect(errors).toBeUndefined();
    expect(data.parcels.nodes[0].taxSources).toBeNull();
    expect(withheld).toEqual([{ coordinate: 'Parcel.taxSources', department: 'tax', reason: 'TAX_SECRET' }]);
  });
});

describe.each(['auditor', 'security_admin', 'system_admin'])('%s', (role) => {
  it('gets no record', async () => {
    const { data, codes } = await ask({ role }, `{ enterprise(creditCode: "${mine.creditCode}") { id } parcels { totalCount } ${ASSESSMENT} { year } landTaxFindings(year: 2024) { totalCount } }`);
    expect(data).toEqual({ enterprise: null, parcels: null, assessment: null, landTaxFindings: null });
    expect(new Set(codes)).toEqual(new Set(['FORBIDDEN']));
  });
});

describe('own queries', () => {
  it('are not for dashboards', async () => {
    const answer = await server.ask({ role: 'dashboard' }, '{ __typename }');
    expect([answer.status, answer.errors?.map((error) => error.extensions.code)]).toEqual([403, ['DOCUMENT_NOT_TRUSTED']]);
  });

  it('in production are a right of the token, and so is the schema', async () => {
    const document = '{ schemes { id } }';
    const serving = await sampleServer({ mode: 'serve', trusted: trustedDocuments([document]) });
    const code = async (claims: object, query: string) => (await serving.ask({ role: 'tax_officer', ...claims }, query)).errors?.[0]?.extensions.code;
    expect(await code({}, document)).toBeUndefined();
    expect(await code({ role: 'dashboard' }, document)).toBeUndefined();
    expect(await code({}, '{ schemes { title } }')).toBe('DOCUMENT_NOT_TRUSTED');
    expect(await code({}, '{ nonsense')).toBe('DOCUMENT_NOT_TRUSTED');
    expect(await code({ adhoc: true }, '{ schemes { title } }')).toBeUndefined();
    expect(await code({ adhoc: true }, '{ __schema { queryType { name } } }')).toBe('FORBIDDEN');
    expect(await code({ adhoc: true }, 'query A { ...F } fragment F on Query { a: __type(name: "Query") { name } }')).toBe('FORBIDDEN');
    expect(await code({ adhoc: true, introspect: true }, '{ __schema { queryType { name } } }')).toBeUndefined();
    const hint = await serving.ask({ role: 'tax_officer', adhoc: true }, '{ enterprise(creditCode: "9133990144LEKL1AXK") { taxx } }');
    expect(hint.errors![0]!.message).not.toContain('Did you mean');
  });
});

describe('what cannot be answered', () => {
  it.each([
    ['an unknown scheme', 'assessment(scheme: "nowhere-2024", year: 2024) { year }', 'NOT_FOUND'],
    ['a scheme of another year', 'assessment(scheme: "example-ratio-2024", year: 2019) { year }', 'BAD_USER_INPUT'],
    ['a year without records', 'assessment(scheme: "huangyan-2022", year: 2022) { year }', 'BAD_USER_INPUT'],
    ['the future', 'assessment(scheme: "example-ratio-2024", year: 2024, asOf: "2999-01-01T00:00:00Z") { year }', 'BAD_USER_INPUT'],
    ['the time before the first record', 'assessment(scheme: "example-ratio-2024", year: 2024, asOf: "2000-01-01T00:00:00Z") { year }', 'BAD_USER_INPUT'],
    ['a negative page', 'enterprises(first: -1) { totalCount }', 'BAD_USER_INPUT'],
    ['a cursor of ours turned round', 'enterprises(after: "abc") { totalCount }', 'BAD_USER_INPUT'],
    ['an id of nobody', 'node(id: "abc") { id }', 'BAD_USER_INPUT'],
  ])('%s: %s', async (_, query, code) => {
    const answer = await ask(officer, `{ ${query} }`);
    expect(answer.codes).toEqual([code]);
    expect(answer.errors![0]!.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('an enterprise that nobody knows is null', async () => {
    expect(await ask(officer, '{ enterprise(creditCode: "91339901000000000T") { id } }')).toMatchObject({ data: { enterprise: null }, codes: [] });
  });

  it('a bad credit code says what one is', async () => {
    const { codes, errors } = await ask(officer, '{ enterprise(creditCode: "123") { id } }');
    expect(codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(errors![0]!.message).toContain('18 位');
  });
});
