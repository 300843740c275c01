import { describe, expect, it } from 'vitest';
import { SAMPLE_GRANTS, type Grant } from '../../src/access/grants.js';
import { sampleServer } from './hub-server.js';

interface Cell {
  readonly from: string;
  readonly to: string;
  readonly count: number | null;
}

const everything: Grant = { role: 'tax_officer', fields: ['Query', 'WhatIf', 'ClassMove', 'Mover', 'MoverConnection', 'NextClass', 'NextClassPath', 'Grade', 'IndicatorResult'].map((type) => `${type}.*`) };
const server = await sampleServer({ grants: [...SAMPLE_GRANTS, everything] });
const sample = await sampleServer();
const ZONE = '339901003';
const officer = { role: 'tax_officer' };
const committee = { role: 'zone_committee', zones: [ZONE] };
const analyst = { role: 'analyst' };
const weight = (value: string) => `amendments: [{ path: "groups/above/indicators/tax_per_mu/weight", value: "${value}" }, { path: "groups/above/indicators/va_per_mu/weight", value: "${55 - Number(value)}" }]`;
const whatIf = (amendments: string, fields: string) => `{ whatIf(scheme: "example-ratio-2024", year: 2024, ${amendments}) { ${fields} } }`;
const moved = (cells: readonly Cell[]) => cells.filter(({ from, to }) => from !== to);

describe('what if', () => {
  it('nothing is amended, nothing moves', async () => {
    const { data } = await server.ask(officer, whatIf('amendments: []', 'base { groups { classes { count } } } amended { groups { classes { count } } } matrix { from to count } movers { totalCount }'));
    expect(data.whatIf.amended).toEqual(data.whatIf.base);
    expect(moved(data.whatIf.matrix).every(({ count }) => count === 0)).toBe(true);
    expect(data.whatIf.movers.totalCount).toBe(0);
  });

  it('a weight is another: matrix and movers agree, each mover with what moved it', async () => {
    const { data, errors } = await server.ask(officer, whatIf(weight('50'), 'amended { scheme { digest } } base { scheme { digest } } matrix { from to count } movers(first: 500) { totalCount nodes { enterprise { creditCode } from { class total } to { class total } becauseOf } }'));
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
    for (const [of, who] of [[server, officer], [sample, analyst], [sample, committee]] as const) {
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

  it('an analyst gets counts alone, and none of one or two', async () => {
    const { data, extensions } = await sample.ask(analyst, whatIf(weight('50'), 'matrix { from to count } movers { totalCount }'));
    const whole = await server.ask(officer, whatIf(weight('50'), 'matrix { from to count }'));
    expect(whole.data.whatIf.matrix.some(({ count }: Cell) => count === 1 || count === 2)).toBe(true);
    expect(data.whatIf.matrix.some(({ count }: Cell) => count === 1 || count === 2)).toBe(false);
    expect(data.whatIf.matrix.some(({ count }: Cell) => count === null)).toBe(true);
    expect(data.whatIf.movers).toBeNull();
    expect(extensions!.withheld).toEqual([{ coordinate: 'WhatIf.movers', department: 'county', reason: 'NOT_GRANTED' }]);
  });

  it('a committee gets the counts of its zones, and no mover', async () => {
    const { data, extensions } = await sample.ask(committee, whatIf(weight('50'), 'matrix { count } movers { totalCount }'));
    const graded = data.whatIf.matrix.reduce((sum: number, { count }: Cell) => sum + count!, 0);
    expect(graded).toBeLessThan(400);
    expect(data.whatIf.movers).toBeNull();
    expect(extensions!.withheld!.map(({ coordinate }) => coordinate)).toEqual(['WhatIf.movers']);
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

  it('is not a tax officer\'s question by the sample grants', async () => {
    const { errors } = await sample.ask(officer, whatIf('amendments: []', 'matrix { count }'));
    expect(errors!.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
  });
});

describe('the way up', () => {
  const query = '{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 5, filter: { classes: ["B"], groups: ["above"], zones: ["339901003"] }) { nodes { class total nextClass { class pointsNeeded unreachable paths { indicator valueNeeded numeratorNeeded } } } } } }';

  it('tells a tax officer the points, and the value where tax and land make it', async () => {
    const { data, errors } = await sample.ask(officer, query);
    expect(errors).toBeUndefined();
    for (const { nextClass } of data.assessment.grades.nodes) {
      expect(nextClass.class).toBe('A');
      expect(Number(nextClass.pointsNeeded)).toBeGreaterThan(0);
      expect(nextClass.unreachable).toBeNull();
      expect(nextClass.paths.map((path: { indicator: string }) => path.indicator)).toContain('tax_per_mu');
      for (const path of nextClass.paths) if (path.indicator !== 'tax_per_mu') expect([path.valueNeeded, path.numeratorNeeded]).toEqual([null, null]);
    }
  });

  it('tells a committee the class and nothing that gives points back', async () => {
    const { data, errors, extensions } = await sample.ask(committee, query);
    expect(errors).toBeUndefined();
    for (const { nextClass } of data.assessment.grades.nodes) {
      expect([nextClass.class, nextClass.pointsNeeded, nextClass.unreachable]).toEqual(['A', null, null]);
      expect(nextClass.paths.every((path: { valueNeeded: null; numeratorNeeded: null }) => path.valueNeeded === null && path.numeratorNeeded === null)).toBe(true);
    }
    expect(extensions!.withheld!.map(({ coordinate }) => coordinate)).toEqual(['Grade.total', 'NextClass.pointsNeeded', 'NextClassPath.numeratorNeeded', 'NextClassPath.valueNeeded']);
  });
});
