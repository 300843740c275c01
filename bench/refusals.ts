/**
 * How long a refused request holds the hub up: the longest that the hub's event loop stood still, and how long the answer
 * took, of requests that ask for too much in every way that is known. The hub runs in this process on the sample county,
 * the client in one of its own. Prints a line a request, the worst first: the least, the median and the worst of the rounds. On
 * a machine that does other things besides, the least says most.
 *
 *     node run.js refusals [rounds]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { AuditTrail } from '../src/audit/trail.js';
import { USUAL_LIMITS } from '../src/config/limits.js';
import { openDatabase } from '../src/db/database.js';
import { departmentVocabulary } from '../src/departments/vocabulary.js';
import { openHub } from '../src/graphql/open-hub.js';
import { exportRoutes } from '../src/http/export/routes.js';
import { createServer } from '../src/http/server.js';
import { openTokenKey } from '../src/http/tokens/hub-keys.js';
import { signToken } from '../src/http/tokens/sign.js';
import { tokenVerifier } from '../src/http/tokens/verify.js';
import { loadSchemes } from '../src/policy/registry.js';
import { loadTreatments } from '../src/policy/treatment-registry.js';
import { median } from './median.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIGITS = '4'.repeat(200_000);
const WHAT_IF =
  'query($value: String!) { whatIf(scheme: "example-ratio-2024", year: 2024, amendments: [{ path: "groups/above/indicators/tax_per_mu/weight", value: $value }]) { notices } }';
const GRANT = 'mutation($input: GrantInput!, $reason: String!) { requestGrant(input: $input, reason: $reason) { __typename } }';
const INPUT = { owner: 'TAX', role: 'analyst', fields: ['Grade.total'], purpose: 'x', ground: 'x', from: '2026-01-01', to: '2026-12-31' };

interface Sent {
  readonly path?: string;
  readonly body?: string;
  readonly authorization?: string;
}

const graphql = (query: string, variables?: object): Sent => ({ body: JSON.stringify({ query, variables }) });

/** Every way to ask for too much. */
const REQUESTS: Readonly<Record<string, Sent>> = {
  'what-if, 200,000 digits': graphql(WHAT_IF, { value: DIGITS }),
  'what-if, 200,000 digits behind a blank': graphql(WHAT_IF, { value: ` ${DIGITS}` }),
  'what-if, 200,000 digits in quotes': graphql(WHAT_IF, { value: `"${DIGITS}"` }),
  'what-if, 200,000 digits in a list': graphql(WHAT_IF, { value: `[${DIGITS}]` }),
  'what-if, 200,000 digits in the document': graphql(WHAT_IF.replace('($value: String!)', '').replace('$value', `"${DIGITS}"`)),
  'what-if, 200,000 opening brackets': graphql(WHAT_IF, { value: '['.repeat(200_000) }),
  'what-if, 200,000 letters': graphql(WHAT_IF, { value: 'x'.repeat(200_000) }),
  'what-if, 1,000 anchors that grow': graphql(WHAT_IF, {
    value: `{a0: &a0 x, ${Array.from({ length: 1_000 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`).join(', ')}}`,
  }),
  'Decimal of 200,000 digits': graphql(
    'query($v: Decimal!) { landTaxFindings(year: 2024, filter: { taxAtStakeAtLeast: $v }) { totalCount } }',
    {
      v: DIGITS,
    },
  ),
  'Int of 200,000 digits in JSON': { body: `{"query":"query($y: Int!) { schemes(year: $y) { id } }","variables":{"y":${DIGITS}}}` },
  'Int of 200,000 digits in the document': graphql(`{ schemes(year: ${DIGITS}) { id } }`),
  'a year out of range': graphql('{ schemes(year: 99999) { id } }'),
  'file, a scheme of 200,000 digits': { path: '/q/zone-grades.csv', body: JSON.stringify({ scheme: DIGITS, year: 2024 }) },
  'file, a year of 200,000 digits': { path: '/q/zone-grades.csv', body: `{"scheme":"example-ratio-2024","year":${DIGITS}}` },
  'grant, 100,000 fields': graphql(GRANT, {
    input: { ...INPUT, fields: Array.from({ length: 50_000 }, (_, n) => `T.f${n}`) },
    reason: 'x',
  }),
  'grant, a reason of 900,000 characters': graphql(GRANT, { input: INPUT, reason: 'x'.repeat(900_000) }),
  'grant, NUL characters': graphql(GRANT, { input: INPUT, reason: '\0'.repeat(100_000) }),
  'JSON, 1 MB of opening brackets': { body: '['.repeat(1_000_000) },
  'JSON, nested 100,000 deep': { body: `{"query":"{ __typename }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}` },
  'JSON, 80,000 keys': {
    body: `{"query":"{ __typename }","variables":{${Array.from({ length: 80_000 }, (_, n) => `"k${n}":1`).join(',')}},"query":""}`,
  },
  'document, 1 MB of braces': graphql('{'.repeat(900_000)),
  'document, 300,000 aliases': graphql(`{ ${Array.from({ length: 60_000 }, (_, n) => `a${n}:__typename`).join(' ')} }`),
  'document, 900,000 blanks': graphql(`{ ${' '.repeat(900_000)} nothing }`),
  'document, a text that never ends': graphql(`{ schemes(id: "${'x'.repeat(900_000)}`),
  'document, 9,000 fields that are not there': graphql(`{ ${Array.from({ length: 9_000 }, (_, n) => `x${n}`).join(' ')} }`),
  'a body beyond 1 MB': { body: JSON.stringify({ query: 'x'.repeat(2_000_000) }) },
  'a token of 15,000 letters': { ...graphql('{ __typename }'), authorization: `Bearer ${'a'.repeat(15_000)}` },
  'a token of dots': { ...graphql('{ __typename }'), authorization: `Bearer ${'.'.repeat(15_000)}` },
};

