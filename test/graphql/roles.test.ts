import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trustedDocuments } from '../../src/graphql/trusted-documents.js';
import { sampleServer, type Answer } from './hub-server.js';

interface Golden {
  readonly groups: { id: string; ranked: number; classes: Record<string, number>; benchmarks: Record<string, string> }[];
  readonly results: {
    creditCode: string;
    group: string | null;
    state: string;
    total: string | null;
    rank: number | null;
    initial: string | null;
    final: string | null;
    treatedAs: string | null;
    points: Record<string, string | null>;
    overrides: string[];
  }[];
}

const server = await sampleServer();
const ZONE = '339901003';
const officer = { role: 'tax_officer' };
const TOWN = '339901101';
const committee = { role: 'zone_committee', zones: [ZONE] };
/** Under P2: for the purpose that the sample's grant is for. */
const graded = { ...committee, purpose: '亩均评价' };
const office = { role: 'evaluation_office', purpose: '亩均评价' };
const analyst = { role: 'analyst' };
const golden = (id: string) => JSON.parse(readFileSync(`test/golden/${id}.json`, 'utf8')) as Golden;
const ask = async (claims: { role: string }, query: string) => {
  const answer = await server.ask(claims, query);
  return { ...answer, codes: (answer.errors ?? []).map((error) => error.extensions.code), withheld: answer.extensions?.withheld ?? [] };
};
const register = await ask(
  officer,
  '{ mine: enterprises(filter: {zones: ["339901003"]}, first: 500) { totalCount nodes { creditCode zone id } } others: enterprises(filter: {zones: ["339901002"]}, first: 1) { nodes { creditCode id } } }',
);
const mine = register.data.mine.nodes[0] as { creditCode: string; id: string };
const other = register.data.others.nodes[0] as { creditCode: string; id: string };
/** Coordinate, department and reason of what is left out; every entry says how to ask. */
const lacking = (withheld: NonNullable<NonNullable<Answer['extensions']>['withheld']>) =>
  withheld.map(({ coordinate, department, reason, ask: how }) => [coordinate, department, reason, how.length > 5]);
const ASSESSMENT = 'assessment(scheme: "example-ratio-2024", year: 2024)';

