import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { desc } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { auditEvent } from '../../src/audit/table.js';
import { trustedDocuments } from '../../src/graphql/trusted-documents.js';
import { sampleServer } from './hub-server.js';

/** What the executor ran: the source that Apollo resolved, and its variables, whatever anybody checked before. */
const ran: { readonly source: string; readonly variables: unknown }[] = [];
const { start } = ApolloServer.prototype;
vi.spyOn(ApolloServer.prototype, 'start').mockImplementation(function (this: ApolloServer) {
  this.addPlugin({
    requestDidStart: async () => ({
      didResolveSource: async ({ source, request }) => void ran.push({ source, variables: request.variables ?? null }),
    }),
  });
  return start.call(this);
});

const TRUSTED = 'query Trusted($year: Int) @access(roles: ["tax_officer"]) { schemes(year: $year) { id } }';
const EVIL = 'query Evil { enterprises(first: 1) { nodes { creditCode } } }';
const server = await sampleServer({ mode: 'serve', trusted: trustedDocuments([TRUSTED]), limits: { perMinute: 1_000_000 } });
const { port } = new URL(server.url);
const bearer = await server.token({ role: 'tax_officer' });
const hash = createHash('sha256').update(TRUSTED).digest('hex');

interface Heard {
  readonly status: number;
  readonly body: {
    readonly data?: unknown;
    readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  };
}

/** Bytes as they are: no client puts anything right on the way. */
function raw(head: string, body = ''): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), '127.0.0.1', () => {
      const length = body === '' ? '' : `content-length: ${Buffer.byteLength(body)}\r\ncontent-type: application/json\r\n`;
      socket.write(
        Buffer.from(
          `${head} HTTP/1.1\r\nhost: hub\r\nauthorization: Bearer ${bearer}\r\napollo-require-preflight: 1\r\n${length}connection: close\r\n\r\n${body}`,
          'utf8',
        ),
      );
    });
    socket.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
    socket.on('close', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const answer = /\{.*\}/s.exec(text.slice(text.indexOf('\r\n\r\n')))?.[0];
      resolve({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]),
        body: answer === undefined ? {} : (JSON.parse(answer) as Heard['body']),
      });
    });
  });
}

const get = (query: string) => raw(`GET /graphql?${query}`);
const enc = encodeURIComponent;
const code = ({ body }: Heard) => body.errors?.[0]?.extensions.code;

