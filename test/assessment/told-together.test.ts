import { describe, expect, it } from 'vitest';
import { SAMPLE_GRANTS, type Grant } from '../../src/access/grants.js';
import { Rational } from '../../src/grading/rational.js';
import { policyDigest } from '../../src/policy/digest.js';
import { countyHub, type CountyOptions } from '../attack/county-hub.js';
import { SIZES, type Firm } from '../attack/random-county.js';

const firm = (creditCode: string, its: Readonly<Record<string, string>> = {}, branch = '甲'): Firm => {
  const amounts = Object.fromEntries(Object.entries({ ...SIZES, ...its }).map(([fact, amount]) => [fact, Rational.from(String(amount))]));
  return { creditCode, zone: 'z1', branch, amounts, facts: { 2024: { ...amounts, 'enterprise.industry_group': branch } } };
};
const ratio = (id: string, numerator: string, points: string, weight = 50) => `      - { id: ${id}, title: ${id}, numerator: ${numerator}, denominator: land.used_area, weight: ${weight}, points: { family: ratio, ${points} }, missing: zero }`;
const BY_SCORE = 'classes: { by: score, at_least: { A: 110, B: 80, C: 50, D: null } }';
const BY_RANK = 'classes: { by: rank_share, upto: { A: 20%, B: 60%, C: 95%, D: 100% } }';
const group = (branch: string, indicators: readonly string[], classes: string) => `  - id: ${branch}\n    title: ${branch}\n    when: { fact: enterprise.industry_group, eq: ${branch} }\n    indicators:\n${indicators.join('\n')}\n    total: { decimals: 2 }\n    ${classes}`;
const scheme = (tenancy: string, ...groups: readonly string[]) => `scheme: one\ntitle: 一\njurisdiction: 某县\nyears: [2024]\nstatus: complete\nsources: [{ document: 示例 }]\ntenancy: ${tenancy}\ngroups:\n${groups.join('\n')}`;
const treatments = (...items: readonly (readonly [id: string, at: number])[]) => [`treatments: t\ntitle: 随机\njurisdiction: 某县\nstatus: example\nsources: [{ document: 示例 }]\nitems:\n${items.map(([id, at]) => `  - { id: ${id}, title: ${id}, kind: CREDIT, text: 有, when: { fact: statistics.value_added, gte: ${at} } }`).join('\n')}`];

const COMMITTEE = { role: 'zone_committee', zones: ['z1'] };
const OFFICER = { role: 'tax_officer' };
const THEN = ', asOf: "2025-05-01T00:00:00Z"';
const SHARED = { holdings: [{ row: 0, parcel: 'u0' }], leases: [{ tenant: 1, owner: 0, parcel: 'u0', area: Rational.from('5') }] };

interface ToldGrade {
  readonly class: string | null;
  readonly treatments: readonly { readonly id: string }[] | null;
  readonly indicators: readonly { readonly band: string | null }[];
}

async function told(hub: ReturnType<typeof countyHub>, claims: object, { named = 'one', more = '' } = {}): Promise<Record<string, ToldGrade>> {
  const data = await hub.ask(claims, `{ assessment(scheme: "${named}", year: 2024${more}) { grades { nodes { enterprise { creditCode } class treatments { id } indicators { band } } } } }`);
  return Object.fromEntries((data.assessment.grades.nodes as (ToldGrade & { enterprise: { creditCode: string } })[]).map(({ enterprise, ...grade }) => [enterprise.creditCode, grade]));
}

describe('a tenant that takes its owner\'s class', () => {
  it('has none of then where the owner\'s is left out', async () => {
    const text = scheme('inherit_owner', group('甲', [ratio('va', 'statistics.value_added', 'benchmark: 100', 100)], BY_SCORE), group('乙', [ratio('va', 'statistics.value_added', 'benchmark: 100', 100)], BY_RANK));
    const rest = [firm('E001', {}, '乙'), firm('E002', {}, '乙')];
    const hub = countyHub([firm('E000', { 'statistics.value_added': '2180', 'land.used_area': '20' }), ...rest], [text], { earlier: [firm('E000', { 'statistics.value_added': '2180', 'land.used_area': '19.5' }), ...rest], tenure: SHARED });
    expect(await told(hub, COMMITTEE)).toMatchObject({ E000: { class: 'B' }, E001: { class: 'B' } });
    expect(await told(hub, COMMITTEE, { more: THEN })).toMatchObject({ E000: { class: null }, E001: { class: null }, E002: { class: expect.any(String) } });
  });

  it('is not bounded by the cuts of that class', async () => {
    const text = scheme('inherit_owner', group('甲', [ratio('va', 'statistics.value_added', 'benchmark: 100'), ratio('energy', 'statistics.energy', 'benchmark: 40, cap: 0.5, floor: 0')], BY_SCORE));
    const hub = countyHub([firm('E000', { 'statistics.value_added': '9000' }), firm('E001', { 'statistics.value_added': '992' })], [text], { tenure: SHARED, treatments: treatments(['t985', 985]) });
    const { class: its, treatments: given, indicators } = (await told(hub, COMMITTEE))['E001']!;
    expect(its).toBe('A');
    // FAR_BELOW is under 1000: beside the threshold of 985 one of the two must be missing.
    expect([given, indicators[0]!.band]).toContain(null);
  });
});

