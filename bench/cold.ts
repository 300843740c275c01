/**
 * What the first list of a committee costs a hub that has just said that it is ready: `muhub start` as a process of its own,
 * the sample county taken in, started anew for each round, with MUHUB_COUNTY and without. Prints a line a setting: ready after
 * so long, the first list, the second.
 *
 *     node run.js cold [rounds]
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './median.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const QUERY = `{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 50) { totalCount nodes {
  enterprise { creditCode name } state class rank rankedOf total indicators { id value points band } overrides { id } } } } }`;
const rounds = Number(process.argv[2] ?? 5);
const dataDir = mkdtempSync(path.join(tmpdir(), 'muhub-cold-'));
chmodSync(dataDir, 0o755);

interface Round {
  readonly ready: number;
  readonly first: number;
  readonly second: number;
}

async function round(settings: Readonly<Record<string, string>>): Promise<Round> {
  const begun = performance.now();
  const hub = spawn(process.execPath, [path.join(ROOT, 'bin/muhub.js'), 'start'], {
    env: { PATH: process.env.PATH, MUHUB_DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => hub.once('exit', resolve));
  try {
    let said = '';
    for await (const chunk of hub.stdout) {
      said += String(chunk);
      if (/zone_committee +\S+\n/.test(said) && /http\S+\/graphql/.test(said)) break;
    }
    const ready = performance.now() - begun;
    const url = /http\S+\/graphql/.exec(said)![0];
    const token = /zone_committee +(\S+)\n/.exec(said)![1]!;
    const ask = async (): Promise<number> => {
      const from = performance.now();
      const answer = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query: QUERY }),
      });
      const { data } = (await answer.json()) as { data: { assessment: { grades: { nodes: unknown[] } } } };
      if (data.assessment.grades.nodes.length === 0) throw new Error('the list is empty');
      return performance.now() - from;
    };
    return { ready, first: await ask(), second: await ask() };
  } finally {
    hub.kill('SIGINT');
    await ended;
  }
}

try {
  await round({});
  for (const [name, settings] of [
    ['without MUHUB_COUNTY', {}],
    ['MUHUB_COUNTY=示例县', { MUHUB_COUNTY: '示例县' }],
  ] as const) {
    const all: Round[] = [];
    for (let n = 0; n < rounds; n += 1) all.push(await round(settings));
    const of = (key: keyof Round) => `${Math.round(median(all.map((each) => each[key])))} ms`;
    const most = Math.round(Math.max(...all.map(({ first }) => first)));
    console.log(`${name}: ready ${of('ready')}, first list ${of('first')} (most ${most} ms), second ${of('second')}`);
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
