import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql } from 'graphql';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Access } from '../../src/access/decide.js';
import type { SelectionAct } from '../../src/access/grants.js';
import { sharingRegister } from '../../src/access/sharing.js';
import { viewerOf } from '../../src/access/viewer.js';
import { Trace } from '../../src/audit/trace.js';
import { guarded } from '../../src/graphql/guard.js';
import { RowOf } from '../../src/graphql/row-of.js';
import { Withheld } from '../../src/graphql/withheld.js';
import { grantedFile } from './granted-files.js';

const SHARED = 'class: CONDITIONAL, ground: "测试"';
const OPEN = 'kind: STRUCTURE, class: UNCONDITIONAL, ground: "测试"';
const typeDefs = `
  directive @shared(by: Department!, kind: ValueKind!, class: SharingClass!, secrecy: Secrecy! = NONE, ground: String!, madeOf: [Department!], tells: String, named: Boolean) on OBJECT | FIELD_DEFINITION
  directive @reads(coordinate: String!) on INPUT_FIELD_DEFINITION | ENUM_VALUE
  directive @sums(of: [String!]!) on FIELD_DEFINITION
  enum Department { TAX LAND REGISTER COUNTY }
  enum ValueKind { RECORD DERIVED RESULT AGGREGATE METHOD STRUCTURE }
  enum SharingClass { UNCONDITIONAL CONDITIONAL WITHHELD }
  enum Secrecy { NONE TAX }
  type Query {
    enterprises(filter: Filter, order: Order = TAX): [Enterprise!] @shared(by: COUNTY, ${OPEN})
    secret: String @shared(by: TAX, kind: RECORD, ${SHARED})
    read: String @shared(by: TAX, kind: RECORD, ${SHARED})
    hidden: Hidden @shared(by: COUNTY, ${OPEN})
    undeclared: String
  }
  type Hidden @shared(by: TAX, kind: RECORD, secrecy: TAX, ${SHARED}) { figure: Int }
  input Filter { name: String @reads(coordinate: "Enterprise.name") tax: Int @reads(coordinate: "Enterprise.tax") some: Int @reads(coordinate: "Enterprise.some") }
  enum Order { NAME @reads(coordinate: "Enterprise.name") TAX @reads(coordinate: "Enterprise.tax") }
  type Enterprise @shared(by: REGISTER, kind: RECORD, ${SHARED}) {
    name: String
    tax: Int @shared(by: TAX, kind: RECORD, secrecy: TAX, ${SHARED})
    points: Int @shared(by: TAX, kind: DERIVED, secrecy: TAX, madeOf: [TAX, LAND], tells: "得分：可反推", ${SHARED})
    some: Int @shared(by: LAND, kind: RECORD, ${SHARED})
    other: Enterprise @shared(by: COUNTY, ${OPEN})
  }
`;
const to = { role: 'zone_committee' } as const;
const grants = [
  grantedFile({ id: 'read', to, what: ['Query.read'], acts: ['READ'] }),
  grantedFile({ id: 'land', to, what: ['derived:land'] }),
  grantedFile({ id: 'consent', to, what: ['Enterprise.some'], rows: 'consented', purpose: '试用' }),
].map(({ grant }) => grant);
const rows = [
  { creditCode: '1', name: '甲', zone: 'z1', town: null, year: 2024, other: { creditCode: '3', name: '丙', zone: 'z2', town: null } },
  { creditCode: '2', name: '乙', zone: 'z2', town: null, year: 2024 },
  { creditCode: '4', name: '丁', zone: 'z1', town: null, year: 2024, other: { creditCode: '5', name: '戊', zone: 'z1', town: null } },
  { creditCode: '6', name: '己', zone: null, town: null, year: 2024 },
];
const tax = vi.fn(() => 7);
const enterprises = vi.fn((_: unknown, args: { order?: string }) => (args.order === undefined ? rows : [...rows].reverse()));
const bare = makeExecutableSchema({
  typeDefs,
  resolvers: {
    Query: { enterprises, secret: () => 'x', read: () => 'x', hidden: () => ({ figure: 1 }), undeclared: () => 'x' },
    Enterprise: { tax, points: tax, some: () => 5 },
  },
});
const register = sharingRegister(bare);
const schema = guarded(bare, register);

