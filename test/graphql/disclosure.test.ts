import { describe, expect, it } from 'vitest';
import { sampleServer } from './hub-server.js';

const server = await sampleServer();
const ZONE = '339901003';
const committee = { role: 'zone_committee', zones: [ZONE] };
const analyst = { role: 'analyst' };
const officer = { role: 'tax_officer' };
const codes = (answer: { errors?: readonly { extensions: { code: string } }[] }) => (answer.errors ?? []).map(({ extensions }) => extensions.code);
const whatIf = (scheme: string, amendments: string, fields: string) => `{ whatIf(scheme: "${scheme}", year: 2024, amendments: [${amendments}]) { ${fields} } }`;
const amendment = (path: string, value: string) => `{ path: "${path}", value: "${value}" }`;
const WEIGHTS = amendment('groups/above/indicators/tax_per_mu/weight', '50') + amendment('groups/above/indicators/va_per_mu/weight', '5');

describe('a committee that searches for a figure', () => {
  it('gets no grades of an amended scheme: bands and ranks there would be a search', async () => {
    const { data, extensions } = await server.ask(committee, whatIf('example-ratio-2024', WEIGHTS, 'amended { grades { nodes { rank class indicators { band } } } } base { grades(first: 1) { nodes { class } } }'));
    expect(data.whatIf.amended.grades).toBeNull();
    expect(data.whatIf.base.grades.nodes).toHaveLength(1);
    expect(extensions!.withheld!.map(({ coordinate }) => coordinate)).toEqual(['Assessment.grades']);
  });

  it.each([
    ['a benchmark', 'example-ratio-2024', 'groups/above/indicators/energy_va/points/benchmark', '3'],
    ['a percentile', 'example-ratio-2024', 'groups/above/indicators/emission_va/points/benchmark/percentile', '99'],
    ['a cap', 'example-ratio-2024', 'groups/above/indicators/tax_per_mu/points/cap', '1.01'],
    ['a cut by score', 'example-minmax-2024', 'groups/all/classes/at_least/A', '46'],
    ['a weight where scores cut', 'example-minmax-2024', 'groups/all/indicators/tax_per_mu/weight', '41'],
  ])('may not move %s', async (_, scheme, path, value) => {
    const answer = await server.ask(committee, whatIf(scheme, amendment(path, value), 'matrix { count }'));
    expect(codes(answer)).toEqual(['FORBIDDEN']);
    expect(answer.data.whatIf).toBeNull();
  });

  it('gets no count of one or two of an amended scheme', async () => {
    const { data } = await server.ask(committee, whatIf('example-ratio-2024', WEIGHTS, 'matrix { count } amended { groups { classes { count } } }'));
    const counts = [...data.whatIf.matrix, ...data.whatIf.amended.groups.flatMap((g: { classes: unknown[] }) => g.classes)].map(({ count }: { count: number | null }) => count);
    expect(counts.filter((count) => count === 1 || count === 2)).toEqual([]);
  });

  it('gets bands that hang on one figure only as far as the figure stays unknown', async () => {
    interface Seen { readonly enterprise: { readonly creditCode: string; readonly land: { usedArea: string } | null; readonly employment: { averageStaff: string } | null }; readonly indicators: readonly { id: string; band: string | null; benchmark: string | null }[] }
    const grades = async (scheme: string) => {
      const { data } = await server.ask(committee, `{ assessment(scheme: "${scheme}", year: 2024) { grades(first: 500) { nodes { enterprise { creditCode land(year: 2024) { usedArea } employment(year: 2024) { averageStaff } } indicators { id band benchmark } } } } }`);
      return data.assessment.grades.nodes as Seen[];
    };
    const share: Record<string, [number, number]> = { FAR_BELOW: [0, 0.5], BELOW: [0.5, 0.9], AROUND: [0.9, 1.1], ABOVE: [1.1, 2], FAR_ABOVE: [2, Infinity] };
    const added = new Map<string, [number, number]>();
    let told = 0;
    for (const { enterprise, indicators } of [...(await grades('example-ratio-2024')), ...(await grades('example-minmax-2024'))]) {
      const over: Record<string, string | undefined> = { va_per_mu: enterprise.land?.usedArea, productivity: enterprise.employment?.averageStaff };
      for (const { id, band, benchmark } of indicators) {
        if (!over[id] || !band || !benchmark) continue;
        told += 1;
        const [low, high] = added.get(enterprise.creditCode) ?? [0, Infinity];
        const by = Number(benchmark) * Number(over[id]);
        added.set(enterprise.creditCode, [Math.max(low, share[band]![0] * by), Math.min(high, share[band]![1] * by)]);
      }
    }
    expect(told).toBeGreaterThan(50);
    for (const [low, high] of added.values()) expect(high === Infinity || (high - low) / (high + low) > 0.05).toBe(true);
  });

  it.each([
    ['a committee', committee, ['emission', 'energy'], ['tax_per_mu', 'productivity']],
    ['a tax officer', officer, ['emission', 'energy', 'productivity'], ['tax_per_mu']],
  ])('(as %s) is told why a value is missing only where no reason could be a figure withheld from it, whatever the reason is', async (_, viewer, hidden, told) => {
    interface Seen { readonly enterprise: { readonly creditCode: string }; readonly indicators: readonly { readonly id: string; readonly missing: string | null }[] }
    const { data } = await server.ask(viewer, `{ assessment(scheme: "example-minmax-2024", year: 2024) { grades(first: 500, filter: { zones: ["${ZONE}"] }) { nodes { enterprise { creditCode } indicators { id missing } } } } }`);
    const grades = data.assessment.grades.nodes as Seen[];
    const reasons = (ids: readonly string[]) => grades.flatMap(({ indicators }) => indicators).flatMap(({ id, missing }) => (ids.includes(id) && missing ? [missing] : []));
    expect(reasons(hidden)).toEqual([]);
    expect(reasons(told)).toContain('FACT_MISSING');
    for (const { enterprise } of grades.filter(({ indicators }) => indicators.length > 0).slice(0, 5)) {
      const one = await server.ask(viewer, `{ enterprise(creditCode: "${enterprise.creditCode}") { grade(scheme: "example-minmax-2024", year: 2024) { indicators { missing } } } }`);
      expect(one.extensions!.withheld!.map(({ coordinate }) => coordinate)).toEqual(['IndicatorResult.missing']);
    }
  });

  it('gets no bands against the moving benchmarks of earlier data versions', async () => {
    const moment = new Date().toISOString();
    await server.database.pool.query(`insert into data_version (version, at) select max(version) + 1, $1::timestamptz + interval '1 millisecond' from data_version`, [moment]);
    const { data, extensions } = await server.ask(committee, `{ assessment(scheme: "example-ratio-2024", year: 2024, asOf: "${moment}") { grades(first: 3) { nodes { group indicators { id band } } } } }`);
    for (const { group, indicators } of data.assessment.grades.nodes as { group: string; indicators: { id: string; band: string | null }[] }[]) {
      expect(group).toBe('above');
      expect(indicators.filter(({ id }) => ['tax_per_mu', 'va_per_mu', 'emission_va'].includes(id)).every(({ band }) => band === null)).toBe(true);
      expect(indicators.some(({ band }) => band !== null)).toBe(true);
    }
    expect(extensions!.withheld!.map(({ coordinate }) => coordinate)).toEqual(['IndicatorResult.band']);
  });
});

