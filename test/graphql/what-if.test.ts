import { describe, expect, it } from 'vitest';
import { EVERYTHING, grantedFile } from './granted-files.js';
import { sampleServer, shippedGrants } from './hub-server.js';

interface Cell {
  readonly from: string;
  readonly to: string;
  readonly count: number | null;
}

const everything = grantedFile({ to: { role: 'tax_officer' }, what: [...EVERYTHING, 'ClassMove.*', 'FiscalEffect.*'] });
const server = await sampleServer({ grantFiles: [...shippedGrants(), everything] });
const sample = await sampleServer();
const ZONE = '339901003';
const officer = { role: 'tax_officer' };
const committee = { role: 'zone_committee', zones: [ZONE] };
const analyst = { role: 'analyst' };
const weight = (value: string) =>
  `amendments: [{ path: "groups/above/indicators/tax_per_mu/weight", value: "${value}" }, { path: "groups/above/indicators/va_per_mu/weight", value: "${55 - Number(value)}" }]`;
const whatIf = (amendments: string, fields: string) => `{ whatIf(scheme: "example-ratio-2024", year: 2024, ${amendments}) { ${fields} } }`;
const moved = (cells: readonly Cell[]) => cells.filter(({ from, to }) => from !== to);

describe('what if', () => {
  it('nothing is amended, nothing moves', async () => {
    const { data } = await server.ask(
      officer,
      whatIf(
        'amendments: []',
        'base { groups { classes { count } } } amended { groups { classes { count } } } matrix { from to count } movers { totalCount }',
      ),
    );
    expect(data.whatIf.amended).toEqual(data.whatIf.base);
    expect(moved(data.whatIf.matrix).every(({ count }) => count === 0)).toBe(true);
    expect(data.whatIf.movers.totalCount).toBe(0);
  });

  it('a weight is another: matrix and movers agree, each mover with what moved it', async () => {
    const { data, errors } = await server.ask(
      officer,
      whatIf(
        weight('50'),
        'amended { scheme { digest } } base { scheme { digest } } matrix { from to count } movers(first: 500) { totalCount nodes { enterprise { creditCode } from { class total } to { class total } becauseOf } }',
      ),
    );
    expect(errors).toBeUndefined();
    const { matrix, movers, base, amended } = data.whatIf;
    expect(amended.scheme.digest).not.toBe(base.scheme.digest);
    expect(movers.totalCount).toBeGreaterThan(0);
    expect(moved(matrix).reduce((sum, { count }) => sum + count!, 0)).toBe(movers.totalCount);
    for (const { from, to, becauseOf } of movers.nodes) {
      expect(from.class).not.toBe(to.class);
      expect(becauseOf.length).toBeGreaterThan(0);
    }
  });

  it('the sum of the weights follows, and the answer says so', async () => {
    const one = 'amendments: [{ path: "groups/above/indicators/tax_per_mu/weight", value: "40" }]';
    for (const [of, who] of [
      [server, officer],
      [sample, analyst],
      [sample, committee],
    ] as const) {
      const { data, errors } = await of.ask(who, whatIf(one, 'notices'));
      expect(errors).toBeUndefined();
      expect(data.whatIf.notices).toEqual(['规上：权重合计由 100 变为 105']);
    }
    const { data } = await server.ask(officer, whatIf(weight('40'), 'notices'));
    expect(data.whatIf.notices).toEqual([]);
  });

  it('is refused where classes go by score and the sum of the weights would be another', async () => {
    const amendments = 'amendments: [{ path: "groups/all/indicators/tax_per_mu/weight", value: "50" }]';
    const { errors } = await server.ask(officer, `{ whatIf(scheme: "example-minmax-2024", year: 2024, ${amendments}) { notices } }`);
    expect(errors!.map((error) => error.extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(errors![0]!.message).toMatch(/权重合计由 100 变为 \d+；本组按分数线定类/);
  });

  it('an analyst gets the counts, exact, and no mover', async () => {
    const { data, extensions } = await sample.ask(analyst, whatIf(weight('50'), 'matrix { from to count } movers { totalCount }'));
    const whole = await server.ask(officer, whatIf(weight('50'), 'matrix { from to count }'));
    expect(data.whatIf.matrix).toEqual(whole.data.whatIf.matrix);
    expect(data.whatIf.matrix.some(({ count }: Cell) => count === 1 || count === 2)).toBe(true);
    expect(data.whatIf.movers).toBeNull();
    expect(new Set(extensions!.withheld!.map(({ coordinate }) => coordinate))).toEqual(new Set(['WhatIf.movers']));
  });

  it('a committee gets the counts of its zones, and under P2 the movers', async () => {
    const query = whatIf(
      weight('50'),
      'matrix { from to count } movers { totalCount nodes { enterprise { zone } from { class total } to { class total } becauseOf } } amended { grades(first: 3) { nodes { class rank } } }',
    );
    const [bare, graded] = [await sample.ask(committee, query), await sample.ask({ ...committee, purpose: '亩均评价' }, query)];
    expect(bare.errors).toBeUndefined();
    expect(bare.data.whatIf.matrix).toEqual(graded.data.whatIf.matrix);
    expect(bare.data.whatIf.matrix.reduce((sum: number, { count }: Cell) => sum + count!, 0)).toBeLessThan(400);
    expect(bare.data.whatIf.movers).toBeNull();
    expect(bare.data.whatIf.amended.grades.nodes).toEqual(Array.from({ length: 3 }, () => ({ class: null, rank: null })));
    expect(new Set(bare.extensions!.withheld!.map(({ coordinate, reason }) => `${coordinate} ${reason}`))).toEqual(
      new Set(['Grade.class', 'Grade.rank', 'WhatIf.movers'].map((each) => `${each} PURPOSE_REQUIRED`)),
    );
    const { movers, matrix } = graded.data.whatIf;
    expect(movers.totalCount).toBe(moved(matrix).reduce((sum, { count }) => sum + count!, 0));
    expect(movers.totalCount).toBeGreaterThan(0);
    for (const { enterprise, from, to, becauseOf } of movers.nodes)
      expect([enterprise.zone, from.class === to.class, typeof from.total, typeof to.total, becauseOf.length > 0]).toEqual([
        ZONE,
        false,
        'string',
        'string',
        true,
      ]);
    expect(graded.extensions).toBeUndefined();
  });

  it.each([
    ['a benchmark', 'example-ratio-2024', 'groups/above/indicators/energy_va/points/benchmark', '3'],
    ['a percentile', 'example-ratio-2024', 'groups/above/indicators/emission_va/points/benchmark/percentile', '60'],
    ['a cut by score', 'example-minmax-2024', 'groups/all/classes/at_least/A', '46'],
  ])('a committee may move %s', async (_, scheme, path, value) => {
    const { data, errors } = await sample.ask(
      committee,
      `{ whatIf(scheme: "${scheme}", year: 2024, amendments: [{ path: "${path}", value: "${value}" }]) { matrix { count } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.whatIf.matrix.length).toBeGreaterThan(4);
  });

  it.each([
    ['a path that leads nowhere', 'amendments: [{ path: "groups/nowhere/extras_cap", value: "1" }]'],
    ['a condition', 'amendments: [{ path: "groups/above/when", value: "1" }]'],
    ['no number', 'amendments: [{ path: "groups/above/extras_cap", value: "many" }]'],
  ])('says what is wrong with %s', async (_, amendments) => {
    const { errors } = await sample.ask(analyst, whatIf(amendments, 'matrix { count }'));
    expect(errors!.map((error) => error.extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(errors![0]!.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it("is not a tax officer's question by the grants that ship", async () => {
    const { errors } = await sample.ask(officer, whatIf('amendments: []', 'matrix { count }'));
    expect(errors!.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
  });
});

describe('the way up', () => {
  const query =
    '{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 5, filter: { classes: ["B"], groups: ["above"], zones: ["339901003"] }) { nodes { class total nextClass { class pointsNeeded unreachable paths { indicator valueNeeded numeratorNeeded } } } } } }';

  interface Path {
    readonly indicator: string;
    readonly valueNeeded: string | null;
    readonly numeratorNeeded: string | null;
  }

  it('gives a committee under P2 the points, and what each indicator alone would have to reach', async () => {
    const { data, errors, extensions } = await sample.ask({ ...committee, purpose: '亩均评价' }, query);
    expect([errors, extensions]).toEqual([undefined, undefined]);
    for (const { nextClass } of data.assessment.grades.nodes) {
      expect(nextClass.class).toBe('A');
      expect(Number(nextClass.pointsNeeded)).toBeGreaterThan(0);
      expect(nextClass.paths.map((path: Path) => path.indicator)).toContain('tax_per_mu');
    }
    expect(
      data.assessment.grades.nodes.some(({ nextClass }: { nextClass: { paths: Path[] } }) =>
        nextClass.paths.some(({ valueNeeded, numeratorNeeded }) => valueNeeded !== null && numeratorNeeded !== null),
      ),
    ).toBe(true);
  });

  it("is reckoned from a total in whole points where the marginal enterprise is another zone's", async () => {
    const ZONES = ['339901001', '339901002', ZONE];
    const goals = async (claims: { role: string }, zone: string) => {
      const { data } = await sample.ask({ ...claims, purpose: '亩均评价' } as { role: string }, query.replace(ZONE, zone));
      return data.assessment.grades.nodes.map(
        ({ total, nextClass }: { total: string; nextClass: { pointsNeeded: string } }) =>
          Math.round((Number(total) + Number(nextClass.pointsNeeded)) * 1e6) / 1e6,
      ) as number[];
    };
    const rounded = await Promise.all(
      ZONES.map(async (zone) => {
        const [own, exact] = [
          await goals({ role: 'zone_committee', zones: [zone] } as { role: string }, zone),
          await goals({ role: 'evaluation_office' }, zone),
        ];
        for (const [at, goal] of own.entries()) expect([exact[at], Math.ceil(exact[at]!)]).toContain(goal);
        return own.some((goal, at) => goal !== exact[at]);
      }),
    );
    // The marginal enterprise is of one zone: exact there, rounded up for the others.
    expect(rounded.sort()).toEqual([false, true, true]);
  });

  it.each([
    ['a tax officer', officer],
    ['a committee under P0', committee],
  ])('gives %s the class and why it is out of reach, and no number', async (_, viewer) => {
    const { data, errors, extensions } = await sample.ask(viewer, query);
    expect(errors).toBeUndefined();
    for (const { nextClass } of data.assessment.grades.nodes) {
      expect([nextClass.class, nextClass.pointsNeeded]).toEqual(['A', null]);
      expect(nextClass.paths.every(({ valueNeeded, numeratorNeeded }: Path) => valueNeeded === null && numeratorNeeded === null)).toBe(
        true,
      );
    }
    expect(new Set(extensions!.withheld!.map(({ coordinate }) => coordinate))).toEqual(
      new Set(['Grade.total', 'NextClass.pointsNeeded', 'NextClassPath.numeratorNeeded', 'NextClassPath.valueNeeded']),
    );
  });
});