interface Answered {
  readonly status: number;
  readonly refused: boolean;
  readonly ms: number;
}

/** The client: sends what it is told to, and tells how long the answer took. */
async function send(url: string, token: string, { path: where = '/graphql', body, authorization }: Sent): Promise<Answered> {
  const start = performance.now();
  const response = await fetch(`${url}${where}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: authorization ?? `Bearer ${token}` },
    body: body ?? null,
  });
  const text = await response.text();
  return { status: response.status, refused: /"errors"|RefusedInput/.test(text), ms: performance.now() - start };
}

async function measure(rounds: number): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'muhub-refusals-'));
  chmodSync(dataDir, 0o755);
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, { say: () => undefined, dropped: () => undefined });
  const registry = await loadSchemes(path.join(ROOT, 'schemes'), departmentVocabulary);
  const treatments = await loadTreatments(path.join(ROOT, 'treatments'), registry.vocabulary);
  const trail = await AuditTrail.open({ url: database.url, dataDir, onTrouble: (what) => process.stderr.write(`${what}\n`) });
  const key = await openTokenKey(dataDir);
  const server = await createServer({
    hub: openHub(database, registry, treatments, { county: '示例县' }),
    ...{ trail, log: pino({ level: 'silent' }), mode: 'sample', limits: { ...USUAL_LIMITS, perMinute: 1_000_000 } },
    verify: tokenVerifier({ own: async () => [key] }),
    routes: [exportRoutes({ policy: 'bench', folder: path.join(dataDir, 'exports') })],
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const token = await signToken(key, { subject: 'bench', role: 'evaluation_office', purpose: 'bench', adhoc: true });
  const client = fork(fileURLToPath(import.meta.url), ['client', url, token]);
  const held = monitorEventLoopDelay({ resolution: 1 });
  const lines: { name: string; status: number; held: number[]; ms: number[] }[] = [];
  for (const name of Object.keys(REQUESTS)) {
    const line = { name, status: 0, held: [] as number[], ms: [] as number[] };
    for (let round = -2; round < rounds; round += 1) {
      await delay(20);
      held.reset();
      held.enable();
      client.send(name);
      const [answered] = (await once(client, 'message')) as [Answered];
      await delay(5);
      held.disable();
      if (!answered.refused) throw new Error(`${name} was not refused`);
      line.status = answered.status;
      // The first two warm up. A millisecond of what is measured is the measure's own.
      if (round >= 0) line.held.push(Math.max(0, held.max / 1e6 - 1));
      if (round >= 0) line.ms.push(answered.ms);
    }
    lines.push(line);
  }
  lines.sort((a, b) => Math.max(...b.held) - Math.max(...a.held));
  const said = (all: readonly number[]) =>
    `${Math.min(...all).toFixed(1)} to ${median(all).toFixed(1)} ms, worst ${Math.max(...all).toFixed(1)}`;
  for (const line of lines) process.stdout.write(`${line.name} (${line.status}): held ${said(line.held)}; answered in ${said(line.ms)}\n`);
  const ended = once(client, 'exit');
  client.disconnect();
  await ended;
  await server.close();
  await trail.close();
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
}

const [, , first, url, token] = process.argv;
if (first === 'client')
  process.on('message', (name) => void send(url!, token!, REQUESTS[String(name)]!).then((answered) => process.send!(answered)));
else await measure(Number(first ?? 10));