describe('an analyst who subtracts answers', () => {
  it('never gets a percentile that was moved onto an enterprise', async () => {
    const benchmarks = 'amended { groups { id benchmarks { indicator value } } }';
    const value = async (percentile: string) => {
      const { data } = await server.ask(analyst, whatIf('example-ratio-2024', amendment('groups/above/indicators/emission_va/points/benchmark/percentile', percentile), benchmarks));
      return data.whatIf.amended.groups[0].benchmarks.find(({ indicator }: { indicator: string }) => indicator === 'emission_va').value as string | null;
    };
    expect(await value('60')).not.toBeNull();
    for (const percentile of ['100', '99', '75', '5']) expect(await value(percentile)).toBeNull();
  });

  it('gets no cell of the groups back from the matrix over them all', async () => {
    for (const scheme of ['example-ratio-2024', 'example-minmax-2024']) {
      const [told, whole] = await Promise.all([
        server.ask(analyst, whatIf(scheme, '', 'matrix { from to count } base { groups { id classes { class count } } }')),
        server.ask(officer, `{ assessment(scheme: "${scheme}", year: 2024) { groups { id classes { class count } } } }`),
      ]);
      interface Group { id: string; classes: { class: string; count: number | null }[] }
      const groups = told.data.whatIf.base.groups as Group[];
      const real = (id: string, name: string) => (whole.data.assessment.groups as Group[]).find((g) => g.id === id)!.classes.find((c) => c.class === name)!.count!;
      for (const { from, to, count } of told.data.whatIf.matrix as { from: string; to: string; count: number | null }[]) {
        if (from !== to || count === null) continue;
        const cells = groups.flatMap(({ id, classes }) => classes.filter((c) => c.class === from).map((c) => ({ id, count: c.count })));
        const hidden = cells.filter((cell) => cell.count === null);
        if (hidden.length === 1) expect(real(hidden[0]!.id, from)).toBeGreaterThanOrEqual(3);
        expect(hidden.length === 0 || hidden.length > 1).toBe(true);
      }
    }
  });

  it('gets no relief of a single enterprise from two sums', async () => {
    const sums: number[] = [];
    for (let share = 20; share <= 30; share += 0.25) {
      const { data } = await server.ask(analyst, whatIf('example-ratio-2024', amendment('groups/above/classes/upto/A', `${share}%`), 'fiscal { kind base amended }'));
      const relief = data.whatIf.fiscal.find(({ kind }: { kind: string }) => kind === 'LAND_USE_TAX') as { base: string | null; amended: string | null };
      if (relief.amended !== null) sums.push(Number(relief.amended));
    }
    expect(sums.length).toBeGreaterThan(1);
    const { data } = await server.ask(officer, '{ parcels(first: 500) { nodes { taxSources { annualTax } } } }');
    const amounts: number[] = data.parcels.nodes.flatMap(({ taxSources }: { taxSources: { annualTax: string }[] | null }) => (taxSources ?? []).map(({ annualTax }) => Number(annualTax)));
    const exact = new Set(amounts.filter((amount) => amount > 0).map((amount) => amount.toFixed(2)));
    const found = sums.flatMap((a) => sums.map((b) => Math.abs(a - b).toFixed(2))).filter((difference) => difference !== '0.00' && exact.has(difference));
    expect(found).toEqual([]);
  });
});
