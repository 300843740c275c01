/**
 * Whether the clock tells a committee what the answer does not: the time over HTTP of what another zone has against what
 * does not exist, on the sample county. Every round asks once for each in an order drawn anew, and once more for something
 * else that does not exist, which shows how far two equal things lie apart. Prints a line a way of asking: the medians,
 * their ratio, and how often the other zone's took longer (one half where the clock tells nothing; z by Mann and Whitney).
 *
 *     node run.js not-yours [rounds]
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { nodeId } from '../src/graphql/node-id.js';
import { makeCreditCode, makeUnitCode } from '../test/handover/make-code.js';
import { median } from './median.js';

const MINE = '339901003';
const WARM_UP = 100;
const ARMS = ['theirs', 'nothing', 'nothingElse'] as const;
type Named = { code: string; unit: string };
const WAYS: Record<string, (named: Named) => string> = {
  'enterprise(creditCode)': ({ code }) => `{ enterprise(creditCode: "${code}") { name employment(year: 2024) { insured } } }`,
  'node(id)': ({ code }) => `{ node(id: "${nodeId('Enterprise', code)}") { id ... on Enterprise { name } } }`,
  'parcel(unitCode)': ({ unit }) => `{ parcel(unitCode: "${unit}") { area holderName } }`,
};

const rounds = Number(process.argv[2] ?? 1000);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'muhub-not-yours-'));
chmodSync(folder, 0o755);
const environment = {
  ...process.env,
  MUHUB_DATA_DIR: path.join(folder, 'data'),
  PORT: '0',
  LOG_LEVEL: 'error',
  MUHUB_MAX_PER_MINUTE: '1000000',
};
const program = path.join(ROOT, 'bin/muhub.js');
const token = (...args: string[]) =>
  execFileSync('node', [program, 'token', '--adhoc', ...args], {
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Asks over the one connection. @returns the answer, and milliseconds until its last byte */
async function ask(url: string, bearer: string, query: string): Promise<{ text: string; ms: number }> {
  const body = JSON.stringify({ query });
  const begun = performance.now();
  const asked = request(`${url}/graphql`, {
    agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), authorization: `Bearer ${bearer}` },
  });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [AsyncIterable<Buffer>];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { text: Buffer.concat(chunks).toString(), ms: performance.now() - begun };
}

/** How often one of `a` exceeds one of `b`, and how many standard deviations that is from one half. */
function exceeds(a: readonly number[], b: readonly number[]): { share: number; z: number } {
  const more = a.reduce((sum, x) => sum + b.reduce((count, y) => count + (x > y ? 1 : x === y ? 0.5 : 0), 0), 0);
  const share = more / (a.length * b.length);
  return { share, z: (share - 0.5) / Math.sqrt((a.length + b.length + 1) / (12 * a.length * b.length)) };
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((each) => [Math.random(), each] as const)
    .sort(([a], [b]) => a - b)
    .map(([, each]) => each);
}

const hub = spawn('node', [program, 'start'], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
try {
  let url = '';
  for await (const line of createInterface({ input: hub.stdout })) {
    url = /(http:\S+)\/graphql/.exec(line)?.[1] ?? '';
    if (url) break;
  }
  const committee = token('--role', 'zone_committee', '--zone', MINE);
  const all = JSON.parse(
    (
      await ask(
        url,
        token('--role', 'tax_officer'),
        '{ enterprises(first: 500) { nodes { creditCode zone } } parcels(first: 500) { nodes { unitCode holder { zone } } } }',
      )
    ).text,
  ).data;
  const foreign = (zone: string | null | undefined) => zone && zone !== MINE;
  const codes: string[] = all.enterprises.nodes
    .filter((each: { zone: string | null }) => foreign(each.zone))
    .map((each: { creditCode: string }) => each.creditCode);
  const units: string[] = all.parcels.nodes
    .filter((each: { holder: { zone: string | null } | null }) => foreign(each.holder?.zone))
    .map((each: { unitCode: string }) => each.unitCode);
  const named = (arm: (typeof ARMS)[number], round: number): Named => {
    if (arm === 'theirs') return { code: codes[round % codes.length]!, unit: units[round % units.length]! };
    // As many different ones as of the other zones, so that no memory of the hub favours either.
    const from = arm === 'nothing' ? 70_000 : 80_000;
    return { code: makeCreditCode(from + (round % codes.length)), unit: makeUnitCode(from + (round % units.length)) };
  };
  for (const [way, query] of Object.entries(WAYS)) {
    const took = { theirs: [] as number[], nothing: [] as number[], nothingElse: [] as number[] };
    const answers = new Set<string>();
    for (let round = -WARM_UP; round < rounds; round += 1) {
      for (const arm of shuffled(ARMS)) {
        const { text, ms } = await ask(url, committee, query(named(arm, round + WARM_UP)));
        answers.add(text);
        if (round >= 0) took[arm].push(ms);
      }
    }
    if (answers.size !== 1 || !/:null\}\}?/.test([...answers][0]!)) throw new Error(`${way}: ${[...answers].slice(0, 3).join('\n')}`);
    const against = (a: readonly number[], b: readonly number[]) => {
      const { share, z } = exceeds(a, b);
      return `ratio ${(median(a) / median(b)).toFixed(3)}, longer in ${(share * 100).toFixed(1)} % (z ${z.toFixed(1)})`;
    };
    process.stdout.write(
      `${way}: ${median(took.theirs).toFixed(2)} ms theirs, ${median(took.nothing).toFixed(2)} ms not there; ${against(took.theirs, took.nothing)}; two not there: ${against(took.nothingElse, took.nothing)}\n`,
    );
  }
} finally {
  agent.destroy();
  hub.kill();
  await once(hub, 'exit');
  rmSync(folder, { recursive: true, force: true });
}
