import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sampleServer } from './hub-server.js';

interface Planted {
  readonly kind: string;
  readonly unit: string;
  readonly code: string | null;
  readonly area: string;
  readonly tax: string;
}
interface Finding {
  readonly id: string;
  readonly kind: string;
  readonly unitCode: string | null;
  readonly holder: { creditCode: string } | null;
  readonly taxpayer: { creditCode: string } | null;
  readonly registeredArea: string | null;
  readonly differenceArea: string | null;
  readonly taxAtStake: string | null;
  readonly explanation: string;
  readonly status: string;
}

const server = await sampleServer();
const officer = { role: 'tax_officer' };
const FIELDS = 'id kind unitCode holder { creditCode } taxpayer { creditCode } registeredArea differenceArea taxAtStake explanation status';
const findings = async (args: string, fields = FIELDS) => {
  const { data, errors } = await server.ask(
    officer,
    `{ landTaxFindings(year: 2024, ${args}) { totalCount taxAtStakeTotal pageInfo { hasNextPage } nodes { ${fields} } } }`,
  );
  return { ...data.landTaxFindings, errors } as { nodes: Finding[]; totalCount: number; taxAtStakeTotal: string; errors: unknown };
};
const all = await findings('first: 500');

describe('land-tax findings', () => {
  it('are what is planted in the sample county, with the tax at stake', () => {
    const { findings: planted } = JSON.parse(readFileSync('test/golden/landtax.json', 'utf8')) as { findings: Planted[] };
    const line = (kind: string, unit: string | null, code: string | null | undefined, area: string | null, tax: string | null) =>
      [kind, unit ?? '', code ?? '', Number(area), Number(tax)].join(' ');
    expect(all.totalCount).toBe(planted.length);
    expect(
      all.nodes
        .map((f) =>
          line(
            f.kind,
            f.unitCode,
            (f.kind === 'UNLINKED_HOLDER' ? f.holder : f.taxpayer)?.creditCode,
            f.differenceArea ?? f.registeredArea,
            f.taxAtStake,
          ),
        )
        .sort(),
    ).toEqual(planted.map((p) => line(p.kind, p.unit, p.code, p.area, p.tax)).sort());
    expect(all.nodes.every((f) => f.status === 'OPEN' && /[\u4e00-\u9fff]/.test(f.explanation))).toBe(true);
    const cents = planted.reduce((sum, { tax }) => sum + Math.round(Number(tax) * 100), 0);
    expect(Math.round(Number(all.taxAtStakeTotal) * 100)).toBe(cents);
  });

  it('come by tax at stake, or by unit code', async () => {
    const stakes = all.nodes.map((f) => Number(f.taxAtStake));
    expect(stakes).toEqual([...stakes].sort((a, b) => b - a));
    const codes = (await findings('first: 500, orderBy: UNIT_CODE_ASC')).nodes.map((f) => f.unitCode).filter((code) => code !== null);
    expect(codes).toEqual([...codes].sort());
  });

  it('are chosen by kind, enterprise, status and stake, the sum with them', async () => {
    const leases = await findings('filter: { kinds: [LEASE_NOT_DECLARED], statuses: [OPEN] }');
    expect([leases.totalCount, leases.nodes.every((f) => f.kind === 'LEASE_NOT_DECLARED')]).toEqual([3, true]);
    const code = all.nodes[0]!.taxpayer!.creditCode;
    expect(
      (await findings(`filter: { creditCodes: ["${code}"] }`)).nodes.every((f) =>
        [f.taxpayer?.creditCode, f.holder?.creditCode].includes(code),
      ),
    ).toBe(true);
    const large = await findings('first: 500, filter: { taxAtStakeAtLeast: "100000" }');
    expect(large.totalCount).toBe(all.nodes.filter((f) => Number(f.taxAtStake) >= 100_000).length);
    expect(Number(large.taxAtStakeTotal)).toBeLessThan(Number(all.taxAtStakeTotal));
    expect((await findings('filter: { statuses: [PUSHED] }')).totalCount).toBe(0);
  });

  it('look at relief only under a scheme, and keep their ids', async () => {
    const under = await findings('first: 500, scheme: "example-ratio-2024"');
    const ids = new Set(under.nodes.map(({ id }) => id));
    expect(all.nodes.every(({ id }) => ids.has(id))).toBe(true);
    expect(all.nodes.some((f) => f.kind === 'RELIEF_WITHOUT_GROUND')).toBe(false);
    const relief = under.nodes.find((f) => f.kind === 'RELIEF_WITHOUT_GROUND');
    const wanted = [all.nodes[0]!, ...(relief ? [relief] : [])];
    for (const { id, kind } of wanted) {
      const { data } = await server.ask(officer, `{ node(id: "${id}") { id ... on LandTaxFinding { kind } } }`);
      expect(data.node).toEqual({ id, kind });
    }
  });

  it.each([
    ['a year without rates', 'landTaxFindings(year: 1990) { totalCount }', 'BAD_USER_INPUT'],
    ['an unknown scheme', 'landTaxFindings(year: 2024, scheme: "nowhere") { totalCount }', 'NOT_FOUND'],
    [
      'a stake that is no number',
      'landTaxFindings(year: 2024, filter: { taxAtStakeAtLeast: "many" }) { totalCount }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('refuse %s', async (_, query, code) => {
    const { errors } = await server.ask(officer, `{ ${query} }`);
    expect(errors!.map((error) => error.extensions.code)).toEqual([code]);
  });

  it('are for the tax bureau, by their ids too; a department has those that are made of its own data alone', async () => {
    const ask = async (claims: { role: string }) =>
      server.ask(
        claims,
        `{ landTaxFindings(year: 2024, first: 500) { totalCount nodes { kind } } node(id: "${all.nodes[0]!.id}") { id } }`,
      );
    for (const claims of [
      { role: 'zone_committee', zones: ['339901003'], purpose: '亩均评价' },
      { role: 'town', towns: ['339901101'] },
      { role: 'evaluation_office', purpose: '亩均评价' },
    ]) {
      const { data, errors } = await ask(claims);
      expect(data).toEqual({ landTaxFindings: null, node: null });
      expect(errors!.map((error) => [error.extensions.code, error.path])).toEqual([['FORBIDDEN', ['landTaxFindings']]]);
    }
    expect((await ask({ role: 'analyst' })).data).toEqual({ landTaxFindings: { totalCount: all.totalCount, nodes: [] }, node: null });
    for (const [department, kind] of [
      ['tax', 'OVER_OCCUPIED'],
      ['land', 'UNLINKED_HOLDER'],
    ] as const) {
      const { data } = await ask({ role: 'department', department } as { role: string });
      expect(data.node).toBeNull();
      expect(data.landTaxFindings.nodes).toEqual(all.nodes.filter((finding) => finding.kind === kind).map(() => ({ kind })));
    }
  });

  it("are an enterprise's own from the day on which they are pushed", async () => {
    const { taxpayer } = all.nodes.find((finding) => finding.taxpayer !== null)!;
    const { data } = await server.ask(
      { role: 'enterprise', creditCode: taxpayer!.creditCode },
      '{ landTaxFindings(year: 2024) { nodes { id kind } } }',
    );
    expect(data.landTaxFindings.nodes).toEqual([]);
  });
});
