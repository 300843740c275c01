import { describe, expect, it } from 'vitest';
import { sampleServer } from './hub-server.js';

const server = await sampleServer();
const LEDGER = 'policyLedger(scheme: "example-ratio-2024", year: 2024)';
const YIELD = 'landTaxYield(scheme: "example-ratio-2024", year: 2024)';
const OTHERS = [{ role: 'zone_committee', zones: ['339901003'] }, { role: 'analyst' }, { role: 'evaluation_office' }];

describe('how many there are, and their cursors, of what is not given', () => {
  it.each(OTHERS)('are not given either: %j', async (claims) => {
    expect(
      (await server.ask(claims, '{ landTaxTasks { totalCount pageInfo { endCursor } } }')).errors?.map(({ extensions }) => extensions.code),
    ).toEqual(['FORBIDDEN']);
    // Whether the field itself is given or refused: nothing of its rows is told.
    const ledger = await server.ask(claims, `{ ${LEDGER} { lines { quarter } differences { totalCount edges { cursor } } } }`);
    expect(ledger.data.policyLedger?.differences ?? null).toBeNull();
    const yields = await server.ask(claims, `{ ${YIELD} { byClass { key } lowEfficiency { __typename } } }`);
    expect(yields.data.landTaxYield?.lowEfficiency ?? null).toBeNull();
    for (const { errors, extensions } of [ledger, yields]) {
      const isNamed = extensions?.withheld?.some(({ coordinate }) => /^(PolicyDifference|LowEfficiencyParcel)\./.test(coordinate));
      expect(isNamed === true || errors?.[0]?.extensions.code === 'FORBIDDEN').toBe(true);
    }
  });

  it("are no other department's", async () => {
    const { errors } = await server.ask({ role: 'department', department: 'emissions' }, '{ landTaxTasks { totalCount } }');
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  it('nor are there any enterprises to count for who sees none', async () => {
    const { data, errors } = await server.ask({ role: 'analyst' }, '{ enterprises { totalCount } }');
    expect([data.enterprises, errors?.[0]?.extensions.code]).toEqual([null, 'FORBIDDEN']);
  });
});
