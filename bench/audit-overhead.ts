/**
 * What the audit costs: requests a second with 10 clients at once, of a hub with the audit and of one without it, each in a
 * process of its own on the sample county, in pairs of turns one right after the other, because a machine is never as fast
 * as it was a minute ago. Prints one line a query: the medians, and the median and the quartiles of the ratios of pairs.
 *
 *     node run.js audit-overhead [seconds a turn] [pairs]
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { pino } from 'pino';
import { Trace } from '../src/audit/trace.js';
import { recordWith } from '../src/audit/chain-key.js';
import { openSealed } from '../src/audit/seal.js';
import { AuditTrail } from '../src/audit/trail.js';
import { USUAL_LIMITS } from '../src/config/limits.js';
import { openDatabase, type Database } from '../src/db/database.js';
import { departmentVocabulary } from '../src/departments/vocabulary.js';
import { openHub } from '../src/graphql/open-hub.js';
import { createServer } from '../src/http/server.js';
import { openTokenKey } from '../src/http/tokens/hub-keys.js';
import { signToken } from '../src/http/tokens/sign.js';
import { tokenVerifier } from '../src/http/tokens/verify.js';
import { receiveAll } from '../src/intake/receive-all.js';
import { loadSchemes } from '../src/policy/registry.js';
import { loadTreatments } from '../src/policy/treatment-registry.js';
import { median } from './median.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLIENTS = 10;
const WARM_SECONDS = 4;
const QUERIES = {
  'one enterprise': '{ enterprise(creditCode: "9133990144LEKL1AXK") { name tax(year: 2024) { vatNet } } }',
  'a grade':
    '{ enterprise(creditCode: "9133990144LEKL1AXK") { name grade(scheme: "example-ratio-2024", year: 2024) { class rank total } } }',
  'a page of 50':
    '{ enterprises(first: 50) { nodes { name tax(year: 2024) { vatNet } land(year: 2024) { usedArea } grade(scheme: "example-ratio-2024", year: 2024) { class rank total } } } }',
};

/** What the load is told to do. */
interface Turn {
  readonly url: string;
  readonly token: string;
  readonly query: string;
  readonly seconds: number;
}

/** The load, in a process of its own, as light as can be, since it runs on the same cores: tells of each turn how many requests a second were answered in full. */
async function load({ url, token, query, seconds }: Turn): Promise<number> {
  const { requests, duration, non2xx, errors, mismatches } = await autocannon({
    url: `${url}/graphql`,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
    connections: CLIENTS,
    duration: seconds,
    verifyBody: (body) => !String(body).includes('"errors"'),
  });
  if (non2xx + errors + mismatches > 0) throw new Error(`${non2xx + errors + mismatches} requests were not answered in full`);
  return requests.total / duration;
}

type Kind = 'with' | 'without';

/** A hub in a process of its own. Without the audit nothing is traced either. */
async function serve(kind: Kind, dataDir: string): Promise<{ url: string; token: string }> {
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, { say: () => undefined, dropped: () => undefined });
  const registry = await loadSchemes(path.join(ROOT, 'schemes'), departmentVocabulary);
  const treatments = await loadTreatments(path.join(ROOT, 'treatments'), registry.vocabulary);
  const trail = await AuditTrail.open({ url: database.url, dataDir, onTrouble: (what) => process.stderr.write(`${what}\n`) });
  if (kind === 'without') Object.assign(Trace.prototype, { read: () => undefined, withheld: () => undefined, events: () => [] });
  const key = await openTokenKey(dataDir);
  const server = await createServer({
    hub: openHub(database, registry, treatments, { county: '示例县' }),
    trail: kind === 'with' ? trail : { digestKey: trail.digestKey, begin: () => async () => undefined },
    log: pino({ level: 'silent' }),
    mode: 'sample',
    verify: tokenVerifier({ own: async () => [key] }),
    limits: { ...USUAL_LIMITS, perMinute: 1_000_000 },
  });
  process.once('disconnect', async () => {
    await server.close();
    await trail.close();
    await database.close();
  });
  return {
    url: await server.listen({ host: '127.0.0.1', port: 0 }),
    token: await signToken(key, { subject: 'bench', role: 'tax_officer', purpose: 'bench' }),
  };
}

async function receive(database: Database, dataDir: string): Promise<void> {
  const files = readdirSync(path.join(ROOT, 'sample/files')).sort();
  recordWith(database.db, () => openSealed(database.db, { dataDir }));
  await receiveAll(
    {
      db: database.db,
      declared: { eventCodes: new Set(departmentVocabulary.events.map(({ code }) => code)), facts: new Map() },
      actor: 'bench',
    },
    files,
    async (fileName) => ({ fileName, bytes: readFileSync(path.join(ROOT, 'sample/files', fileName)) }),
  );
}

async function compare(seconds: number, pairs: number): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'muhub-bench-'));
  chmodSync(dataDir, 0o755);
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, { say: () => undefined, dropped: () => undefined });
  await receive(database, dataDir);
  const processes: ChildProcess[] = [];
  const start = (...args: string[]) => {
    const child = fork(fileURLToPath(import.meta.url), args);
    processes.push(child);
    return child;
  };
  const hub = async (kind: Kind) => (await once(start('hub', kind, dataDir), 'message'))[0] as { url: string; token: string };
  const hubs = { with: await hub('with'), without: await hub('without') };
  const loader = start('load');
  const turn = async (kind: Kind, query: string, length: number): Promise<number> => {
    loader.send({ ...hubs[kind], query, seconds: length });
    return ((await once(loader, 'message')) as [number])[0];
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
  const ended = processes.map((child) => once(child, 'exit'));
  for (const child of processes) child.disconnect();
  await Promise.all(ended);
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
}

const [, , first, second, third] = process.argv;
if (first === 'load') process.on('message', (turn) => void load(turn as Turn).then((rate) => process.send!(rate)));
else if (first === 'hub') process.send!(await serve(second as Kind, third!));
else await compare(Number(first ?? 2), Number(second ?? 12));