describe('one request has one meaning', () => {
  it.each([
    ['a document behind a fragment', `query=${enc(EVIL)}#&query=${enc(TRUSTED)}`],
    ['an encoded fragment and a byte that is no UTF-8', `query=${enc(EVIL)}%23%FF&query=${enc(TRUSTED)}`],
    ['two documents, the trusted one last', `query=${enc(EVIL)}&query=${enc(TRUSTED)}`],
    ['two documents, the trusted one first', `query=${enc(TRUSTED)}&query=${enc(EVIL)}`],
    ['two documents, one name encoded', `query=${enc(TRUSTED)}&%71uery=${enc(EVIL)}`],
    ['an escape that cannot be decoded', `query=${enc(TRUSTED)}%ZZ`],
    ['half an escape', `query=${enc(TRUSTED)}%`],
    ['a lone surrogate', `query=${enc(TRUSTED)}%ED%A0%80`],
    ['bytes that are not encoded', `query=${enc(TRUSTED)}甲`],
    ['variables given twice', `query=${enc(TRUSTED)}&variables={%22year%22:2024}&variables={%22year%22:2023}`],
    ['a variable given twice', `query=${enc(TRUSTED)}&variables={%22year%22:2024,%22year%22:2023}`],
    ['a document and the number of another', `query=${enc(EVIL)}&documentId=${hash}`],
    ['two numbers', `documentId=${hash}&extensions=${enc('{"persistedQuery":{"sha256Hash":"00"}}')}`],
  ])('refuses %s in a query string', async (_, query) => {
    ran.length = 0;
    const heard = await get(query);
    expect([heard.status, code(heard)]).toEqual([400, 'BAD_USER_INPUT']);
    expect(ran).toEqual([]);
  });

  it.each([
    ['a body beside the query string of a POST', `POST /graphql?query=${enc(TRUSTED)}`, JSON.stringify({ query: TRUSTED })],
    ['a body of a GET', `GET /graphql?query=${enc(TRUSTED)}`, JSON.stringify({ query: EVIL })],
    ['two documents in a body', 'POST /graphql', `{"query": ${JSON.stringify(EVIL)}, "query": ${JSON.stringify(TRUSTED)}}`],
    ['two documents, one key escaped', 'POST /graphql', `{"query": ${JSON.stringify(TRUSTED)}, "\\u0071uery": ${JSON.stringify(EVIL)}}`],
    ['a variable given twice', 'POST /graphql', `{"query": ${JSON.stringify(TRUSTED)}, "variables": {"year": 2024, "year": 2023}}`],
    ['a document and the number of another', 'POST /graphql', JSON.stringify({ query: EVIL, documentId: hash })],
    ['parameters of a file given twice', 'GET /q/zone-grades.csv?year=2024&year=2023', ''],
    ['a body beside the query string of a file', 'POST /q/zone-grades.csv?year=2024', '{"year":2023}'],
  ])('refuses %s', async (_, head, body) => {
    ran.length = 0;
    const heard = await raw(head, body);
    expect([heard.status, code(heard)]).toEqual([400, 'BAD_USER_INPUT']);
    expect(ran).toEqual([]);
  });

  it('answers a trusted document by its text, its number and its hash, by GET as by POST, and no other', async () => {
    const variables = '{"year":2024}';
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hash } });
    const answers = [
      await get(`query=${enc(TRUSTED)}&variables=${enc(variables)}`),
      await get(`documentId=${hash}&variables=${enc(variables)}`),
      await get(`documentId=sha256:${hash}&variables=${enc(variables)}`),
      await get(`extensions=${enc(extensions)}&variables=${enc(variables)}`),
      await raw('POST /graphql', `{"query":${JSON.stringify(TRUSTED)},"variables":${variables}}`),
      await raw('POST /graphql', `{"documentId":"sha256:${hash}","variables":${variables}}`),
      await raw('POST /graphql', `{"extensions":${extensions},"variables":${variables}}`),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]!.body.data).toBeDefined();
    const others = [
      await get(`query=${enc(EVIL)}`),
      await get('documentId=00'),
      await raw('POST /graphql', JSON.stringify({ query: EVIL })),
      await raw('POST /graphql', '{"documentId":"00"}'),
    ];
    for (const other of others) expect([other.status, code(other)]).toEqual([403, 'DOCUMENT_NOT_TRUSTED']);
  });

  it('what is on record is what was run, whatever bytes are sent', async () => {
    const piece = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          enc(EVIL),
          enc(TRUSTED),
          hash,
          '%7B%22year%22:2024%7D',
          enc(`${EVIL} `),
          EVIL.replaceAll(' ', '+'),
          TRUSTED.replaceAll(' ', '+'),
        ),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          '#',
          '%23',
          '?',
          ';',
          '&',
          '=',
          '%00',
          '%FF',
          '%',
          '%25',
          '+',
          '\\',
          '"',
          '%0A',
          '[]',
          '%26query=',
          '%3D',
        ),
      },
      { weight: 1, arbitrary: fc.string({ maxLength: 5 }).map((text) => text.replace(/[\s\r\n]/g, '')) },
    );
    const name = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('query', 'documentId', 'variables', 'operationName', 'extensions') },
      { weight: 1, arbitrary: fc.constantFrom('%71uery', 'query[]', 'query[0]', 'QUERY', ' query', '__proto__', '') },
    );
    const parameter = fc.tuple(name, fc.array(piece, { minLength: 1, maxLength: 2 })).map(([key, value]) => `${key}=${value.join('')}`);
    const address = fc
      .tuple(fc.constantFrom('?', '?', '?', '#?', ';', '?#', '??'), fc.array(parameter, { minLength: 1, maxLength: 3 }))
      .map(([start, parts]) => start + parts.join('&'));
    const key = fc.constantFrom('query', '\\u0071uery', 'documentId', 'variables', 'x');
    const value = fc.constantFrom(JSON.stringify(EVIL), JSON.stringify(TRUSTED), JSON.stringify(hash), 'null', '{"year":2024}', '7');
    const body = fc
      .array(fc.tuple(key, value), { minLength: 1, maxLength: 3 })
      .map((pairs) => `{${pairs.map(([k, v]) => `"${k}":${v}`).join(',')}}`);
    const sent = fc.oneof(
      address.map((query) => [`GET /graphql${query}`, ''] as const),
      fc.tuple(fc.constantFrom('', '?query=x', '?'), body).map(([query, text]) => [`POST /graphql${query}`, text] as const),
    );
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(sent, async ([head, text]) => {
        ran.length = 0;
        const { body: answer } = await raw(head, text);
        // What was asked for may be named in a refusal; answered it is never.
        expect(JSON.stringify(answer.data ?? null)).not.toContain('creditCode');
        expect(ran.length).toBeLessThanOrEqual(1);
        if (ran.length === 0) return;
        answered += 1;
        expect(ran[0]!.source).toBe(TRUSTED);
        const [last] = await server.database.db.select().from(auditEvent).orderBy(desc(auditEvent.at), desc(auditEvent.sequence)).limit(1);
        expect((last!.detail as { document: string }).document).toBe(`sm3:${createHash('sm3').update(ran[0]!.source).digest('hex')}`);
      }),
      { numRuns: 600 },
    );
    expect(answered).toBeGreaterThan(0);
  });
});
