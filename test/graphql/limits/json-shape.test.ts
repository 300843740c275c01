import { describe, expect, it } from 'vitest';
import { sampleServer } from '../hub-server.js';

const server = await sampleServer();
const send = async (body: string) => {
  const authorization = `Bearer ${await server.token({ role: 'tax_officer' })}`;
  const headers = { 'content-type': 'application/json', authorization };
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { message: string; extensions: { code: string } }[] };
  return errors ? [response.status, errors[0]!.extensions.code, errors[0]!.message] : data;
};
const nested = (depth: number) => `{"query":"{ __typename }","variables":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
const listed = (count: number) => `{"query":"{ __typename }","variables":{"a":[${Array.from({ length: count }, () => '1').join(',')}]}}`;

describe('JSON', () => {
  it('that is nested too deeply is refused, however deep, whole or not', async () => {
    expect(await send(nested(62))).toEqual({ __typename: 'Query' });
    for (const body of [nested(63), nested(100_000), '['.repeat(1_000_000), '{"a":'.repeat(10_000)])
      expect(await send(body)).toEqual([400, 'BAD_USER_INPUT', expect.stringContaining('嵌套过深：最多 64 层')]);
  });

  it('of too many values is refused', async () => {
    expect(await send(listed(19_999))).toEqual({ __typename: 'Query' });
    for (const count of [20_001, 400_000])
      expect(await send(listed(count))).toEqual([400, 'LIMIT_EXCEEDED', expect.stringContaining('值过多：最多 20000 个')]);
  });

  it('may hold brackets, commas and quotes in its texts', async () => {
    const text = JSON.stringify(`\\"${'[{,"'.repeat(30_000)}\\\\`);
    expect(await send(`{"query":"{ __typename }","variables":{"a":${text}}}`)).toEqual({ __typename: 'Query' });
  });
});