describe('the evaluation office', () => {
  it.each(['example-ratio-2024', 'example-minmax-2024'])('gets every total, rank and class of %s to the digit', async (scheme) => {
    const expected = golden(scheme);
    const grades: Record<string, unknown>[] = [];
    for (let after = ''; ;) {
      const { data, withheld } = await ask(
        office,
        `{ assessment(scheme: "${scheme}", year: 2024) { grades(first: 500${after}) { pageInfo { hasNextPage endCursor } nodes { enterprise { creditCode } group state total rank initialClass class treatedAs overrides { id } } } } }`,
      );
      const { nodes, pageInfo } = data.assessment.grades;
      grades.push(...nodes);
      expect(withheld).toEqual([]);
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    const decimals = (text: string | null) => text && (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text);
    expect(grades).toEqual(
      expected.results.map((r) => ({
        enterprise: { creditCode: r.creditCode },
        group: r.group,
        state: r.state,
        total: decimals(r.total),
        rank: r.rank,
        initialClass: r.initial,
        class: r.final,
        treatedAs: r.treatedAs,
        overrides: r.overrides.map((id) => ({ id })),
      })),
    );
  });

  it('gets counts and benchmarks as published', async () => {
    const { data } = await ask(
      officer,
      `{ ${ASSESSMENT} { groups { id ranked classes { class count } benchmarks { indicator value } } } }`,
    );
    for (const [index, group] of golden('example-ratio-2024').groups.entries()) {
      const got = data.assessment.groups[index];
      expect([got.id, got.ranked]).toEqual([group.id, group.ranked]);
      expect(Object.fromEntries(got.classes.map((c: { class: string; count: number }) => [c.class, c.count]))).toEqual(group.classes);
      expect(got.benchmarks.map((b: { indicator: string; value: string }) => [b.indicator, Number(b.value)])).toEqual(
        Object.entries(group.benchmarks).map(([id, value]) => [id, Number(value)]),
      );
    }
  });

  it('gets of its zones alone where its token names some, and nothing derived without the purpose', async () => {
    const of = async (claims: { role: string }) =>
      (
        await ask(
          claims,
          `{ enterprises { totalCount } ${ASSESSMENT} { grades(first: 500) { totalCount nodes { class total enterprise { zone } } } } }`,
        )
      ).data;
    const [some, all] = [await of({ ...office, zones: [ZONE], purpose: undefined } as { role: string }), await of(office)];
    expect(some.enterprises.totalCount).toBe(register.data.mine.totalCount);
    expect(all.enterprises.totalCount).toBeGreaterThan(some.enterprises.totalCount);
    expect(new Set(some.assessment.grades.nodes.map((g: { enterprise: { zone: string } }) => g.enterprise.zone))).toEqual(new Set([ZONE]));
    expect(new Set(some.assessment.grades.nodes.map((g: { total: null }) => g.total))).toEqual(new Set([null]));
    expect(all.assessment.grades.nodes.some((g: { total: string | null }) => g.total !== null)).toBe(true);
  });

  it('gets no record that a department handed over', async () => {
    const { data, withheld } = await ask(
      office,
      '{ enterprises(first: 5) { nodes { name tax(year: 2024) { vatNet } land(year: 2024) { usedArea } statistics(year: 2024) { revenue } } } }',
    );
    for (const { name, ...records } of data.enterprises.nodes)
      expect([typeof name, records]).toEqual([
        'string',
        { tax: { vatNet: null }, land: { usedArea: null }, statistics: { revenue: null } },
      ]);
    expect(lacking(withheld)).toEqual([
      ['LandHolding.usedArea', 'land', 'PURPOSE_REQUIRED', true],
      ['StatisticsRecord.revenue', 'statistics', 'PURPOSE_REQUIRED', true],
      ['TaxRecord.vatNet', 'tax', 'PURPOSE_REQUIRED', true],
    ]);
  });
});

describe('a tax officer', () => {
  it('gets tax and land, and of the others nothing but the reason', async () => {
    const { data, errors, withheld } = await ask(
      officer,
      `{ enterprises(first: 50) { nodes { tax(year: 2024) { vatNet } land(year: 2024) { usedArea } emissions(year: 2024) { cod } employment(year: 2024) { insured } statistics(year: 2024) { revenue } utilities(year: 2024) { water } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.enterprises.nodes.filter((e: { tax: unknown }) => e.tax).length).toBeGreaterThan(20);
    for (const e of data.enterprises.nodes)
      expect([e.emissions, e.employment, e.statistics, e.utilities]).toEqual([
        { cod: null },
        { insured: null },
        { revenue: null },
        { water: null },
      ]);
    expect(lacking(withheld)).toEqual([
      ['EmissionsRecord.cod', 'emissions', 'NOT_GRANTED', true],
      ['EmploymentRecord.insured', 'employment', 'NOT_GRANTED', true],
      ['StatisticsRecord.revenue', 'statistics', 'STATISTICS_SECRET', true],
      ['UtilitiesRecord.water', 'utilities', 'NOT_GRANTED', true],
    ]);
  });

  it('gets the figures of an indicator only where tax and land made it, numerator and denominator of their own facts', async () => {
    const { data, withheld } = await ask(
      officer,
      `{ ${ASSESSMENT} { grades(first: 5) { nodes { total indicators { id numerator denominator value points band } } } } }`,
    );
    for (const { indicators, total } of data.assessment.grades.nodes) {
      expect(total).toBeNull();
      for (const { id, denominator, ...figures } of indicators) {
        expect(Object.values(figures).every((figure) => (figure === null) !== (id === 'tax_per_mu'))).toBe(true);
        expect(denominator !== null).toBe(['tax_per_mu', 'va_per_mu'].includes(id as string));
      }
    }
    const of = (wanted: string) => lacking(withheld.filter(({ coordinate }) => coordinate === wanted));
    expect(of('IndicatorResult.numerator')).toEqual([['IndicatorResult.numerator', 'statistics', 'STATISTICS_SECRET', true]]);
    expect(of('IndicatorResult.value')).toEqual(
      [
        ['emissions', 'NOT_GRANTED'],
        ['employment', 'NOT_GRANTED'],
        ['statistics', 'STATISTICS_SECRET'],
      ].map(([department, reason]) => ['IndicatorResult.value', department, reason, true]),
    );
    expect(withheld.find(({ coordinate }) => coordinate === 'Grade.total')!.tells).toBe('总分：组内只有一项看不到的指标时，可反推该项');
  });
});

describe('a zone committee', () => {
  it('sees the enterprises of its zones as if there were no others', async () => {
    const { data, errors } = await ask(
      committee,
      `{
      all: enterprises(first: 500) { totalCount nodes { zone } }
      asked: enterprises(filter: {zones: ["339901002"]}) { totalCount nodes { creditCode } }
      mine: enterprise(creditCode: "${mine.creditCode}") { name }
      other: enterprise(creditCode: "${other.creditCode}") { name }
      nobody: enterprise(creditCode: "91339901000000000T") { name }
      mineById: node(id: "${mine.id}") { id }
      otherById: node(id: "${other.id}") { id }
      parcels(first: 500) { totalCount nodes { holder { zone } } }
      ${ASSESSMENT} { grades(first: 500) { totalCount nodes { enterprise { zone } } } }
    }`,
    );
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

  const DEEP = `{ ${ASSESSMENT} { grades(first: 20, filter: { groups: ["above"] }) { nodes { class rank total nextClass { class pointsNeeded paths { indicator valueNeeded numeratorNeeded } } treatments { kind rate amount } enterprise { tax(year: 2024) { vatNet } land(year: 2024) { usedArea } emissions(year: 2024) { cod } employment(year: 2024) { averageStaff } statistics(year: 2024) { revenue } utilities(year: 2024) { water } } indicators { id benchmark weight value numerator denominator points band } } } } }`;

  it('gets under P2 what is derived for its enterprises, and no record of tax, emissions, statistics, utilities, no amount', async () => {
    const { data, errors, withheld } = await ask(graded, DEEP);
    expect(errors).toBeUndefined();
    for (const { enterprise, indicators, treatments, ...grade } of data.assessment.grades.nodes) {
      expect([typeof grade.total, typeof grade.rank, typeof grade.class]).toEqual(['string', 'number', 'string']);
      expect(enterprise).toMatchObject({
        tax: { vatNet: null },
        emissions: { cod: null },
        statistics: { revenue: null },
        utilities: { water: null },
      });
      expect([typeof enterprise.land.usedArea, typeof enterprise.employment.averageStaff]).toEqual(['string', 'string']);
      expect(indicators.find(({ id }: { id: string }) => id === 'tax_per_mu')).toMatchObject({
        value: expect.any(String),
        numerator: expect.any(String),
        denominator: expect.any(String),
        points: expect.any(String),
        band: expect.any(String),
      });
      expect(new Set(treatments.map(({ amount }: { amount: null }) => amount))).toEqual(new Set([null]));
      if (grade.nextClass) expect(typeof grade.nextClass.pointsNeeded).toBe('string');
    }
    expect(data.assessment.grades.nodes.some(({ nextClass }: { nextClass: object | null }) => nextClass)).toBe(true);
    expect(new Set(withheld.map(({ coordinate }) => coordinate))).toEqual(
      new Set(['EmissionsRecord.cod', 'StatisticsRecord.revenue', 'TaxRecord.vatNet', 'Treatment.amount', 'UtilitiesRecord.water']),
    );
  });

  it('gets the same figures as the office that decided', async () => {
    const query = `{ ${ASSESSMENT} { grades(first: 500, filter: { zones: ["${ZONE}"] }) { nodes { enterprise { creditCode } total class rank indicators { value points band } extras { points } } } } }`;
    expect((await ask(graded, query)).data).toEqual((await ask(office, query)).data);
  });

  it('gets under P0 register, land, employment and results with the rates of treatments, each figure left out once for each department', async () => {
    const { data, errors, withheld } = await ask({ ...committee, purpose: '招商' } as { role: string }, DEEP);
    expect(errors).toBeUndefined();
    for (const { enterprise, indicators, treatments, nextClass, ...grade } of data.assessment.grades.nodes) {
      expect(grade).toEqual({ class: expect.any(String), rank: expect.any(Number), total: null });
      expect([typeof enterprise.land.usedArea, typeof enterprise.employment.averageStaff]).toEqual(['string', 'string']);
      for (const { id, denominator, benchmark, weight, ...figures } of indicators) {
        expect(Object.values(figures).every((figure) => figure === null)).toBe(true);
        expect([typeof benchmark, typeof weight]).toEqual(['string', 'string']);
        // Made of land or employment alone, which P0 holds.
        expect(denominator !== null).toBe(['tax_per_mu', 'va_per_mu', 'productivity'].includes(id as string));
      }
      expect(
        treatments.some(
          ({ kind, rate, amount }: { kind: string; rate: string | null; amount: null }) =>
            kind === 'LAND_USE_TAX' && rate !== null && amount === null,
        ),
      ).toBe(['A', 'B'].includes(grade.class as string));
      if (nextClass)
        expect([
          nextClass.class !== null,
          nextClass.pointsNeeded,
          nextClass.paths.every(
            (path: { valueNeeded: null; numeratorNeeded: null }) => path.valueNeeded === null && path.numeratorNeeded === null,
          ),
        ]).toEqual([true, null, true]);
    }
    const keys = withheld.map(({ coordinate, department }) => `${coordinate} ${department}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(lacking(withheld.filter(({ coordinate }) => coordinate === 'Grade.total'))).toEqual(
      ['emissions', 'statistics', 'tax'].map((department) => ['Grade.total', department, 'PURPOSE_REQUIRED', true]),
    );
  });

  it('gets class, rank and the weights, not what a tax amount could be worked out from', async () => {
    const { data, errors, withheld } = await ask(
      committee,
      `{ ${ASSESSMENT} { grades(first: 3) { nodes { class initialClass rank rankedOf state group total extras { points } enterprise { name tax(year: 2024) { vatNet } employment(year: 2024) { averageStaff } } indicators { id title unit band benchmark weight value numerator denominator points missing } } } } }`,
    );
    expect(errors).toBeUndefined();
    for (const grade of data.assessment.grades.nodes) {
      expect([grade.total, grade.enterprise.tax]).toEqual([null, { vatNet: null }]);
      expect([grade.class, grade.rank, grade.enterprise.name].every((value) => value !== null)).toBe(true);
      expect(grade.rankedOf).toBe(287);
      for (const i of grade.indicators) {
        expect([i.value, i.numerator, i.points, i.band]).toEqual([null, null, null, null]);
        expect(i.benchmark).not.toBeNull();
      }
    }
    expect(new Set(withheld.map(({ reason }) => reason))).toEqual(new Set(['PURPOSE_REQUIRED']));
  });

  it("counts over its own zones, with the county's benchmarks", async () => {
    const query = `{ ${ASSESSMENT} { groups { ranked classes { count } benchmarks { value } } } }`;
    const [own, county] = await Promise.all([ask(committee, query), ask(officer, query)]);
    for (const [index, group] of own.data.assessment.groups.entries()) {
      expect(group.benchmarks).toEqual(county.data.assessment.groups[index].benchmarks);
      expect(group.ranked).toBeLessThan(county.data.assessment.groups[index].ranked);
    }
  });

  it.each([
    ['an order by total', `${ASSESSMENT} { grades(orderBy: TOTAL_DESC) { totalCount } }`, 'PURPOSE_REQUIRED'],
    ['an order by total, ascending', `${ASSESSMENT} { grades(orderBy: TOTAL_ASC) { totalCount } }`, 'PURPOSE_REQUIRED'],
    ['land-tax findings', 'landTaxFindings(year: 2024) { totalCount }', 'FORBIDDEN'],
  ])('is refused %s', async (_, query, code) => {
    expect((await ask({ ...committee, purpose: '招商' } as { role: string }, `{ ${query} }`)).codes).toEqual([code]);
  });

  it('is told which order or filter is not given, and orders by total under P2', async () => {
    const query = `{ ${ASSESSMENT} { grades(orderBy: TOTAL_DESC, first: 50) { nodes { total } } } }`;
    const refused = await ask(committee, query);
    expect([refused.data.assessment, refused.codes]).toEqual([{ grades: null }, ['PURPOSE_REQUIRED']]);
    expect(refused.errors![0]!.message).toContain('grades（orderBy：TOTAL_DESC）');
    const totals = (await ask(graded, query)).data.assessment.grades.nodes.map(({ total }: { total: string }) => Number(total)) as number[];
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
  });

  it('has under a scheme that is not in force no class and no rank without what they are made of', async () => {
    const query =
      '{ assessment(scheme: "example-qingyang-2024", year: 2024) { groups { classes { count } } grades(first: 5) { nodes { rank class state } } } }';
    const { data, errors, withheld } = await ask(committee, query);
    expect(errors).toBeUndefined();
    expect(data.assessment.grades.nodes).toEqual(Array.from({ length: 5 }, () => ({ rank: null, class: null, state: null })));
    expect(new Set(withheld.map(({ reason }) => reason))).toEqual(new Set(['PURPOSE_REQUIRED']));
    for (const { rank, class: name } of (await ask(graded, query)).data.assessment.grades.nodes)
      expect([typeof rank, typeof name]).toEqual(['number', 'string']);
  });
});

describe('an analyst', () => {
  it('gets exact counts and benchmarks, and no enterprise', async () => {
    const { data, errors, withheld } = await ask(
      analyst,
      `{ ${ASSESSMENT} { groups { ranked classes { class count } benchmarks { value holders } } grades { totalCount nodes { rank } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.assessment.grades).toBeNull();
    expect(data.assessment.groups).toEqual(
      (await ask(officer, `{ ${ASSESSMENT} { groups { ranked classes { class count } benchmarks { value holders } } } }`)).data.assessment
        .groups,
    );
    expect(data.assessment.groups[0].ranked).toBe(287);
    expect(lacking(withheld)).toEqual([['Grade.rank', 'county', 'NOT_GRANTED', true]]);
    const refused = await ask(
      analyst,
      `{ enterprise(creditCode: "${mine.creditCode}") { id } enterprises { nodes { name } } parcels { nodes { area } } node(id: "${mine.id}") { id } }`,
    );
    expect(refused.data).toEqual({ enterprise: null, enterprises: null, parcels: null, node: null });
    expect(refused.codes).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    const counted = await ask(analyst, '{ parcels { totalCount } }');
    expect([counted.data.parcels, counted.codes]).toEqual([null, ['FORBIDDEN']]);
  });
});

describe('a town', () => {
  it("gets results, land and counts of its enterprises, no other's and no amount", async () => {
    const town = { role: 'town', towns: [TOWN] };
    const { data, errors, withheld } = await ask(
      town,
      `{ enterprises(first: 500) { totalCount nodes { town land(year: 2024) { usedArea } employment(year: 2024) { insured } } } ${ASSESSMENT} { groups { classes { count } } grades(first: 500) { totalCount nodes { class rank total treatments { id amount } } } } mine: enterprise(creditCode: "${other.creditCode}") { town } parcels { totalCount } }`,
    );
    expect(errors).toBeUndefined();
    expect(new Set(data.enterprises.nodes.map((e: { town: string }) => e.town))).toEqual(new Set([TOWN]));
    expect(data.assessment.grades.totalCount).toBe(data.enterprises.totalCount);
    const classed = data.assessment.grades.nodes.filter((g: { class: string | null; rank: number | null }) => g.class !== null).length;
    expect(
      data.assessment.groups
        .flatMap(({ classes }: { classes: { count: number }[] }) => classes)
        .reduce((sum: number, { count }: { count: number }) => sum + count, 0),
    ).toBe(classed);
    expect(
      data.assessment.grades.nodes.every(
        (g: { total: null; treatments: { amount: null }[] }) => g.total === null && g.treatments.every(({ amount }) => amount === null),
      ),
    ).toBe(true);
    expect(data.enterprises.nodes.some((e: { land: { usedArea: string } | null }) => e.land?.usedArea)).toBe(true);
    expect(withheld.map(({ coordinate }) => coordinate)).toEqual(
      expect.arrayContaining(['EmploymentRecord.insured', 'Grade.total', 'Treatment.amount']),
    );
    const ordered = await ask(town, `{ ${ASSESSMENT} { grades(orderBy: TOTAL_DESC) { totalCount } } }`);
    expect([ordered.data.assessment, ordered.codes, ordered.errors![0]!.message.includes('grades（orderBy：TOTAL_DESC）')]).toEqual([
      { grades: null },
      ['PURPOSE_REQUIRED'],
      true,
    ]);
  });
});

describe('an enterprise', () => {
  it('gets everything of itself with its sources, and is alone', async () => {
    const own = '9133990155KC7D2B9Y';
    const self = { role: 'enterprise', creditCode: own };
    const { data, errors, withheld } = await ask(
      self,
      `{
      enterprises { totalCount nodes { creditCode } }
      own: enterprise(creditCode: "${own}") { tax(year: 2024) { vatNet sources { line } } statistics(year: 2024) { revenue } utilities(year: 2024) { water } grade(scheme: "example-ratio-2024", year: 2024) { total class indicators { value numerator } nextClass { pointsNeeded } treatments { id } sources { records { line } } } }
      other: enterprise(creditCode: "${other.creditCode}") { name }
      otherById: node(id: "${other.id}") { id }
      ${ASSESSMENT} { groups { ranked benchmarks { value } } grades { totalCount } }
    }`,
    );
    expect(errors).toBeUndefined();
    expect([data.enterprises.totalCount, data.other, data.otherById, data.assessment.grades.totalCount]).toEqual([1, null, null, 1]);
    expect(data.own).toMatchObject({ tax: { vatNet: expect.any(String) }, grade: { class: expect.any(String) } });
    expect(data.assessment.groups[0]).toMatchObject({ ranked: null, benchmarks: expect.arrayContaining([{ value: expect.any(String) }]) });
    expect(withheld.map(({ coordinate }) => coordinate)).toEqual(['AssessmentGroup.ranked']);
  });
});

describe('an approver', () => {
  it('gets the register, for what a round puts before it, and of no enterprise anything else', async () => {
    const { data, codes } = await ask(
      { role: 'approver' },
      `{ ${ASSESSMENT} { groups { ranked } } enterprise(creditCode: "${mine.creditCode}") { creditCode } landTaxFindings(year: 2024) { totalCount } enterprises(first: 1) { nodes { grade(scheme: "example-ratio-2024", year: 2024) { class } } } }`,
    );
    expect(data).toEqual({ assessment: null, enterprise: { creditCode: mine.creditCode }, landTaxFindings: null, enterprises: null });
    expect(codes).toEqual(Array(3).fill('FORBIDDEN'));
  });
});

describe('the public', () => {
  it('gets the methods, and of no enterprise anything', async () => {
    const { data, codes } = await ask(
      { role: 'public' },
      `{ schemes { id } ${ASSESSMENT} { groups { ranked } } enterprises { nodes { name } } enterprise(creditCode: "${mine.creditCode}") { name } landTaxFindings(year: 2024) { totalCount } landTaxTasks { totalCount } }`,
    );
    expect(data.schemes.length).toBeGreaterThan(1);
    expect({ ...data, schemes: null }).toEqual({
      schemes: null,
      assessment: null,
      enterprises: null,
      enterprise: null,
      landTaxFindings: null,
      landTaxTasks: null,
    });
    expect(codes).toEqual(Array(5).fill('FORBIDDEN'));
  });
});

describe('a department', () => {
  const emissions = { role: 'department', department: 'emissions' };
  it('gets its own records and the register, and no others', async () => {
    const { data, codes, withheld } = await ask(
      emissions,
      `{ enterprises(first: 500) { nodes { creditCode name emissions(year: 2024) { cod sources { line } } tax(year: 2024) { vatNet } } } ${ASSESSMENT} { grades(first: 1) { nodes { class rank } } } }`,
    );
    expect(codes).toEqual([]);
    expect(data.enterprises.nodes.some((e: { emissions: { cod: string } | null }) => e.emissions?.cod)).toBe(true);
    expect(
      data.enterprises.nodes.every((e: { name: string; tax: { vatNet: null } }) => typeof e.name === 'string' && e.tax.vatNet === null),
    ).toBe(true);
    expect(data.assessment.grades.nodes).toEqual([{ class: null, rank: null }]);
    expect(lacking(withheld)).toEqual([
      ['Grade.class', 'county', 'NOT_GRANTED', true],
      ['Grade.rank', 'county', 'NOT_GRANTED', true],
      ['TaxRecord.vatNet', 'tax', 'TAX_SECRET', true],
    ]);
    expect((await ask(emissions, '{ parcels { nodes { area } } }')).codes).toEqual(['FORBIDDEN']);
  });

  it('of land gets parcels without their tax, and nothing of the sums made of it', async () => {
    const land = { role: 'department', department: 'land' };
    const { data, errors, withheld } = await ask(
      land,
      '{ parcels(first: 5) { totalCount nodes { unitCode area holderName holder { creditCode } taxSources { annualTax } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.parcels.nodes[0].taxSources).toBeNull();
    expect(lacking(withheld)).toEqual([['LandTaxSource.annualTax', 'tax', 'TAX_SECRET', true]]);
    const yielded = await ask(land, '{ landTaxYield(scheme: "example-ratio-2024", year: 2024) { byZone { key tax taxableArea } } }');
    expect([yielded.data.landTaxYield, yielded.codes]).toEqual([null, ['FORBIDDEN']]);
  });
});

describe.each(['auditor', 'security_admin', 'system_admin'])('%s', (role) => {
  it('gets no record', async () => {
    const { data, codes } = await ask(
      { role },
      `{ enterprise(creditCode: "${mine.creditCode}") { id } parcels { nodes { area } } ${ASSESSMENT} { groups { ranked } } landTaxFindings(year: 2024) { totalCount } landTaxTasks { totalCount } }`,
    );
    expect(data).toEqual({ enterprise: null, parcels: null, assessment: null, landTaxFindings: null, landTaxTasks: null });
    expect(new Set(codes)).toEqual(new Set(['FORBIDDEN']));
  });
});

describe('own queries', () => {
  it('are not for dashboards', async () => {
    const answer = await server.ask({ role: 'dashboard' }, '{ __typename }');
    expect([answer.status, answer.errors?.map((error) => error.extensions.code)]).toEqual([403, ['DOCUMENT_NOT_TRUSTED']]);
  });

  it('in production are a right of the token, and so is the schema', async () => {
    const document = 'query Q @access(roles: ["tax_officer", "dashboard"]) { schemes { id } }';
    const serving = await sampleServer({ mode: 'serve', trusted: trustedDocuments([document]) });
    const code = async (claims: object, query: string) =>
      (await serving.ask({ role: 'tax_officer', ...claims }, query)).errors?.[0]?.extensions.code;
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
    [
      'the time before the first record',
      'assessment(scheme: "example-ratio-2024", year: 2024, asOf: "2000-01-01T00:00:00Z") { year }',
      'BAD_USER_INPUT',
    ],
    ['a negative page', 'enterprises(first: -1) { totalCount }', 'BAD_USER_INPUT'],
    ['a cursor of ours turned round', 'enterprises(after: "abc") { totalCount }', 'BAD_USER_INPUT'],
    ['an id of nobody', 'node(id: "abc") { id }', 'BAD_USER_INPUT'],
  ])('%s: %s', async (_, query, code) => {
    const answer = await ask(officer, `{ ${query} }`);
    expect(answer.codes).toEqual([code]);
    expect(answer.errors![0]!.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('an enterprise that nobody knows is null', async () => {
    expect(await ask(officer, '{ enterprise(creditCode: "91339901000000000T") { id } }')).toMatchObject({
      data: { enterprise: null },
      codes: [],
    });
  });

  it('a bad credit code says what one is', async () => {
    const { codes, errors } = await ask(officer, '{ enterprise(creditCode: "123") { id } }');
    expect(codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(errors![0]!.message).toContain('18 位');
  });
});