it('members of a merged unit are told no treatments with thresholds: these are on their own figures, classes on their sum', async () => {
  const text = scheme('merge', group('甲', [ratio('va', 'statistics.value_added', 'benchmark: 100'), ratio('energy', 'statistics.energy', 'benchmark: 40, cap: 1.2, floor: 0')], BY_SCORE));
  const hub = countyHub([firm('E000', { 'statistics.value_added': '1870' }), firm('E001', { 'statistics.value_added': '140' }), firm('E002')], [text], { tenure: { holdings: [{ row: 0, parcel: 'u0' }, { row: 1, parcel: 'u0' }], leases: [] }, treatments: treatments(['big', 1880], ['small', 150]) });
  const grades = await told(hub, COMMITTEE);
  expect([grades['E000']!.treatments, grades['E001']!.treatments]).toEqual([null, null]);
  expect(grades['E002']!.treatments).not.toBeNull();
});

describe('a class that bounds a figure just below a threshold', () => {
  const INDICATORS = [ratio('energy', 'statistics.energy', 'benchmark: 40, cap: 1.2, floor: 0'), ratio('va', 'statistics.value_added', 'benchmark: 100, cap: 1.5, floor: 0')];
  const TEXT = scheme('net', group('甲', INDICATORS, BY_SCORE));
  // 110 points of which energy brings 60 at the most: value added of 2000 at least, beside a threshold of 2060.
  const TELLING = firm('E001', { 'statistics.value_added': '2020', 'statistics.energy': '960' });
  const hubOf = (all: readonly Firm[], options: CountyOptions = {}) => countyHub(all, [TEXT], { treatments: treatments(['t2060', 2060]), ...options });
  const MISSING = { class: 'A', treatments: null };

  it.each([['a committee', COMMITTEE], ['a tax officer', OFFICER]])('leaves %s no treatments, now or then', async (_, claims) => {
    const hub = hubOf([firm('E000'), TELLING]);
    expect((await told(hub, claims))['E001']).toMatchObject(MISSING);
    expect((await told(hub, claims, { more: THEN }))['E001']).toMatchObject(MISSING);
  });

  it.each([['a committee', COMMITTEE], ['a tax officer', OFFICER]])('nor %s where the enterprise is gone since', async (_, claims) => {
    const hub = hubOf([firm('E000')], { earlier: [firm('E000'), TELLING] });
    expect((await told(hub, claims, { more: THEN }))['E001']).toMatchObject(MISSING);
  });

  it('nor who asks by the digest of an earlier text, of the same id or another', async () => {
    for (const id of ['one', 'other']) {
      const keptText = scheme('net', group('甲', INDICATORS, BY_RANK)).replace('scheme: one', `scheme: ${id}`);
      const hub = hubOf([firm('E000'), TELLING], { keptText });
      const named = policyDigest(Buffer.from(keptText));
      expect((await told(hub, OFFICER, { named }))['E001']!.treatments).toBeNull();
      expect((await told(hub, OFFICER, { named, more: THEN }))['E001']!.treatments).toBeNull();
    }
  });

  it.each([
    ['totals of some zones alone', (grant: Grant): Grant => ({ ...grant, zones: ['z1'] })],
    ['no totals', (grant: Grant): Grant => ({ ...grant, fields: [] })],
  ])('nor who sees classes and %s', async (_, changed) => {
    const grants = SAMPLE_GRANTS.map((grant) => (grant.fields.includes('Grade.total') ? changed(grant) : grant));
    expect((await told(hubOf([firm('E000'), TELLING], { grants }), OFFICER))['E001']).toMatchObject(MISSING);
  });
});

it('what is told of a mean does not hang on who asked before', async () => {
  const text = scheme('net', group('甲', [ratio('va', 'statistics.value_added', 'benchmark: { of: mean_of_ratios }, cap: 1.5, floor: 0'), ratio('emission', 'emissions.equivalent', 'benchmark: 0.1, cap: 1.5, floor: 0')], BY_RANK));
  const all = [0, 1, 2, 3].map((at) => firm(`E00${at}`, { 'statistics.value_added': String(1500 + 300 * at), 'emissions.equivalent': String(1.2 + 0.5 * at) }));
  const grants: readonly Grant[] = [...SAMPLE_GRANTS, { role: 'tax_officer', subject: 'second', fields: ['IndicatorResult.points', 'IndicatorResult.value'], madeOf: ['emissions'] }];
  const ask = async (hub: ReturnType<typeof countyHub>, sub: string) => JSON.stringify((await hub.ask({ ...OFFICER, sub }, '{ assessment(scheme: "one", year: 2024) { groups { benchmarks { value } } } }')).assessment.groups);
  const [one, other] = [countyHub(all, [text], { grants }), countyHub(all, [text], { grants })];
  const [first, second] = [await ask(one, 'first'), await ask(one, 'second')];
  expect([await ask(other, 'second'), await ask(other, 'first')]).toEqual([second, first]);
});

it('a committee asks what if of now alone', async () => {
  const hub = countyHub([firm('E000'), firm('E001')], [scheme('net', group('甲', [ratio('va', 'statistics.value_added', 'benchmark: 100', 100)], BY_SCORE))], { earlier: [firm('E000', { 'statistics.value_added': '900' }), firm('E001')] });
  const whatIf = (more: string) => `{ whatIf(scheme: "one", year: 2024, amendments: []${more}) { matrix { count } } }`;
  expect((await hub.ask(COMMITTEE, whatIf(THEN))).whatIf).toBeNull();
  expect((await hub.ask(COMMITTEE, whatIf(''))).whatIf).not.toBeNull();
  expect((await hub.ask({ role: 'analyst' }, whatIf(THEN))).whatIf).not.toBeNull();
});
