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
    expect(data.assessment.grades.nodes.some(({ treatments }: { treatments: Treatment[] }) => treatments.some(({ amount }) => Number(amount) > 0))).toBe(true);
    expect(extensions!.withheld!.map(({ coordinate }) => coordinate)).toContain('Treatment.amount');
  });

  it('follow the classes of another place: the supply of land that 青阳 ties to its four classes', async () => {
    const of = async (name: string) => {
      const { data } = await server.ask(officer, `{ assessment(scheme: "example-qingyang-2024", year: 2024) { scheme { sources { document article } } grades(first: 3, filter: { classes: ["${name}"] }) { nodes { treatments { text } } } } }`);
      return data.assessment;
    };
    for (const [name, text] of [['A', '优先保障'], ['B', '倾斜支持'], ['C', '倾斜支持'], ['D', '原则上不予安排']] as const) {
      expect((await of(name)).grades.nodes.map(({ treatments }: { treatments: { text: string }[] }) => treatments)).toEqual(Array.from({ length: 3 }, () => [{ text }]));
    }
    expect((await of('A')).scheme.sources).toContainEqual({ document: '青阳县工业用地全生命周期管理文件', article: null });
  });

  it('tell a committee the rate, never the money', async () => {
    const { data, errors, extensions } = await server.ask(committee, grades('C').replace('taxSources { sourceId annualTax }', 'unitCode'));
    expect(errors).toBeUndefined();
    for (const { treatments } of data.assessment.grades.nodes as { treatments: Treatment[] }[]) {
      expect(treatments.find(({ kind }) => kind === 'ELECTRICITY')).toMatchObject({ id: 'example-county-2024/electricity-c', rate: '0.1' });
      expect(treatments.every(({ amount }) => amount === null)).toBe(true);
    }
    expect(extensions!.withheld).toEqual([{ coordinate: 'Treatment.amount', department: 'tax', reason: 'TAX_SECRET' }]);
  });
});

describe('the money of a what-if', () => {
  const whatIf = (amendments: string) => `{ whatIf(scheme: "example-ratio-2024", year: 2024, amendments: [${amendments}]) { fiscal { kind unit base amended } } }`;

  it('is told to an analyst in sum', async () => {
    const same = await server.ask(analyst, whatIf(''));
    expect(same.errors).toBeUndefined();
    const kinds = same.data.whatIf.fiscal.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual([...kinds].sort());
    expect(kinds).toContain('LAND_USE_TAX');
    for (const { base, amended, unit } of same.data.whatIf.fiscal) expect([amended, unit]).toEqual([base, '元']);
    const more = await server.ask(analyst, whatIf('{ path: "groups/above/classes/upto/A", value: "40%" }'));
    const relief = more.data.whatIf.fiscal.find(({ kind }: { kind: string }) => kind === 'LAND_USE_TAX');
    expect(Number(relief.amended)).toBeGreaterThan(Number(relief.base));
  });

  it('is not told to a committee', async () => {
    const { data, extensions } = await server.ask(committee, whatIf(''));
    expect(data.whatIf.fiscal).toBeNull();
    expect(extensions!.withheld!.map(({ coordinate }) => coordinate)).toEqual(['WhatIf.fiscal']);
  });
});
