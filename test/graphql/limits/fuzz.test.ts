import { Agent, request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ERROR_CODES } from '../../../src/access/refusal.js';
import { runs } from '../../full.js';
import { sampleServer } from '../hub-server.js';

/**
 * `FUZZ_REQUESTS=10000 npx vitest run test/graphql/limits/fuzz.test.ts` is the long run, and part of `npm run test:full`;
 * its seed is printed and can be given.
 */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? runs(600, 10_000));
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
const AT_ONCE = 8;
/** What the heap may hold more after the second half than after the first; requests leave nothing behind. */
const MOST_GROWTH_MB = 24;

const names = fc.constantFrom(
  'enterprise',
  'enterprises',
  'parcels',
  'schemes',
  'assessment',
  'whatIf',
  'landTaxFindings',
  'node',
  'nodes',
  'edges',
  'grades',
  'name',
  'id',
  'tax',
  'land',
  'vatNet',
  'class',
  'rank',
  'total',
  '__typename',
  '__schema',
  '__type',
  'x',
);
const values = fc.oneof(
  fc.constantFrom(
    '"example-ratio-2024"',
    '2024',
    '"339901001"',
    'null',
    '-1',
    '1e999',
    '99999999999999',
    '[]',
    '{}',
    '$v',
    'NAME_ASC',
    'true',
    '"' + '\\u0000' + '"',
    '"9133990144LEKL1AXK"',
    '{ nameContains: "a" }',
  ),
  fc.string({ maxLength: 12 }).map((text) => JSON.stringify(text)),
);
const argument = fc
  .tuple(fc.constantFrom('scheme', 'year', 'first', 'after', 'filter', 'orderBy', 'creditCode', 'id', 'asOf', 'amendments', 'x'), values)
  .map(([name, value]) => `${name}: ${value}`);
const { selection } = fc.letrec<{ selection: string }>((tie) => ({
  selection: fc
    .tuple(
      fc.oneof({ weight: 5, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom('a: ', 'b: ') }),
      names,
      fc.array(argument, { maxLength: 3 }),
      fc.oneof({ maxDepth: 5 }, fc.constant([]), fc.array(tie('selection'), { minLength: 1, maxLength: 3 })),
      fc.constantFrom('', '', '', ' @include(if: true)', ' @skip(if: $v)', ' @x'),
    )
    .map(
      ([alias, name, given, below, directive]) =>
        `${alias}${name}${given.length ? `(${given.join(', ')})` : ''}${directive}${below.length ? ` { ${below.join(' ')} }` : ''}`,
    ),
}));
/** Documents that are in order, with values of all kinds: they reach the resolvers and the database. */
const inOrder = fc
  .tuple(
    fc.constantFrom(
      '{ enterprise(creditCode: V) { name tax(year: N) { vatNet } land(year: N) { usedArea parcels { unitCode } } } }',
      '{ enterprises(first: N, after: V, filter: { nameContains: V, zones: [V] }) { totalCount nodes { name town } } }',
      '{ assessment(scheme: "example-ratio-2024", year: N) { dataVersion grades(first: N, filter: { classes: [V] }) { totalCount nodes { rank class total } } } }',
      '{ assessment(scheme: V, year: 2024, asOf: V) { year groups { id ranked } } }',
      '{ whatIf(scheme: "example-ratio-2024", year: 2024, amendments: [{ path: V, value: V }]) { matrix { from to count } } }',
      '{ landTaxFindings(year: N, first: N, after: V) { totalCount nodes { kind explanation } } }',
      '{ parcels(first: N, filter: { unitCodes: [V], towns: [V] }) { nodes { area } } }',
      '{ node(id: V) { id __typename } schemes(year: N) { id } }',
    ),
    fc.array(
      fc.oneof(
        fc.string({ maxLength: 10 }),
        fc.constantFrom('9133990144LEKL1AXK', '2024-12-31T00:00:00Z', '339901001', 'indicators.tax_per_mu.weight', '40'),
      ),
      { minLength: 3, maxLength: 3 },
    ),
    fc.oneof(fc.constantFrom(2024, 2023, 0, 500), fc.integer()),
  )
  .map(([text, strings, number]) => text.replace(/\bV\b/g, () => JSON.stringify(strings[0])).replace(/\bN\b/g, String(number)));
