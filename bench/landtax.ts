import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openDatabase } from '../src/db/database.js';
import { openReaders } from '../src/departments/readers.js';
import { Rational } from '../src/grading/rational.js';
import { streamFindings } from '../src/land-tax/finding-stream.js';
import type { FindingKind } from '../src/land-tax/finding.js';
import { landClassKey } from '../src/policy/rate-class.js';
import type { RatePeriod } from '../src/policy/rate-table.js';
import { makeCounty, RATES, VERSION, YEAR } from './land-county.js';
import { STATEMENT } from './land-statement.js';

/**
 * A million parcels against a million land-tax sources: every finding with its records, beside the same join and sums
 * in one statement of the same PostgreSQL. Both must agree on each kind's count, area and tax to the last digit. The
 * last line of standard output is a JSON object.
 */
const { values } = parseArgs({ options: { n: { type: 'string', default: '1000000' }, json: { type: 'boolean' } } });
const n = Number(values.n);
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const WORK_MEM = '64MB';
const MU = Rational.of(15n, 10_000n);

/** Of one kind: how many, 亩, 元. */
interface Sum {
  count: number;
  difference: Rational;
  tax: Rational;
}
type Sums = Map<string, Sum>;

async function findings(url: string): Promise<{ readonly ms: number; readonly sums: Sums; readonly peakRssMb: number }> {
  const database = await openDatabase({ databaseUrl: url, dataDir: '' }, { say, dropped: () => undefined });
  const rates: RatePeriod = {
    ...{ from: undefined, to: undefined, article: undefined },
    rates: new Map(Object.entries(RATES).map(([name, rate]) => [landClassKey(name), Rational.from(rate)])),
  };
  try {
    let peak = 0;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
    const sums: Sums = new Map();
    const from = performance.now();
    for await (const found of streamFindings(openReaders(database.db), VERSION, { year: YEAR, rates })) {
      peak = Math.max(peak, process.memoryUsage().rss);
      for (const { kind, differenceArea, taxAtStake } of found) add(sums, kind, differenceArea, taxAtStake);
    }
    const ms = performance.now() - from;
    clearInterval(watch);
    return { ms, sums, peakRssMb: peak / 2 ** 20 };
  } finally {
    await database.close();
  }
}

function add(sums: Sums, kind: FindingKind, area: Rational | undefined, tax: Rational | undefined): void {
  const sum = sums.get(kind) ?? { count: 0, difference: Rational.ZERO, tax: Rational.ZERO };
  sum.count += 1;
  if (area) sum.difference = sum.difference.plus(area.times(MU)).reduced();
  if (tax) sum.tax = sum.tax.plus(tax);
  sums.set(kind, sum);
}

async function statement(client: pg.Client): Promise<{ readonly ms: number; readonly sums: Sums }> {
  await client.query(`set work_mem = '${WORK_MEM}'`);
  const from = performance.now();
  const { rows } = await client.query<{ kind: string; count: number; difference: string; tax: string }>(STATEMENT);
  const ms = performance.now() - from;
  return {
    ms,
    sums: new Map(
      rows.map(({ kind, count, difference, tax }) => [kind, { count, difference: Rational.from(difference), tax: Rational.from(tax) }]),
    ),
  };
}

function printed(sums: Sums): string {
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, { count, difference, tax }]) => `${kind} ${count} ${difference.round(6).toString()} 亩 ${tax.toFixed(2)} 元`)
    .join('\n');
}

const folder = path.join(tmpdir(), `muhub-bench-landtax-${process.pid}`);
await mkdir(folder, { recursive: true, mode: 0o755 });
const home = await openDatabase({ databaseUrl: undefined, dataDir: folder }, { say, dropped: () => undefined });
const client = new pg.Client({ connectionString: home.url });
try {
  await client.connect();
  say(`${n} parcels, ${n} sources: being made`);
  await makeCounty(client, n);
  // Once each to warm the server's cache, then in turns; the better run of each counts.
  await statement(client);
  const runs: { hub: Awaited<ReturnType<typeof findings>>; peer: Awaited<ReturnType<typeof statement>> }[] = [];
  for (let run = 0; run < 2; run += 1) {
    const hub = await findings(home.url);
    const peer = await statement(client);
    say(`findings ${Math.round(hub.ms)} ms, statement ${Math.round(peer.ms)} ms`);
    runs.push({ hub, peer });
  }
  const [hub, peer] = [printed(runs[0]!.hub.sums), printed(runs[0]!.peer.sums)];
  say(hub);
  if (hub !== peer) {
    say(`the statement says otherwise:\n${peer}`);
    process.exitCode = 1;
  }
  const rounded = (value: number): number => Math.round(value * 10) / 10;
  const figures = {
    n,
    findingsMs: rounded(Math.min(...runs.map((run) => run.hub.ms))),
    sqlMs: rounded(Math.min(...runs.map((run) => run.peer.ms))),
    peakRssMb: rounded(Math.max(...runs.map((run) => run.hub.peakRssMb))),
  };
  if (!values.json) say(`findings ÷ statement: ${(figures.findingsMs / figures.sqlMs).toFixed(2)}`);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await client.end();
  await home.close();
  await rm(folder, { recursive: true, force: true });
}
