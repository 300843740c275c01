import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import type { Grant } from '../../src/access/grants.js';
import { accessRule } from '../../src/access/may.js';
import { sharingRegister } from '../../src/access/sharing.js';
import { viewerOf } from '../../src/access/viewer.js';
import { guarded } from '../../src/graphql/guard.js';
import { Trace } from '../../src/audit/trace.js';
import { RowZones } from '../../src/graphql/row-zones.js';
import { Withheld } from '../../src/graphql/withheld.js';

const SHARED = 'class: CONDITIONAL, ground: "测试"';
const typeDefs = `
  directive @shared(by: Department!, class: SharingClass!, secrecy: Secrecy! = NONE, ground: String!) on OBJECT | FIELD_DEFINITION
  directive @reads(coordinate: String!) on INPUT_FIELD_DEFINITION | ENUM_VALUE
  enum Department { TAX LAND COUNTY }
  enum SharingClass { UNCONDITIONAL CONDITIONAL WITHHELD }
  enum Secrecy { NONE TAX }
  type Query {
    enterprises(filter: Filter, order: Order): [Enterprise!] @shared(by: COUNTY, ${SHARED})
    secret: String @shared(by: TAX, ${SHARED})
    undeclared: String
  }
  input Filter { name: String @reads(coordinate: "Enterprise.name") tax: Int @reads(coordinate: "Enterprise.tax") }
  enum Order { NAME @reads(coordinate: "Enterprise.name") TAX @reads(coordinate: "Enterprise.tax") }
  type Enterprise @shared(by: COUNTY, ${SHARED}) {
    name: String
    tax: Int @shared(by: TAX, secrecy: TAX, ${SHARED})
    forgotten: Enterprise
  }
`;
const grants: readonly Grant[] = [
  { role: 'zone_committee', fields: ['Query.enterprises', 'Enterprise.name', 'Enterprise.forgotten'] },
  { role: 'zone_committee', fields: ['Query.secret'], acts: ['READ'] },
];
const rows = [
  { creditCode: '1', name: '甲', zone: 'z1', forgotten: { creditCode: '3', name: '丙', zone: 'z2' } },
  { creditCode: '2', name: '乙', zone: 'z2' },
  { creditCode: '4', name: '丁', zone: 'z1', forgotten: { creditCode: '5', name: '戊', zone: 'z1' } },
  { creditCode: '6', name: '己', zone: null },
];
const tax = vi.fn(() => 7);
const bare = makeExecutableSchema({
  typeDefs,
  resolvers: { Query: { enterprises: async () => rows, secret: () => 'x', undeclared: () => 'x' }, Enterprise: { tax } },
});
const register = sharingRegister(bare);
const schema = guarded(bare, register);

async function ask(source: string, act: 'READ' | 'EXPORT' = 'READ') {
  const contextValue = { may: accessRule(register, grants), viewer: viewerOf({ sub: 'a', role: 'zone_committee', zones: ['z1'] }), act, withheld: new Withheld(), zones: new RowZones(), trace: new Trace() };
  const { data, errors } = await graphql({ schema, source, contextValue });
  return { data: JSON.parse(JSON.stringify(data)) as unknown, errors: errors?.map(({ message }) => message), withheld: contextValue.withheld.list() };
}

describe('the guard', () => {
  it('withholds what was not granted, once, and never lets its resolver run', async () => {
    expect(await ask('{ enterprises { name tax } }')).toEqual({
      data: { enterprises: [{ name: '甲', tax: null }, { name: '丁', tax: null }] },
      errors: undefined,
      withheld: [{ coordinate: 'Enterprise.tax', department: 'tax', reason: 'TAX_SECRET' }],
    });
    expect(tax).not.toHaveBeenCalled();
  });

  it('leaves out enterprises of other zones, whatever a resolver returned', async () => {
    expect((await ask('{ enterprises { name forgotten { name } } }')).data).toEqual({
      enterprises: [{ name: '甲', forgotten: null }, { name: '丁', forgotten: { name: '戊' } }],
    });
  });

  it.each(['{ undeclared }', '{ enterprises(filter: {tax: 1}) { name } }', '{ enterprises(order: TAX) { name } }', 'query { enterprises(filter: {name: "甲", tax: 1}) { name } }'])(
    'refuses %s',
    async (query) => {
      const { data, errors, withheld } = await ask(query);
      expect(Object.values(data as object)).toEqual([null]);
      expect(errors).toHaveLength(1);
      expect(errors![0]).toMatch(/^无权查询/);
      expect(withheld).toEqual([]);
    },
  );

  it('allows the ways that read what was granted', async () => {
    expect((await ask('{ enterprises(filter: {name: "甲", tax: null}, order: NAME) { name } }')).errors).toBeUndefined();
  });

  it('lets nothing be taken away in a file that was granted for reading alone', async () => {
    expect((await ask('{ secret }')).data).toEqual({ secret: 'x' });
    const taken = await ask('{ secret enterprises { name } }', 'EXPORT');
    expect(taken.errors).toHaveLength(1);
    expect(taken.data).toEqual({ secret: null, enterprises: [{ name: '甲' }, { name: '丁' }] });
  });
});
