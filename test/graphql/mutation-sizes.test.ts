import { buildSchema, isUnionType, getNamedType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readSdl } from '../../src/graphql/sdl.js';
import { sampleServer } from './hub-server.js';

const server = await sampleServer();
const office = { role: 'department', department: 'tax', subject: '税务经办' };
const committee = { role: 'zone_committee', zones: ['339901003'], subject: '园区甲', purpose: '亩均评价' };
const REFUSED = '__typename ... on RefusedInput { message issues { column message } }';
const REQUEST = `mutation($input: GrantInput!, $reason: String!) { requestGrant(input: $input, reason: $reason) { ${REFUSED} } }`;
const ANSWER = `mutation($reason: String!) { answerGrant(id: "1", approve: true, reason: $reason) { ${REFUSED} } }`;
const WITHDRAW = `mutation($reason: String!) { withdrawGrant(id: "1", reason: $reason) { ${REFUSED} } }`;
const DROP = `mutation($reason: String!) { dropQuarantined(id: "1", reason: $reason) { ${REFUSED} } }`;
const RELEASE = `mutation($cells: [String!]!) { releaseQuarantined(id: "1", cells: $cells, reason: "更正") { ${REFUSED} } }`;
const input = {
  ...{ owner: 'TAX', role: 'zone_committee', fields: ['Grade.total'], zones: ['339901003'], acts: ['READ'] },
  ...{ purpose: '亩均评价', ground: '示例县亩均办〔2026〕1号', from: '2026-01-01', to: '2026-12-31' },
};
const requests = () =>
  server.database.pool.query<{ count: string }>('select count(*) from access_grant_event').then(({ rows }) => rows[0]!.count);
const columns = (answer: Awaited<ReturnType<typeof server.ask>>, field: string) => {
  expect(answer.errors).toBeUndefined();
  expect(answer.data[field]).toMatchObject({ __typename: 'RefusedInput', message: '内容过长或过多，未受理' });
  return (answer.data[field].issues as { column: string }[]).map(({ column }) => column);
};

describe('a mutation', () => {
  it('can always answer that it refuses what it was given', () => {
    const fields = Object.values(buildSchema(readSdl().join('\n')).getMutationType()!.getFields());
    for (const { name, type } of fields) {
      const named = getNamedType(type);
      expect(isUnionType(named) && named.getTypes().map((each) => each.name), name).toContain('RefusedInput');
    }
  });

  it.each([
    ['reason', { reason: '理'.repeat(2_001) }],
    ['ground', { input: { ...input, ground: 'x'.repeat(10_000) } }],
    ['fields', { input: { ...input, fields: Array.from({ length: 501 }, () => 'Grade.total') } }],
    ['fields', { input: { ...input, fields: ['Grade.total', 'x'.repeat(2_001)] } }],
    ['zones', { input: { ...input, zones: Array.from({ length: 501 }, (_, n) => String(339901000 + n)) } }],
  ])('does not take a grant with too much in %s', async (column, more) => {
    const before = await requests();
    expect(columns(await server.ask(committee, REQUEST, { input, reason: '复核', ...more }), 'requestGrant')).toEqual([column]);
    expect(await requests()).toBe(before);
  });

  it('does not take too much anywhere else', async () => {
    const reason = '理'.repeat(2_001);
    expect(columns(await server.ask(office, ANSWER, { reason }), 'answerGrant')).toEqual(['reason']);
    expect(columns(await server.ask(office, WITHDRAW, { reason }), 'withdrawGrant')).toEqual(['reason']);
    expect(columns(await server.ask(office, DROP, { reason }), 'dropQuarantined')).toEqual(['reason']);
    const cells = (count: number, length: number) => Array.from({ length: count }, () => 'x'.repeat(length));
    expect(columns(await server.ask(office, RELEASE, { cells: cells(501, 1) }), 'releaseQuarantined')).toEqual(['cells']);
    expect(columns(await server.ask(office, RELEASE, { cells: cells(60, 2_000) }), 'releaseQuarantined')).toEqual(['id、cells、reason']);
  });
});

describe('a NUL character', () => {
  const refused = async (claims: typeof office | typeof committee, query: string, variables?: object) => {
    const { errors } = await server.ask(claims, query, variables);
    return errors?.map(({ message, extensions: { code } }) => [code, message.includes('U+0000')]);
  };

  it('is refused in words in every argument, written as a variable or in the document', async () => {
    const words = [['BAD_USER_INPUT', true]];
    expect(await refused(committee, REQUEST, { input, reason: '复\0核' })).toEqual(words);
    expect(await refused(committee, REQUEST, { input: { ...input, fields: ['Grade\0total'] }, reason: '复核' })).toEqual(words);
    expect(await refused(office, RELEASE, { cells: ['a', '\0'] })).toEqual(words);
    expect(await refused(office, String.raw`mutation { dropQuarantined(id: "1", reason: "\u0000") { __typename } }`)).toEqual(words);
    expect(await refused(office, String.raw`mutation { dropQuarantined(id: "\u0000", reason: "x") { __typename } }`)).toEqual(words);
    expect(await refused(committee, String.raw`{ assessment(scheme: "\u0000", year: 2024) { year } }`)).toEqual(words);
  });

  it('in the name of an operation, is no operation', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await server.token(office)}` },
      body: JSON.stringify({ query: 'query A { __typename }', operationName: 'A\0' }),
    });
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(errors.map(({ extensions: { code } }) => code)).toEqual(['BAD_USER_INPUT']);
  });
});
