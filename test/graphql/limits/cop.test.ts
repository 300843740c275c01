import { describe, expect, it } from 'vitest';
import { sampleServer, type TestServer } from '../hub-server.js';

/*
 * What the scanner GraphQL Cop looks for, told in our own words: each probe says what it sends, and by what in the answer
 * it would report a finding.
 */
interface Heard {
  readonly text: string;
  readonly body:
    | { data?: Record<string, unknown> | null; errors?: { message: string; extensions?: Record<string, unknown> }[]; extensions?: object }
    | undefined;
}

interface Probe {
  readonly looksFor: string;
  send(server: TestServer, token: string): Promise<Heard[]>;
  found(heard: Heard): boolean;
}

async function heard(url: string, token: string, init: RequestInit = {}): Promise<Heard> {
  const response = await fetch(url, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
  const text = await response.text();
  try {
    return { text, body: JSON.parse(text) as Heard['body'] };
  } catch {
    return { text, body: undefined };
  }
}

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const posted = (query: string) => async (server: TestServer, token: string) => [
  await heard(`${server.url}/graphql`, token, json({ query, operationName: 'cop' })),
];
const answered =
  (field: string) =>
  ({ body }: Heard) =>
    Boolean(body?.data?.[field]);
const repeat = (count: number, text: (n: number) => string) => Array.from({ length: count }, (_, n) => text(n)).join('\n');

const PROBES: readonly Probe[] = [
  {
    looksFor: 'alias overloading',
    send: posted(`query cop { ${repeat(101, (n) => `alias${n}:__typename`)} }`),
    found: answered('alias100'),
  },
  {
    looksFor: 'batched queries',
    send: async (server, token) => [
      await heard(`${server.url}/graphql`, token, json(Array.from({ length: 11 }, () => ({ query: 'query cop { __typename }' })))),
    ],
    found: ({ body }) => Array.isArray(body) && body.length >= 10,
  },
  {
    looksFor: 'directive overloading',
    send: posted(`query cop { __typename ${'@aa'.repeat(10)} }`),
    found: ({ body }) => body?.errors?.length === 10,
  },
  {
    looksFor: 'circular questions about the schema',
    send: posted(
      'query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
    ),
    found: ({ body }) => ((body?.data?.['__schema'] as { types?: unknown[] } | null)?.types?.length ?? 0) > 25,
  },
  {
    looksFor: 'circular fragments',
    send: posted('query cop { __schema { ...A } } fragment A on __Schema { __typename ...B } fragment B on __Schema { ...A }'),
    found: ({ body }) => body !== undefined && !('errors' in body),
  },
  { looksFor: 'duplicated fields', send: posted(`query cop { ${repeat(500, () => '__typename')} }`), found: answered('__typename') },
  {
    looksFor: 'suggestions of names',
    send: async (server, token) => [
      ...(await posted('query cop { __schema { directive } }')(server, token)),
      ...(await posted('query cop { enterprise(creditCode: "x") { nme } schemess { id } }')(server, token)),
    ],
    found: ({ text }) => /did you mean/i.test(text),
  },
  {
    looksFor: 'a page to write queries on',
    send: async (server, token) =>
      Promise.all(
        ['/graphiql', '/playground', '/console', '/graphql'].map((path) =>
          heard(server.url + path, token, { headers: { accept: 'text/html' } }),
        ),
      ),
    found: ({ text }) => /graphiql|playground/i.test(text),
  },
  { looksFor: 'introspection', send: posted('query cop { __schema { types { name fields { name } } } }'), found: answered('__schema') },
  {
    looksFor: 'queries by GET',
    send: async (server, token) => [await heard(`${server.url}/graphql?query=${encodeURIComponent('query cop { __typename }')}`, token)],
    found: answered('__typename'),
  },
  {
    looksFor: 'mutations by GET',
    send: async (server, token) => [
      await heard(`${server.url}/graphql?query=${encodeURIComponent('mutation cop { __typename }')}`, token),
      await heard(`${server.url}/graphql?query=${encodeURIComponent('mutation cop { __typename }')}`, token, {
        headers: { 'apollo-require-preflight': '1' },
      }),
    ],
    found: answered('__typename'),
  },
  {
    looksFor: 'queries in a form, as other sites send them',
    send: async (server, token) => [
      await heard(`${server.url}/graphql`, token, { method: 'POST', body: new URLSearchParams({ query: 'query cop { __typename }' }) }),
      await heard(`${server.url}/graphql?query=${encodeURIComponent('query cop { __typename }')}`, token, { method: 'POST' }),
      await heard(`${server.url}/graphql`, token, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: '{"query":"query cop { __typename }"}',
      }),
    ],
    found: answered('__typename'),
  },
  {
    looksFor: 'traces and debugging',
    send: async (server, token) => [
      ...(await posted('query cop { __typename }')(server, token)),
      ...(await posted('query cop { no_such_field }')(server, token)),
    ],
    found: ({ text }) => /"tracing"|"exception"|stacktrace/i.test(text),
  },
  {
    looksFor: 'errors nobody handled',
    send: posted('qwerty cop { abc }'),
    found: ({ text }) => /"exception"|stacktrace|\bat \S+ \(/.test(text),
  },
];

describe.each(['sample', 'serve'] as const)('a plain token, %s mode', async (mode) => {
  const server = await sampleServer({ mode });
  const plain = await server.token({ role: 'tax_officer' });

  it.each(PROBES.map((probe) => [probe.looksFor, probe] as const))('gives no finding to who looks for %s', async (_, probe) => {
    for (const each of await probe.send(server, plain)) expect(probe.found(each), each.text.slice(0, 300)).toBe(false);
  });
});

it('the probes find what they look for where it is allowed', async () => {
  const server = await sampleServer({
    limits: { aliases: 1_000, rootFields: 1_000, duplicates: 1_000, introspectionLists: 10, directivesAtOnePlace: 100 },
  });
  const token = await server.token({ role: 'tax_officer', introspect: true });
  const finds = async (looksFor: string) => {
    const probe = PROBES.find((each) => each.looksFor === looksFor)!;
    return (await probe.send(server, token)).some((each) => probe.found(each));
  };
  for (const looksFor of [
    'alias overloading',
    'directive overloading',
    'duplicated fields',
    'a page to write queries on',
    'introspection',
  ]) {
    expect([looksFor, await finds(looksFor)]).toEqual([looksFor, true]);
  }
});
