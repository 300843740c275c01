/**
 * What the audit costs: requests a second with 10 clients at once, with the audit and without it, on the sample county,
 * turn by turn in the same run. Prints one line a query and the ratio of the medians.
 *
 *     node --import tsx audit-overhead.ts [seconds a turn] [turns]
 */
import { fork } from 'node:child_process';
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

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLIENTS = 10;
const QUERIES = {
  'one enterprise': '{ enterprise(creditCode: "9133990144LEKL1AXK") { name tax(year: 2024) { vatNet } } }',
  'a grade': '{ enterprise(creditCode: "9133990144LEKL1AXK") { name grade(scheme: "example-ratio-2024", year: 2024) { class rank total } } }',
  'a page of 50': '{ enterprises(first: 50) { nodes { name tax(year: 2024) { vatNet } land(year: 2024) { usedArea } grade(scheme: "example-ratio-2024", year: 2024) { class rank total } } } }',
};

/** The load, in a process of its own: tells how many requests a second were answered in full. */
async function load(url: string, token: string, query: string, seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000;
  let answered = 0;
  const client = async () => {
    while (Date.now() < until) {
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
  process.send!(answered / seconds);
}

async function measured(...args: [url: string, token: string, query: string, seconds: number]): Promise<number> {
  const child = fork(fileURLToPath(import.meta.url), ['load', ...args.map(String)]);
  const [rate] = (await once(child, 'message')) as [number];
  return rate;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

async function compare(seconds: number, turns: number): Promise<void> {
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
  for (const [name, query] of Object.entries(QUERIES)) {
    const rates = { with: [] as number[], without: [] as number[] };
    for (let turn = -1; turn < turns; turn += 1) {
      for (const kind of turn % 2 ? (['with', 'without'] as const) : (['without', 'with'] as const)) {
        tracing(kind === 'with');
        const rate = await measured(kind === 'with' ? audited.url : bare.url, token, query, turn < 0 ? 1 : seconds);
        if (turn >= 0) rates[kind].push(rate);
      }
    }
    const [on, off] = [median(rates.with), median(rates.without)];
    process.stdout.write(`${name}: ${on.toFixed(0)}/s with, ${off.toFixed(0)}/s without, ratio ${(on / off).toFixed(3)}\n`);
  }
  tracing(true);
  for (const { server } of [audited, bare]) await server.close();
  await trail.close();
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
}

const [, , first, ...rest] = process.argv;
if (first === 'load') await load(rest[0]!, rest[1]!, rest[2]!, Number(rest[3]));
else await compare(Number(first ?? 5), Number(rest[0] ?? 5));
