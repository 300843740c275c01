import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/access/refusal.js';
import { sampleServer } from './hub-server.js';

const server = await sampleServer();
const officer = { role: 'tax_officer' };
const bearer = `Bearer ${await server.token(officer)}`;

interface Sent {
  readonly status: number;
  readonly type: string | null;
  readonly body: { errors?: { message: string; extensions: { code: string; errorId?: string } }[]; data?: unknown };
}

async function send(path: string, init: RequestInit = {}): Promise<Sent> {
  const response = await fetch(server.url + path, init);
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type'), body: JSON.parse(text) as Sent['body'] };
}

const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
  send('/graphql', {
    method: 'POST',
    body: body as BodyInit,
    headers: { 'content-type': 'application/json', authorization: bearer, ...headers },
  });
const query = (text: string, more: object = {}) => post(JSON.stringify({ query: text, ...more }));

/** One error of a closed code, in Chinese, as JSON, with nothing of the inside in it. */
function one({ body, type }: Sent): string {
  expect(type).toMatch(/^application\/(graphql-response\+)?json/);
  expect(body.errors).toHaveLength(1);
  const [error] = body.errors!;
  expect(error!.message).toMatch(/[\u4e00-\u9fff]/);
  expect(ERROR_CODES).toContain(error!.extensions.code);
  expect(Object.keys(error!.extensions).filter((key) => key !== 'code' && key !== 'errorId')).toEqual([]);
  expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts:|\.js:|stacktrace|select /);
  return error!.extensions.code;
}

