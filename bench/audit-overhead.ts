/**
 * What the audit costs: requests a second with 10 clients at once, with the audit and without it, on the sample county, in
 * pairs of turns one right after the other, because a machine is never as fast as it was a minute ago. Prints one line a
 * query: the medians, and the median and the quartiles of the ratios of pairs.
 *
 *     node run.js audit-overhead [seconds a turn] [pairs]
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { Trace } from '../src/audit/trace.js';
import { AuditTrail, type Recorder } from '../src/audit/trail.js';
import { USUAL_LIMITS } from '../src/config/limits.js';
import { openDatabase } from '../src/db/database.js';
import { departmentVocabulary } from '../src/departments/vocabulary.js';
import { openHub } from '../src/graphql/open-hub.js';
import { createServer } from '../src/graphql/server.js';
import { openTokenKey } from '../src/graphql/tokens/hub-keys.js';
import { signToken } from '../src/graphql/tokens/sign.js';
import { tokenVerifier } from '../src/graphql/tokens/verify.js';
import { receiveAll } from '../src/intake/receive-all.js';
import { loadSchemes } from '../src/policy/registry.js';
import { loadTreatments } from '../src/policy/treatment-registry.js';
import { median } from './median.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLIENTS = 10;
const WARM_SECONDS = 4;
const QUERIES = {
  'one enterprise': '{ enterprise(creditCode: "9133990144LEKL1AXK") { name tax(year: 2024) { vatNet } } }',
  'a grade': '{ enterprise(creditCode: "9133990144LEKL1AXK") { name grade(scheme: "example-ratio-2024", year: 2024) { class rank total } } }',
  'a page of 50': '{ enterprises(first: 50) { nodes { name tax(year: 2024) { vatNet } land(year: 2024) { usedArea } grade(scheme: "example-ratio-2024", year: 2024) { class rank total } } } }',
};

/** What the load is told to do. */
interface Turn {
  readonly url: string;
  readonly token: string;
  readonly query: string;
  readonly seconds: number;
}

/** The load, in a process of its own: tells of each turn how many requests a second were answered in full. */
async function load({ url, token, query, seconds }: Turn): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let answered = 0;
  const client = async () => {
    while (performance.now() < until) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      const { errors } = (await response.json()) as { errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return answered / seconds;
}

async function measured(loader: ChildProcess, turn: Turn): Promise<number> {
  loader.send(turn);
  const [rate] = (await once(loader, 'message')) as [number];
  return rate;
}

async function compare(seconds: number, pairs: number): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'muhub-bench-'));
  chmodSync(dataDir, 0o755);
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, { say: () => undefined, dropped: () => undefined });
  const files = readdirSync(path.join(ROOT, 'sample/files')).sort();
  await receiveAll(
    { db: database.db, declared: { eventCodes: new Set(departmentVocabulary.events.map(({ code }) => code)), facts: new Map() }, maxFileBytes: 1 << 26, actor: 'bench' },
    files,
    async (fileName) => ({ fileName, bytes: readFileSync(path.join(ROOT, 'sample/files', fileName)) }),
  );
  const registry = await loadSchemes(path.join(ROOT, 'schemes'), departmentVocabulary);
  const treatments = await loadTreatments(path.join(ROOT, 'treatments'), registry.vocabulary);
  const trail = await AuditTrail.open({ url: database.url, dataDir, onTrouble: (what) => process.stderr.write(`${what}\n`) });
  const key = await openTokenKey(dataDir);
  const token = await signToken(key, { subject: 'bench', role: 'tax_officer', purpose: 'bench' });
  const serve = async (recorder: Recorder) => {
    const server = await createServer({
      hub: openHub(database, registry, treatments, '示例县'),
      trail: recorder,
      log: pino({ level: 'silent' }),
      mode: 'sample',
      verify: tokenVerifier({ own: async () => [key] }),
      limits: { ...USUAL_LIMITS, perMinute: 1_000_000 },
    });
    return { server, url: await server.listen({ host: '127.0.0.1', port: 0 }) };
  };
  const [audited, bare] = [await serve(trail), await serve({ digestKey: trail.digestKey, record: async () => undefined })];
  const { read, withheld, events } = Trace.prototype;
  const tracing = (on: boolean) => {
    Object.assign(Trace.prototype, on ? { read, withheld, events } : { read: () => undefined, withheld: () => undefined, events: () => [] });
  };
  const loader = fork(fileURLToPath(import.meta.url), ['load']);
  const turn = async (kind: 'with' | 'without', query: string, length: number) => {
    tracing(kind === 'with');
    return measured(loader, { url: (kind === 'with' ? audited : bare).url, token, query, seconds: length });
  };
  for (const [name, query] of Object.entries(QUERIES)) {
    for (const kind of ['with', 'without'] as const) await turn(kind, query, WARM_SECONDS);
    const rates = { with: [] as number[], without: [] as number[] };
    for (let pair = 0; pair < pairs; pair += 1) {
      for (const kind of pair % 2 ? (['with', 'without'] as const) : (['without', 'with'] as const)) {
        rates[kind].push(await turn(kind, query, seconds));
      }
    }
    const ratios = rates.with.map((on, pair) => on / rates.without[pair]!).sort((a, b) => a - b);
    const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => ratios[Math.floor(part * ratios.length)]!.toFixed(3));
    const [on, off] = [median(rates.with), median(rates.without)].map((rate) => rate.toFixed(0));
    process.stdout.write(`${name}: ${on}/s with, ${off}/s without, ratio ${middle} (${low}–${high})\n`);
  }
  loader.disconnect();
  tracing(true);
  for (const { server } of [audited, bare]) await server.close();
  await trail.close();
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
}

const [, , first, second] = process.argv;
if (first === 'load') process.on('message', (turn) => void load(turn as Turn).then((rate) => process.send!(rate)));
else await compare(Number(first ?? 1.5), Number(second ?? 14));