async function ask(source: string, act: SelectionAct = 'READ') {
  const viewer = viewerOf({ sub: 'a', role: 'zone_committee', zones: ['z1'], purpose: '试用' });
  const access = new Access({ register, grants, today: '2026-01-01', consents: new Set(['4 2024 试用']) }, viewer, act);
  const contextValue = {
    access,
    withheld: new Withheld(),
    rowOf: new RowOf(),
    trace: new Trace(),
    hub: { treatmentSets: [] },
    wasVisible: async () => true,
  };
  const { data, errors } = await graphql({ schema, source, contextValue });
  return {
    data: JSON.parse(JSON.stringify(data)) as unknown,
    errors: errors?.map(({ message }) => message),
    withheld: contextValue.withheld.list(),
  };
}

beforeEach(() => {
  tax.mockClear();
  enterprises.mockClear();
});

describe('the guard', () => {
  it('withholds what was not granted, once for each department that lacks, and never lets its resolver run', async () => {
    const { data, errors, withheld } = await ask('{ enterprises { name tax points } }');
    expect(data).toEqual({
      enterprises: [
        { name: '甲', tax: null, points: null },
        { name: '丁', tax: null, points: null },
      ],
    });
    expect(errors).toBeUndefined();
    expect(withheld.map(({ coordinate, department, reason, tells }) => [coordinate, department, reason, tells])).toEqual([
      ['Enterprise.points', 'tax', 'TAX_SECRET', '得分：可反推'],
      ['Enterprise.tax', 'tax', 'TAX_SECRET', null],
    ]);
    for (const { ask: how } of withheld) expect(how).toMatch(/^可向税务局申请授权/);
    expect(tax).not.toHaveBeenCalled();
  });

  it("leaves out enterprises that are not the viewer's, whatever a resolver returned", async () => {
    expect((await ask('{ enterprises { name other { name } } }')).data).toEqual({
      enterprises: [
        { name: '甲', other: null },
        { name: '丁', other: { name: '戊' } },
      ],
    });
  });

  it('gives what consent opens for the enterprises that consented, and says so of the others', async () => {
    const { data, withheld } = await ask('{ enterprises { name some } }');
    expect(data).toEqual({
      enterprises: [
        { name: '甲', some: null },
        { name: '丁', some: 5 },
      ],
    });
    expect(withheld.map(({ coordinate, department, reason }) => [coordinate, department, reason])).toEqual([
      ['Enterprise.some', 'land', 'CONSENT_REQUIRED'],
    ]);
  });

  it.each([
    ['{ enterprises(filter: {tax: 1}) { name } }', 'enterprises（filter：tax）'],
    ['{ enterprises(order: TAX) { name } }', 'enterprises（order：TAX）'],
    ['query { enterprises(filter: {name: "甲", tax: 1}) { name } }', 'enterprises（filter：tax）'],
    ['{ enterprises(filter: {some: 1}) { name } }', 'enterprises（filter：some）'],
  ])('refuses %s and names the argument', async (query, named) => {
    const { data, errors } = await ask(query);
    expect(data).toEqual({ enterprises: null });
    expect(errors).toHaveLength(1);
    expect(errors![0]).toContain(`无权查询 ${named}`);
    expect(enterprises).not.toHaveBeenCalled();
  });

  it.each(['{ undeclared }', '{ secret }', '{ hidden { figure } }'])('refuses %s: nothing of it could be given', async (query) => {
    const { data, errors } = await ask(query);
    expect(Object.values(data as object)).toEqual([null]);
    expect(errors).toHaveLength(1);
    expect(errors![0]).toMatch(/^无权查询/);
  });

  it('leaves a default order out that reads what is not given', async () => {
    expect((await ask('{ enterprises { name } }')).data).toEqual({ enterprises: [{ name: '甲' }, { name: '丁' }] });
    expect((await ask('{ enterprises(filter: {name: "甲", tax: null}, order: NAME) { name } }')).errors).toBeUndefined();
  });

  it('lets nothing be taken away in a file that was granted for reading alone', async () => {
    expect((await ask('{ read }')).data).toEqual({ read: 'x' });
    const taken = await ask('{ read enterprises { name } }', 'EXPORT');
    expect(taken.errors).toHaveLength(1);
    expect(taken.data).toEqual({ read: null, enterprises: [{ name: '甲' }, { name: '丁' }] });
  });
});