describe('the server', () => {
  it('answers a query', async () => {
    const { status, body } = await query('query One { __typename schemes(year: 2022) { id } }', { operationName: 'One' });
    expect(status).toBe(200);
    expect(body).toEqual({ data: { __typename: 'Query', schemes: expect.arrayContaining([{ id: 'huangyan-2022' }]) } });
  });

  it('answers a GET that no form of another site could send', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ __typename }')}`;
    const headers = { authorization: bearer };
    expect((await send(path, { headers: { ...headers, 'apollo-require-preflight': '1' } })).body).toEqual({
      data: { __typename: 'Query' },
    });
    const bare = await send(path, { headers });
    expect([bare.status, one(bare)]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('asks everyone for a token, but for health', async () => {
    for (const init of [{}, { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }]) {
      const refused = await send('/graphql', init);
      expect([refused.status, one(refused)]).toEqual([401, 'UNAUTHENTICATED']);
    }
    expect(await send('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await send('/readyz')).toMatchObject({ status: 200, body: { status: 'ready', secondWall: 'up' } });
  });

  it.each([
    ['broken JSON', '{"query": ', 400, 'BAD_USER_INPUT'],
    ['no JSON at all', 'hello', 400, 'BAD_USER_INPUT'],
    ['an empty body', '', 400, 'BAD_USER_INPUT'],
    ['a list', '[{"query":"{__typename}"}]', 400, 'BAD_USER_INPUT'],
    ['null', 'null', 400, 'BAD_USER_INPUT'],
    ['an object without a query', '{}', 400, 'BAD_USER_INPUT'],
    ['a query that is none', '{"query": 7}', 400, 'BAD_USER_INPUT'],
    ['variables that are none', '{"query": "{__typename}", "variables": "x"}', 400, 'BAD_USER_INPUT'],
    ['a syntax error', '{"query": "{ schemes { "}', 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{"query": "{ schema { id } }"}', 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a subscription', '{"query": "subscription { anything }"}', 400, 'BAD_USER_INPUT'],
    ['two operations and no name', '{"query": "query A { __typename } query B { __typename }"}', 400, 'BAD_USER_INPUT'],
    [
      'a variable of the wrong type',
      '{"query": "query A($y: Int) { schemes(year: $y) { id } }", "variables": {"y": "x"}}',
      400,
      'BAD_USER_INPUT',
    ],
    ['an endless document', JSON.stringify({ query: `{ ${'a '.repeat(20_000)} }` }), 400, 'LIMIT_EXCEEDED'],
    [
      'a persisted query nobody knows',
      '{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "00"}}}',
      403,
      'DOCUMENT_NOT_TRUSTED',
    ],
  ])('refuses %s', async (_, body, status, code) => {
    const refused = await post(body);
    expect([refused.status, one(refused)]).toEqual([status, code]);
  });

  it.each([2, 10])('refuses a body of %i MB with one clear error', async (megabytes) => {
    const refused = await post(Buffer.alloc(megabytes * 1024 * 1024, 'x'));
    expect([refused.status, one(refused)]).toEqual([413, 'LIMIT_EXCEEDED']);
    expect(refused.body.errors![0]!.message).toContain('1 MB');
  });

  it('refuses other types, methods and addresses in JSON', async () => {
    const form = await post('query=x', { 'content-type': 'application/x-www-form-urlencoded' });
    expect([form.status, one(form)]).toEqual([415, 'BAD_USER_INPUT']);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const refused = await send('/graphql', { method });
      expect([refused.status, one(refused)]).toEqual([405, 'BAD_USER_INPUT']);
    }
    for (const path of ['/no-such-page', '/graphql/', '/admin?token=secret', '/%zz']) {
      const refused = await send(path);
      expect(one(refused)).toMatch(/NOT_FOUND|BAD_USER_INPUT/);
      expect(JSON.stringify(refused.body)).not.toContain('secret');
    }
  });

  it('answers what is no HTTP in JSON and hangs up', async () => {
    const { port } = new URL(server.url);
    const text = await new Promise<string>((resolve, reject) => {
      let read = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('hello\r\n\r\n'));
      socket
        .on('data', (chunk) => (read += chunk.toString()))
        .on('end', () => resolve(read))
        .on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1.1 400 /);
    expect(text).toContain('BAD_USER_INPUT');
  });

  it('serves GraphiQL from its own disk, allowed to load nothing from elsewhere', async () => {
    const response = await fetch(`${server.url}/graphiql`);
    const page = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)=["']?(https?:)?\/\//);
    expect(page).toContain('Authorization');
  });

  it('keeps what went wrong inside to its log, and there without values', async () => {
    const failing = await sampleServer({
      hub: (hub) => ({
        ...hub,
        assess: () =>
          Promise.reject(
            Object.assign(new Error('Failed query: select * from tax_payment where credit_code = 9133990144LEKL1AXK'), {
              query: 'select secret',
            }),
          ),
        ready: () => Promise.reject(Object.assign(new Error('connect ECONNREFUSED postgres://me:password@db'), { code: 'ECONNREFUSED' })),
      }),
    });
    const answer = await failing.ask(officer, '{ assessment(scheme: "example-ratio-2024", year: 2024) { year } }');
    expect(answer.data).toEqual({ assessment: null });
    expect(answer.errors).toHaveLength(1);
    const { code, errorId } = answer.errors![0]!.extensions;
    expect(code).toBe('INTERNAL');
    expect(answer.errors![0]!.message).not.toMatch(/tax_payment|select|9133990144LEKL1AXK/);
    const lines = failing.logged.filter((line) => line.includes(errorId!));
    expect(lines).toHaveLength(1);
    expect(failing.logged.join('')).not.toMatch(/tax_payment|select|9133990144LEKL1AXK|password/);
    const ready = await fetch(`${failing.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).not.toContain('password');
    expect((await fetch(`${failing.url}/healthz`)).status).toBe(200);
  });

  it('answers what is under way before it closes', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    let entered: () => void = () => undefined;
    const inside = new Promise<void>((resolve) => (entered = resolve));
    const slow = await sampleServer({
      hub: (hub) => ({
        ...hub,
        standing: async () => {
          entered();
          await gate;
          return hub.standing();
        },
      }),
    });
    const answer = slow.ask(officer, '{ enterprises(first: 1) { totalCount } }');
    await inside;
    const closing = slow.server.close();
    const begun = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 50));
    release();
    expect((await answer).data.enterprises.totalCount).toBeGreaterThan(1000);
    await closing;
    expect(Date.now() - begun).toBeLessThan(5_000);
    await expect(fetch(`${slow.url}/healthz`)).rejects.toThrow();
  });
});
