import { describe, expect, it } from 'vitest';
import { checkRanges } from '../../src/graphql/argument-ranges.js';
import { sampleServer } from './hub-server.js';

const server = await sampleServer();
const officer = { role: 'tax_officer' };
const refused = async (query: string) => (await server.ask(officer, query)).errors?.map(({ extensions }) => extensions.code);
const assessment = (year: number) => `{ assessment(scheme: "example-ratio-2024", year: ${year}) { year } }`;
const amended = (value: string) =>
  `{ whatIf(scheme: "example-ratio-2024", year: 2024, amendments: [{ path: "groups/above/indicators/tax_per_mu/weight", value: "${value}" }]) { notices } }`;

describe('arguments out of range are refused before anything is reckoned', () => {
  it.each([1899, 2201, -1, 2147483647])('the year %i', async (year) => {
    expect(await refused(assessment(year))).toEqual(['BAD_USER_INPUT']);
  });

  it('years of a list, and of a record', async () => {
    expect(await refused('{ assessments(schemes: ["example-ratio-2024"], years: [2024, 99999]) { year } }')).toEqual(['BAD_USER_INPUT']);
    expect(await refused('{ enterprise(creditCode: "913399011EFA80BJ4T") { tax(year: 3000) { vatNet } } }')).toEqual(['BAD_USER_INPUT']);
  });

  it('moments outside the years', async () => {
    expect(await refused('{ assessment(scheme: "example-ratio-2024", year: 2024, asOf: "1899-12-31T00:00:00Z") { year } }')).toEqual([
      'BAD_USER_INPUT',
    ]);
    expect(await refused('{ assessment(scheme: "example-ratio-2024", year: 2024, asOf: "9999-12-31T00:00:00Z") { year } }')).toEqual([
      'BAD_USER_INPUT',
    ]);
  });

  it('numbers of more than 100 digits, not of 100', async () => {
    expect(await refused(amended('4'.repeat(101)))).toEqual(['BAD_USER_INPUT']);
    expect(await refused(amended('4'.repeat(200_000)))).toEqual(['BAD_USER_INPUT']);
    for (const dressed of [` ${'4'.repeat(101)}`, `'${'4'.repeat(101)}'`, `[${'4'.repeat(101)}]`, `${'4'.repeat(60)}.${'4'.repeat(60)}`])
      expect(await refused(amended(dressed)), dressed).toEqual(['BAD_USER_INPUT']);
    expect(() => checkRanges({ amendments: [{ value: '4'.repeat(100) }] })).not.toThrow();
    expect(await refused(`{ landTaxFindings(year: 2024, filter: { taxAtStakeAtLeast: "${'4'.repeat(101)}" }) { totalCount } }`)).toEqual([
      'BAD_USER_INPUT',
    ]);
  });
});
