import { describe, expect, it } from 'vitest';
import { sampleServer } from './hub-server.js';

interface Treatment {
  readonly id: string;
  readonly kind: string;
  readonly rate: string | null;
  readonly amount: string | null;
}

const server = await sampleServer();
const officer = { role: 'tax_officer' };
const committee = { role: 'zone_committee', zones: ['339901003'] };
const analyst = { role: 'analyst' };
const grades = (classes: string) =>
  `{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 5, filter: { classes: ["${classes}"], groups: ["above"], zones: ["339901003"] }) { nodes { class treatments { id title kind rate unit amount text document validFrom validTo trial } enterprise { land(year: 2024) { parcels { taxSources { sourceId annualTax } } } } } } } }`;

describe('treatments', () => {
  it('tell a tax officer the relief in money, and no surcharge that the meters made', async () => {
    const { data, errors, extensions } = await server.ask(officer, grades('A'));
    expect(errors).toBeUndefined();
    for (const { treatments } of data.assessment.grades.nodes as { treatments: Treatment[] }[]) {
      const relief = treatments.find(({ kind }) => kind === 'LAND_USE_TAX')!;
      expect([relief.id, relief.rate]).toEqual(['example-county-2024/land-use-tax-a', '100']);
      expect(treatments.every(({ kind, amount }) => kind === 'LAND_USE_TAX' || amount === null)).toBe(true);
      expect(treatments.some(({ kind }) => kind === 'LAND_SUPPLY')).toBe(true);
    }
    expect(
      data.assessment.grades.nodes.some(({ treatments }: { treatments: Treatment[] }) =>
        treatments.some(({ amount }) => Number(amount) > 0),
      ),
    ).toBe(true);
    expect(extensions!.withheld!.map(({ coordinate, department }) => `${coordinate} ${department}`)).toEqual(['Treatment.id statistics']);
    const surcharged = await server.ask(officer, grades('D'));
    expect(surcharged.extensions!.withheld!.map(({ coordinate, department }) => `${coordinate} ${department}`)).toContain(
      'Treatment.amount utilities',
    );
  });

  it('follow the classes of another place: the supply of land that 青阳 ties to its four classes', async () => {
    const of = async (name: string) => {
      const { data } = await server.ask(
        officer,
        `{ assessment(scheme: "example-qingyang-2024", year: 2024) { scheme { sources { document article } } grades(first: 3, filter: { classes: ["${name}"] }) { nodes { treatments { text } } } } }`,
      );
      return data.assessment;
    };
    for (const [name, text] of [
      ['A', '优先保障'],
      ['B', '倾斜支持'],
      ['C', '倾斜支持'],
      ['D', '原则上不予安排'],
    ] as const) {
      expect((await of(name)).grades.nodes.map(({ treatments }: { treatments: { text: string }[] }) => treatments)).toEqual(
        Array.from({ length: 3 }, () => [{ text }]),
      );
    }
    expect((await of('A')).scheme.sources).toContainEqual({ document: '青阳县工业用地全生命周期管理文件', article: null });
  });

  it('that read a fact of statistics are left out, alike for all rows, and the answer says so; P2 has them', async () => {
    const query =
      '{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 500, filter: { zones: ["339901003"] }) { nodes { treatments { id kind amount } } } } }';
    const [bare, graded] = [await server.ask(committee, query), await server.ask({ ...committee, purpose: '亩均评价' }, query)];
    const ids = ({ data }: typeof bare) =>
      new Set(
        data.assessment.grades.nodes.flatMap(({ treatments }: { treatments: Treatment[] }) => treatments.map(({ id }) => id)) as string[],
      );
    expect([ids(bare).has('example-county-2024/rd-gate'), ids(graded).has('example-county-2024/rd-gate')]).toEqual([false, true]);
    expect(
      bare
        .extensions!.withheld!.filter(({ coordinate }) => coordinate === 'Treatment.id')
        .map(({ department, reason }) => [department, reason]),
    ).toEqual([['statistics', 'PURPOSE_REQUIRED']]);
    for (const { data } of [bare, graded]) {
      for (const { treatments } of data.assessment.grades.nodes as { treatments: Treatment[] }[])
        expect(treatments.every(({ amount }) => amount === null)).toBe(true);
    }
    expect(
      graded.data.assessment.grades.nodes.some(({ treatments }: { treatments: Treatment[] }) =>
        treatments.some(({ kind }) => kind === 'SUBSIDY'),
      ),
    ).toBe(true);
    expect(graded.extensions!.withheld!.map(({ coordinate, department }) => `${coordinate} ${department}`)).toEqual(
      ['county', 'tax', 'utilities'].map((department) => `Treatment.amount ${department}`),
    );
  });

  it('tell a committee the rate, never the money', async () => {
    const { data, errors, extensions } = await server.ask(committee, grades('C').replace('taxSources { sourceId annualTax }', 'unitCode'));
    expect(errors).toBeUndefined();
    for (const { treatments } of data.assessment.grades.nodes as { treatments: Treatment[] }[]) {
      expect(treatments.find(({ kind }) => kind === 'ELECTRICITY')).toMatchObject({ id: 'example-county-2024/electricity-c', rate: '0.1' });
      expect(treatments.every(({ amount }) => amount === null)).toBe(true);
    }
    expect(new Set(extensions!.withheld!.map(({ coordinate }) => coordinate))).toEqual(new Set(['Treatment.amount', 'Treatment.id']));
  });
});

