import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../src/access/refusal.js';
import { sampleServer, type TestServer } from '../hub-server.js';

const CODE = '9133990144LEKL1AXK';
const SECRET = 'hunter2-geheim';
/** Of the inside: SQL, tables, files, frames, libraries, connection strings. */
const INSIDE =
  /\bselect\b.*\bfrom\b|insert into|tax_payment|credit_code\b|relation "|node_modules|\/src\/|\.[jt]s:\d|\bat \S+ \(|stacktrace|postgres(ql)?:\/\/|pg_|drizzle|(?<!Syntax )Error:|ECONN|fastify|apollo(?!-require-preflight)|undefined/i;

const adhoc = { role: 'tax_officer', adhoc: true };
const assessment = '{ assessment(scheme: "example-ratio-2024", year: 2024) { dataVersion groups { ranked } } }';

interface Path {
  readonly name: string;
  readonly init: RequestInit & { readonly path?: string };
}

const post = (body: unknown, headers: Record<string, string> = {}): Path['init'] => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const query = (text: string, variables?: object) => post({ query: text, variables });

/** Every way to be refused that a request can choose; each carries what must come back in no answer and no log. */
const PATHS: readonly Path[] = [
  { name: 'a syntax error', init: query(`{ schemes { "${SECRET}" }`) },
  { name: 'an unfinished text', init: query(`{ schemes(year: "${SECRET}`) },
  { name: 'an unknown field', init: query('{ enterprise(creditCode: "x") { nme vatNett } }') },
  { name: 'an unknown argument', init: query('{ enterprise(creditCod: "x") { name } }') },
  { name: 'an unknown type', init: query('{ ... on Enterprize { name } }') },
  { name: 'an unknown enum value', init: query('{ enterprises(orderBy: NAMEASC) { totalCount } }') },
  { name: 'a variable of another type', init: query('query A($y: Int!) { schemes(year: $y) { id } }', { y: { secret: SECRET } }) },
  { name: 'a variable that is missing', init: query('query A($y: Int!) { schemes(year: $y) { id } }') },
  {
    name: 'an input with more than it may hold',
    init: query('query A($f: EnterpriseFilter) { enterprises(filter: $f) { totalCount } }', { f: { nameContain: SECRET } }),
  },
  { name: 'a credit code that is none', init: query(`{ enterprise(creditCode: "${SECRET}") { name } }`) },
  { name: 'a date that is none', init: query(`{ assessment(scheme: "example-ratio-2024", year: 2024, asOf: "${SECRET}") { year } }`) },
  { name: 'a cursor that is none', init: query(`{ enterprises(after: "${SECRET}") { totalCount } }`) },
  { name: 'an id that is none', init: query(`{ node(id: "${SECRET}") { id } }`) },
  { name: 'an id that would be SQL', init: query(`{ node(id: "' or 1=1; drop table enterprise; -- ${SECRET}") { id } }`) },
  { name: 'a filter that would be SQL', init: query(`{ enterprises(filter: { nameContains: "%' or 1=1 -- ${SECRET}" }) { totalCount } }`) },
  {
    name: 'a text that PostgreSQL cannot hold',
    init: query('query A($n: String!) { enterprises(filter: { nameContains: $n }) { totalCount } }', { n: `${SECRET}\u0000` }),
  },
  {
    name: 'half a character',
    init: query('query A($n: String!) { enterprises(filter: { nameContains: $n }) { totalCount } }', { n: '\ud800' }),
  },
  { name: 'a year beyond every calendar', init: query('{ assessment(scheme: "example-ratio-2024", year: 2147483647) { year } }') },
  { name: 'a scheme that is none', init: query(`{ assessment(scheme: "../../${SECRET}", year: 2024) { year } }`) },
  { name: 'broken JSON', init: post(`{"query": "${SECRET}`) },
  { name: 'a list', init: post([{ query: `{ ${SECRET} }` }]) },
  { name: 'a prototype', init: post(`{"__proto__": {"query": "${SECRET}"}}`) },
  { name: 'another type', init: post(SECRET, { 'content-type': 'text/plain' }) },
  { name: 'no type', init: post(SECRET, { 'content-type': SECRET }) },
  { name: 'too large a body', init: post(SECRET.repeat(200_000)) },
  { name: 'a document that nobody knows', init: post({ extensions: { persistedQuery: { version: 1, sha256Hash: SECRET } } }) },
  {
    name: 'a document under another name',
    init: post({ query: '{ __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: SECRET } } }),
  },
  { name: 'an operation that is not there', init: post({ query: 'query A { __typename }', operationName: SECRET }) },
  { name: 'an alias too many', init: query(`{ ${Array.from({ length: 70 }, (_, n) => `a${n}: __typename`).join(' ')} }`) },
  { name: 'an address that is not there', init: { path: `/${SECRET}` } },
  { name: 'an address that is no text', init: { path: '/%ff%zz' } },
  { name: 'a query by GET', init: { path: `/graphql?query=${SECRET}` } },
  { name: 'another method', init: { method: 'DELETE' } },
  {
    name: 'a token that is none',
    init: { ...query('{ __typename }'), headers: { 'content-type': 'application/json', authorization: `Bearer ${SECRET}` } },
  },
  {
    name: 'a password instead of a token',
    init: { ...query('{ __typename }'), headers: { 'content-type': 'application/json', authorization: `Basic ${SECRET}` } },
  },
];

async function refusal(server: TestServer, token: string, { path = '/graphql', ...init }: Path['init']): Promise<string> {
  const response = await fetch(server.url + path, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
  const text = await response.text();
  expect(response.status, text).not.toBe(500);
  const body = JSON.parse(text) as { data?: unknown; errors?: { message: string; extensions: { code: string } }[] };
  for (const { extensions } of body.errors ?? []) expect(ERROR_CODES).toContain(extensions.code);
  return text;
}

describe('nothing of the inside', async () => {
  const server = await sampleServer({ mode: 'serve' });
  const token = await server.token(adhoc);
  const plain = await server.token({ role: 'tax_officer' });

  it.each(PATHS)('is told by $name', async ({ init }) => {
    for (const bearer of [token, plain]) {
      const before = server.logged.length;
      const answer = await refusal(server, bearer, init);
      const logged = server.logged.slice(before).join('');
      expect(answer).not.toMatch(INSIDE);
      expect(answer).not.toMatch(/did you mean/i);
      expect(logged).not.toContain(SECRET);
      expect(logged.replaceAll('"from":"apollo"', '')).not.toMatch(
        /\bselect\b.*\bfrom\b|insert into|tax_payment|relation "|stacktrace|postgres(ql)?:\/\//i,
      );
    }
  });

  it('is told of what is no HTTP', async () => {
    for (const text of [
      `${SECRET}\r\n\r\n`,
      `POST /graphql HTTP/1.1\r\nhost: h\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n${SECRET}`,
      `GET /graphql HTTP/9.9\r\n\r\n`,
    ]) {
      const heard = await new Promise<string>((resolve) => {
        let read = '';
        const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(text));
        socket
          .on('data', (chunk) => (read += chunk.toString()))
          .on('close', () => resolve(read))
          .on('error', () => undefined);
      });
      expect(heard).not.toMatch(INSIDE);
      expect(heard).not.toContain(SECRET);
    }
    expect(server.logged.join('')).not.toContain(SECRET);
  });
});

/** What a failing resolver or database may say: everything that must stay inside. */
const crash = () =>
  Object.assign(new Error(`Failed query: select * from tax_payment where credit_code = ${CODE} and password = ${SECRET}`), {
    query: 'select secret',
    params: [CODE, SECRET],
  });

describe('nothing of what failed inside', () => {
  it.each([
    ['a resolver that crashes', () => Promise.reject(crash()), 'INTERNAL'],
    [
      'one that throws no error at all',
      () => Promise.reject({ sql: `select ${SECRET} from tax_payment`, credit_code: CODE } as unknown as Error),
      'INTERNAL',
    ],
    ['one whose cause tells it', () => Promise.reject(new Error(SECRET, { cause: crash() })), 'INTERNAL'],
    ['a statement that was stopped', () => Promise.reject(Object.assign(crash(), { code: '57014' })), 'SOURCE_UNAVAILABLE'],
    ['a database that went away', () => Promise.reject(Object.assign(crash(), { code: '57P01' })), 'SOURCE_UNAVAILABLE'],
  ])('is told by %s', async (_, assess, code) => {
    const server = await sampleServer({ hub: (hub) => ({ ...hub, assess }) });
    const answer = await server.ask({ role: 'tax_officer' }, assessment);
    expect(answer.errors!.map(({ extensions }) => extensions.code)).toEqual([code]);
    for (const text of [JSON.stringify(answer), server.logged.join('')]) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain(CODE);
      expect(text).not.toMatch(/\bselect\b|tax_payment|credit_code/i);
    }
    expect(server.logged.join('')).toContain(answer.errors![0]!.extensions.errorId);
  });

  it('is told by a hub whose database is gone', async () => {
    const server = await sampleServer();
    await server.database.pool.end();
    const answer = await server.ask({ role: 'tax_officer' }, assessment);
    expect(answer.errors!.length).toBeGreaterThan(0);
    for (const text of [JSON.stringify(answer), server.logged.join('')])
      expect(text).not.toMatch(/\bselect\b|Cannot use a pool|postgres:/i);
  });

  it('is told where a query is cut off, nor by what it does afterwards', async () => {
    const server = await sampleServer({
      limits: { seconds: 1 },
      hub: (hub) => ({ ...hub, assess: () => new Promise((_, reject) => setTimeout(() => reject(crash()), 1_300)) }),
    });
    const answer = await server.ask({ role: 'tax_officer' }, assessment);
    await new Promise((next) => setTimeout(next, 600));
    for (const text of [JSON.stringify(answer), server.logged.join('')])
      expect(text).not.toMatch(new RegExp(`${SECRET}|${CODE}|tax_payment`));
  });
});
