import { describe, expect, it } from 'vitest';
import { landDatabase } from '../land-use/sample-land.js';
import { readFile } from 'node:fs/promises';
import { sampleServer } from './hub-server.js';

const server = await sampleServer({ database: await landDatabase() });
const golden = async (name: string) => JSON.parse(await readFile(`test/golden/land/${name}.json`, 'utf8')) as Record<string, unknown>[];
const ON = '2024-12-31';
const land = { role: 'department', department: 'land' } as const;

describe('what is reckoned of industrial land', () => {
  it('is given to the land department, its ledger without rows made of others’ figures', async () => {
    const { data, errors, extensions } = await server.ask(
      land,
      `{ landLedger(on: "${ON}", first: 500) { totalCount areaTotal nodes { kind key state rule area since overTwoYears town zone } } }`,
    );
    expect(errors).toBeUndefined();
    const all = await golden('ledger');
    const given = all.filter(({ kind, rule }) => kind !== 'INEFFICIENT' || !['tax-below-2', 'class-d', 'halted'].includes(String(rule)));
    expect(data.landLedger.nodes).toEqual(given);
    expect(data.landLedger.totalCount).toBe(given.length);
    expect(extensions?.['withheld']).toEqual(
      expect.arrayContaining([expect.objectContaining({ coordinate: 'LandLedgerRow.key', department: 'tax' })]),
    );
  });

  it('is given to a zone for its own contracts and approvals', async () => {
    const zone = { role: 'zone_committee', zones: ['339901003'] } as const;
    const { data, errors } = await server.ask(
      zone,
      `{ landLedger(on: "${ON}", kind: IDLE, first: 500) { nodes { key zone contract { number stage(on: "${ON}") steps(on: "${ON}") { step due doneOn } } } }
         landAlerts(on: "${ON}", first: 500) { nodes { id code key subject due days amount zone } } }`,
    );
    expect(errors).toBeUndefined();
    const nodes = data.landLedger.nodes as { key: string; zone: string; contract: { number: string; steps: unknown[] } }[];
    const expected = (await golden('ledger')).filter((row) => row['kind'] === 'IDLE' && row['zone'] === '339901003');
    expect(nodes.map(({ key }) => key)).toEqual(expected.map(({ key }) => key));
    expect(nodes.every(({ key, contract }) => contract.number === key && contract.steps.length === 5)).toBe(true);
    const alerts = data.landAlerts.nodes as { zone: string; amount: string | null }[];
    expect(alerts.length).toBeGreaterThan(0);
    expect(new Set(alerts.map((alert) => alert.zone))).toEqual(new Set(['339901003']));
    expect(alerts.some(({ amount }) => amount !== null)).toBe(true);
  });

  it('shows alerts as they are printed, and each again by its id', async () => {
    const { data, errors } = await server.ask(
      land,
      `{ landAlerts(on: "${ON}", first: 500) { nodes { code key subject due days amount } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.landAlerts.nodes).toEqual((await golden('alerts')).slice(0, 500));
  });

  it('shows sums to who sees no enterprise, and nothing of one', async () => {
    const analyst = { role: 'analyst' } as const;
    const { data, errors } = await server.ask(
      analyst,
      `{ landIndicators(year: 2024, on: "${ON}") { id region zone year value numerator denominator target }
         landFlows(from: "2024-01-01", to: "${ON}") { kind region zone opening new disposed closing }
         townScores(year: 2024, on: "${ON}") { town year score rank points { indicator points } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.landIndicators).toEqual(await golden('indicators'));
    expect(data.landFlows).toEqual(await golden('flows'));
    const scores = await golden('scores');
    expect(data.townScores.map(({ town, score, rank }: Record<string, unknown>) => ({ town, score, rank }))).toEqual(
      scores.map(({ town, score, rank }) => ({ town, score, rank })),
    );
    const { errors: refused } = await server.ask(analyst, `{ landLedger(on: "${ON}") { nodes { key } } }`);
    expect(refused?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('tells a zone the state of a commitment, and not the figure that is made of tax', async () => {
    const zone = { role: 'zone_committee', zones: ['339901001', '339901002', '339901003'] } as const;
    const { data, errors } = await server.ask(
      zone,
      `{ landContracts(first: 500) { nodes { outputContracts { number commitments(on: "${ON}") { indicator promised actual ratio state band check { node } } } } } }`,
    );
    expect(errors).toBeUndefined();
    const kept = (data.landContracts.nodes as { outputContracts: { commitments: Record<string, unknown>[] }[] }[]).flatMap(
      ({ outputContracts }) => outputContracts.flatMap(({ commitments }) => commitments),
    );
    expect(kept.length).toBeGreaterThan(10);
    for (const { check, actual, indicator, state } of kept) {
      if (check === null && ['亩均税收', 'TAX_PER_MU'].includes(String(indicator))) expect(actual).toBeNull();
      expect(state).not.toBeNull();
    }
  });

  it('is refused on a day that the county’s rules do not cover', async () => {
    const { errors } = await server.ask(land, '{ landLedger(on: "2011-06-30") { totalCount } }');
    expect(errors?.[0]?.message).toContain('2011-06-30 没有有效的用地参数');
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});