describe('the money of a what-if', () => {
  const whatIf = (amendments: string) =>
    `{ whatIf(scheme: "example-ratio-2024", year: 2024, amendments: [${amendments}]) { fiscal { kind unit base amended } } }`;

  interface Effect {
    readonly kind: string;
    readonly unit: string;
    readonly base: string | null;
    readonly amended: string | null;
  }
  const office = { role: 'evaluation_office', purpose: '亩均评价' };
  const MORE = whatIf('{ path: "groups/above/classes/upto/A", value: "40%" }');
  const effects = async (claims: { role: string }, query: string) => (await server.ask(claims, query)).data.whatIf.fiscal as Effect[];

  it('is given to an analyst in sum, to three significant digits, its base too', async () => {
    const same = await server.ask(analyst, whatIf(''));
    expect(same.errors).toBeUndefined();
    const kinds = same.data.whatIf.fiscal.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual([...kinds].sort());
    expect(kinds).toContain('LAND_USE_TAX');
    for (const { base, amended, unit } of same.data.whatIf.fiscal) expect([amended, unit]).toEqual([base, '元']);
    const [rounded, exact] = [await effects(analyst, MORE), await effects(office, MORE)];
    const relief = (of: Effect[]) => of.find(({ kind }) => kind === 'LAND_USE_TAX')!;
    expect(Number(relief(rounded).amended)).toBeGreaterThan(Number(relief(rounded).base));
    for (const [at, effect] of rounded.entries()) {
      for (const side of ['base', 'amended'] as const) {
        if (effect[side] === null) continue;
        expect(effect[side]).toMatch(/^[1-9]\d{0,2}0*$|^0$/);
        expect(Number(effect[side])).toBe(Number(Number(exact[at]![side]).toPrecision(3)));
      }
    }
    expect(relief(exact).base).toMatch(/\.\d/);
  });

  it('is rounded for the evaluation office too, for another purpose', async () => {
    expect(await effects({ role: 'evaluation_office' }, MORE)).toEqual(await effects(analyst, MORE));
  });

  it('is not given to a committee', async () => {
    const { data, errors, extensions } = await server.ask(
      { ...committee, purpose: '亩均评价' },
      whatIf('').replace('fiscal', 'matrix { count } fiscal'),
    );
    expect([errors, data.whatIf.fiscal]).toEqual([undefined, null]);
    expect(extensions!.withheld!.map(({ coordinate }) => coordinate)).toEqual(['FiscalEffect.amended', 'FiscalEffect.base']);
  });
});