/** Documents as somebody might write them, some of them damaged. */
const written = fc.array(selection, { minLength: 1, maxLength: 4 }).map((fields) => `{ ${fields.join(' ')} }`);
const document = fc.oneof(
  { weight: 6, arbitrary: inOrder },
  { weight: 2, arbitrary: written },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('query Q($v: Int) ', 'mutation ', 'subscription ', 'query Q($v: Boolean = true) '), written)
      .map((parts) => parts.join('')),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(written, fc.nat(), fc.string({ maxLength: 3 }))
      .map(([text, at, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1)),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 200, unit: 'binary' }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('{', '[', '...A ', 'a ', '@a', '"""', '#'), fc.integer({ min: 1, max: 3_000 }))
      .map(([text, count]) => text.repeat(count)),
  },
);
const body = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        query: document,
        variables: fc.oneof(
          { weight: 2, arbitrary: fc.constant(undefined) },
          { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('v', 'x', '__proto__'), fc.jsonValue()) },
        ),
        operationName: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom('Q', 'R', '') }),
      })
      .map((each) => JSON.stringify(each)),
  },
  { weight: 2, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 500 }) },
);
/** As an honest client would, nine times in ten. */
const mostly = (usual: string, ...others: string[]) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const sent = fc.record({
  method: mostly('POST', 'GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'),
  path: fc.oneof(
    { weight: 8, arbitrary: fc.constant('/graphql') },
    {
      weight: 1,
      arbitrary: document.map((text) => `/graphql?query=${encodeURIComponent(text.replace(/[\ud800-\udfff]/g, 'x')).slice(0, 6_000)}`),
    },
    { weight: 1, arbitrary: fc.webUrl({ withQueryParameters: true }).map((url) => new URL(url).pathname + new URL(url).search) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('/', '//', '/healthz', '/readyz', '/graphiql', '/graphql/', '/%zz', '/../../etc/passwd', '/q/x.csv'),
    },
  ),
  type: mostly('application/json', 'application/json; charset=utf-8', 'text/plain', 'application/graphql', 'multipart/form-data', 'x', ''),
  accept: mostly('*/*', 'application/json', 'application/graphql-response+json', 'text/html', 'multipart/mixed', 'x'),
  token: mostly('good', 'other', 'broken', 'none'),
  body,
});

it(
  `${REQUESTS} random requests: none is a crash, none an error that is not documented, none leaves anything behind`,
  { timeout: 3_600_000 },
  async () => {
    const server = await sampleServer({ limits: { perMinute: 1_000_000 } });
    const tokens: Record<string, string | undefined> = {
      good: `Bearer ${await server.token({ role: 'tax_officer', adhoc: true, introspect: true })}`,
      other: `Bearer ${await server.token({ role: 'zone_committee', zones: ['339901001'] })}`,
      broken: 'Bearer a.b.c',
    };
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const port = new URL(server.url).port;
    const send = ({
      method,
      path,
      type,
      accept,
      token,
      body: payload,
    }: {
      method: string;
      path: string;
      type: string;
      accept: string;
      token: string;
      body: string;
    }) =>
      new Promise<{ status: number; text: string }>((resolve, reject) => {
        const authorization = tokens[token];
        const hasBody = !['GET', 'HEAD', 'OPTIONS'].includes(method);
        const headers = {
          accept,
          ...(type ? { 'content-type': type } : {}),
          ...(authorization ? { authorization } : {}),
          ...(hasBody ? { 'content-length': Buffer.byteLength(payload) } : {}),
        };
        const asked = request({ agent, port, host: '127.0.0.1', method, path, headers }, (response) => {
          const chunks: Buffer[] = [];
          response
            .on('data', (chunk: Buffer) => chunks.push(chunk))
            .on('end', () => resolve({ status: response.statusCode!, text: Buffer.concat(chunks).toString() }));
        });
        asked.on('error', reject).end(hasBody ? payload : undefined);
      });

    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const counted = new Map<number, number>();
    const run = async (seed: number, count: number) => {
      const all = fc.sample(sent, { seed, numRuns: count });
      const one = async (): Promise<void> => {
        for (let next = all.pop(); next; next = all.pop()) {
          const { status, text } = await send(next);
          counted.set(status, (counted.get(status) ?? 0) + 1);
          const told = `${JSON.stringify(next).slice(0, 2_000)}\n${text.slice(0, 1_000)}`;
          expect(status, told).toBeLessThan(500);
          if (next.method === 'HEAD' || text === '' || text.startsWith('<!') || /multipart/.test(text)) continue;
          for (const { extensions } of (JSON.parse(text) as { errors?: { extensions: { code: string } }[] }).errors ?? []) {
            expect(
              ERROR_CODES.filter((code) => code !== 'INTERNAL'),
              told,
            ).toContain(extensions.code);
          }
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, one));
    };
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed / 1024 / 1024;
    };
    await run(SEED, Math.ceil(REQUESTS / 2));
    server.logged.length = 0;
    const before = heap();
    await run(SEED + 1, Math.floor(REQUESTS / 2));
    server.logged.length = 0;
    const growth = heap() - before;
    agent.destroy();
    expect(
      (await server.ask({ role: 'tax_officer' }, '{ enterprises(first: 1) { totalCount } }')).data.enterprises.totalCount,
    ).toBeGreaterThan(1000);
    process.stdout.write(
      `fuzz: seed ${SEED}, ${REQUESTS} requests, by status ${JSON.stringify(Object.fromEntries([...counted].sort()))}, heap ${growth.toFixed(1)} MB more after the second half than after the first\n`,
    );
    expect(growth).toBeLessThan(MOST_GROWTH_MB);
  },
);
