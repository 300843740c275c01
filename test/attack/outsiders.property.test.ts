import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAMPLE_GRANTS } from '../../src/access/grants.js';
import { viewerOf } from '../../src/access/viewer.js';
import { createSchema } from '../../src/graphql/schema.js';
import { sampleServer } from '../graphql/hub-server.js';
import { randomQuery, type Words } from './random-query.js';

// On demand a longer attack, with other queries each time: ATTACK_RUNS=1000.
const RUNS = Number(process.env['ATTACK_RUNS'] ?? 25);
const SEED = process.env['ATTACK_RUNS'] ? undefined : 2024;
const RECORDS = { tax: 'TaxRecord', emissions: 'EmissionsRecord', employment: 'EmploymentRecord', statistics: 'StatisticsRecord', utilities: 'UtilitiesRecord' } as const;
const OFFICES = ['auditor', 'security_admin', 'system_admin'];

const { schema } = createSchema();
const server = await sampleServer({ grants: [...SAMPLE_GRANTS, { role: 'analyst', fields: ['Query.enterprises', 'Query.parcels', 'Enterprise.*', 'Parcel.*', 'LandHolding.*', ...Object.values(RECORDS).map((type) => `${type}.*`)] }] });
const leavesOf = (type: string) => Object.keys((schema.getType(type) as unknown as { getFields(): object }).getFields()).filter((name) => name !== 'year' && name !== 'sources' && name !== 'aboveScale').join(' ');
const { data } = await server.ask({ role: 'analyst' }, `{ parcels(first: 30) { nodes { id unitCode } } enterprises(first: 300) { nodes { id creditCode name ${Object.entries(RECORDS).map(([name, type]) => `${name}(year: 2024) { ${leavesOf(type)} }`).join(' ')} } } }`);
interface Known {
  readonly id: string;
  readonly creditCode: string;
  readonly name: string;
}
type RecordsOf = Readonly<Record<string, Readonly<Record<string, string | null>> | null>>;
const firms = data.enterprises.nodes as Known[];

/** By department, what stands in its records and in no other's, long enough not to come up by chance. */
const secrets = new Map(Object.keys(RECORDS).map((department) => [department, new Set(firms.flatMap((firm) => Object.values((firm as unknown as RecordsOf)[department] ?? {}).filter((value): value is string => typeof value === 'string' && value.length >= 6)))]));

const quoted = (texts: readonly string[]) => texts.map((text) => JSON.stringify(text));
const words: Words = {
  ...{ year: ['2024', '2023'], years: ['2024'], scheme: ['"example-ratio-2024"', '"example-minmax-2024"'], schemes: ['"example-ratio-2024"'], first: ['30'] },
  ...{ creditCode: quoted(firms.slice(0, 40).map(({ creditCode }) => creditCode)), id: quoted([...firms.slice(0, 20), ...data.parcels.nodes.slice(0, 20)].map(({ id }) => id)), unitCode: quoted(data.parcels.nodes.map(({ unitCode }: { unitCode: string }) => unitCode)) },
  ...{ coordinate: ['"TaxRecord.vatNet"', '"Grade.total"', '"Enterprise.name"'], amendments: ['{ path: "groups/above/extras_cap", value: "5" }'], role: ['"zone_committee"'], asOf: ['"2026-11-22T00:00:00Z"'] },
};

/** Every string of an answer. */
function told(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(told) : [];
}

describe('who has no business with a record', () => {
  it.each(OFFICES)('%s gets none, whatever root field is asked', async (role) => {
    const names = new Set(firms.flatMap(({ name, creditCode }) => [name, creditCode]));
    const all = new Set([...secrets.values()].flatMap((each) => [...each]));
    await fc.assert(
      fc.asyncProperty(randomQuery(schema, words), async (query) => {
        const answer = await server.ask({ role }, query);
        const asked = new Set([...query.matchAll(/"([^"]+)"/g)].map((match) => match[1]));
        expect(told([answer.data, answer.errors, answer.extensions]).filter((text) => (all.has(text) || names.has(text)) && !asked.has(text))).toEqual([]);
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
    );
  }, 600_000);

  it.each(['tax', 'emissions', 'employment', 'land', 'statistics', 'utilities', 'register', 'county'])('the department %s gets no other department\'s', async (department) => {
    const own = secrets.get(department) ?? new Set<string>();
    const others = new Set([...secrets].filter(([name]) => name !== department).flatMap(([, values]) => [...values]).filter((value) => !own.has(value)));
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(randomQuery(schema, words), async (query) => {
        const strings = told((await server.ask({ role: 'department', department } as { role: string }, query)).data);
        expect(strings.filter((text) => others.has(text))).toEqual([]);
        answered += strings.length;
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
    );
    expect(answered).toBeGreaterThan(0);
  }, 600_000);

  it('no token holds two of the offices', () => {
    for (const one of OFFICES) {
      for (const other of OFFICES) expect(() => viewerOf({ sub: 'x', role: [one, other] })).toThrow('只能有一个');
      expect(viewerOf({ sub: 'x', role: one, roles: OFFICES }).role).toBe(one);
    }
  });

  it('would notice a record that is given', async () => {
    const strings = told((await server.ask({ role: 'department', department: 'tax' } as { role: string }, '{ enterprises(first: 100) { nodes { tax(year: 2024) { vatNet } } } }')).data);
    expect(strings.filter((text) => secrets.get('tax')!.has(text)).length).toBeGreaterThan(10);
  });
});
