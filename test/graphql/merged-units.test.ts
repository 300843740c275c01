import { describe, expect, it } from 'vitest';
import { sampleServer } from './hub-server.js';

/* Enterprises of one plot are graded as a unit; some of its units lie in two zones. */
const SCHEME = 'example-suichang-2024';
const server = await sampleServer({ county: '示例县' });
const version = await server.hub.version(new Date());
const directory = await server.hub.readers.enterprises.directory(version);
const scheme = server.hub.schemes.find((each) => each.scheme.id === SCHEME)!;
const { assessment } = await server.hub.assess({ scheme, year: 2024, version });
const zoneOf = (code: string) => directory.get(code)?.zone ?? null;
const isApart = ({ unit }: { readonly unit?: readonly string[] }) => new Set(unit?.map(zoneOf)).size > 1;
const office = { role: 'evaluation_office', purpose: '亩均评价' };

interface Graded {
  readonly class: string;
  readonly indicators: readonly Record<'id' | 'points' | 'numerator' | 'denominator' | 'value', string | null>[];
  readonly nextClass: {
    readonly paths: readonly { readonly valueNeeded: string | null; readonly numeratorNeeded: string | null }[];
  } | null;
}

async function graded(creditCode: string, claims: { role: string }) {
  const { data, errors, extensions } = await server.ask(
    claims,
    `{ enterprise(creditCode: "${creditCode}") { grade(scheme: "${SCHEME}", year: 2024) { class indicators { id points numerator denominator value } nextClass { paths { valueNeeded numeratorNeeded } } } } }`,
  );
  expect(errors).toBeUndefined();
  const grade = data.enterprise.grade as Graded;
  const given = (field: 'points' | 'numerator' | 'denominator' | 'value') => grade.indicators.filter((each) => each[field] !== null).length;
  const paths = grade.nextClass?.paths ?? [];
  return {
    class: grade.class,
    ...{ points: given('points'), numerator: given('numerator'), denominator: given('denominator'), value: given('value') },
    values: paths.filter(({ valueNeeded }) => valueNeeded !== null).length,
    numerators: paths.filter(({ numeratorNeeded }) => numeratorNeeded !== null).length,
    suppressed: (extensions?.withheld ?? []).filter(({ reason }) => reason === 'SUPPRESSED').map(({ coordinate }) => coordinate),
  };
}

describe('the figures of a merged unit', () => {
  const apart = assessment.results.find(
    (result) => isApart(result) && result.state === 'GRADED' && result.final === 'C' && zoneOf(result.creditCode),
  )!;

  it('are given where every member is', async () => {
    const all = await graded(apart.creditCode, office);
    expect(all.suppressed).toEqual([]);
    for (const count of [all.points, all.numerator, all.denominator, all.value, all.values, all.numerators])
      expect(count).toBeGreaterThan(0);
  });

  it('are not where one is of another zone, and cannot be had from the way up; points and class stay', async () => {
    const all = await graded(apart.creditCode, office);
    const its = await graded(apart.creditCode, { ...office, zones: [zoneOf(apart.creditCode)!] } as { role: string });
    expect(its).toMatchObject({ class: all.class, points: all.points, numerator: 0, denominator: 0, value: 0, numerators: 0 });
    expect(its.suppressed).toEqual([
      ...['IndicatorResult.denominator', 'IndicatorResult.numerator', 'IndicatorResult.value', 'NextClassPath.numeratorNeeded'],
    ]);
  });
});
