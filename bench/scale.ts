/**
 * How a county of n enterprises is read, graded and asked about, on Node's default heap. The last line of standard output is
 * a JSON object: `copyMs` COPY TO STDOUT of the same rows, read and thrown away; `loadMs` the population read into the hub,
 * `gradeMs` graded; `topMs` a committee's first list of 50, `oneFirmMs` one enterprise with everything of it, asked by itself
 * after that; `loopMs` the longest hold of the event loop in all this; `peakRssMb` the most memory that the process ever took;
 * `bytesPerFirm` what is kept of an enterprise once it is graded.
 *
 *     node run.js scale --n N [--json]
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { loadPopulation } from '../src/assessment/population.js';
import { openBenchHub } from './bench-hub.js';
import { creditCode } from './county.js';
import { median } from './median.js';

const { values } = parseArgs({ options: { n: { type: 'string', default: '100000' }, json: { type: 'boolean' } } });
const n = Number(values.n);
const [SCHEME, YEAR, VERSION] = ['example-ratio-2024', 2024, 1];
const ZONES = Array.from({ length: 10 }, (_, at) => `3399010${String(at).padStart(2, '0')}`);
const TABLES = ['enterprise', 'tax_payment', 'statistic', 'emission', 'employment', 'utility_account', 'land_parcel'];
const GRADE = `state class initialClass rank rankedOf total indicators { id value numerator denominator benchmark points band }
  extras { id points } overrides { id } nextClass { class pointsNeeded paths { indicator valueNeeded } }`;
const TOP = `{ assessment(scheme: "${SCHEME}", year: ${YEAR}) { grades(first: 50, orderBy: RANK_ASC) { totalCount nodes {
  enterprise { creditCode name } state class rank rankedOf total indicators { id value points band } overrides { id } } } } }`;
const IN_FULL = `query ($creditCode: CreditCode!) { enterprise(creditCode: $creditCode) { creditCode name industry zone town
  grade(scheme: "${SCHEME}", year: ${YEAR}) { ${GRADE} }
  tax(year: ${YEAR}) { vatNet corporateIncome } emissions(year: ${YEAR}) { cod equivalent } employment(year: ${YEAR}) { averageStaff }
  statistics(year: ${YEAR}) { revenue valueAdded } utilities(year: ${YEAR}) { electricity } land(year: ${YEAR}) { usedArea } } }`;
const WHAT_IF = `{ whatIf(scheme: "${SCHEME}", year: ${YEAR}, amendments: [
  { path: "groups/above/indicators/tax_per_mu/weight", value: "40" }, { path: "groups/above/indicators/va_per_mu/weight", value: "15" }]) {
  matrix { from to count } } }`;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function kept(): number {
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number; cpuMs: number }> {
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, ms: performance.now() - from, cpuMs: (user + system) / 1000 };
}

/** The same rows as the hub reads, all their columns but the line as it was handed over. */
async function copy(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  for (const table of TABLES) {
    const { rows } = await client.query<{ columns: string }>(
      `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> 'raw'`,
      [table],
    );
    const read = client.query(copyTo(`copy (select ${rows[0]!.columns} from ${table}) to stdout (format binary)`));
    for await (const chunk of read) void chunk;
  }
  await client.end();
}

const bench = await openBenchHub(n, ZONES);
try {
  const { hub } = bench;
  const scheme = hub.schemes.find(({ scheme: { id } }) => id === SCHEME)!;
  const copies = [];
  for (let run = 0; run < 3; run += 1) copies.push((await timed(() => copy(bench.database.ownerUrl))).ms);
  const copyMs = median(copies);
  const before = kept();
  const loop = monitorEventLoopDelay({ resolution: 1 });
  let loopMs = 0;
  /** Holds of the loop while something is done; what is collected between is not counted. */
  const watched = async <T>(name: string, work: () => Promise<T>) => {
    // The monitor measures from its first turn on, which counts what ran before it.
    loop.enable();
    loop.reset();
    await new Promise((resolve) => setTimeout(resolve, 10));
    const found = await timed(work);
    await new Promise((resolve) => setTimeout(resolve, 5));
    loop.disable();
    loopMs = Math.max(loopMs, loop.max / 1e6);
    say(
      `${name.padEnd(22)} ${found.ms.toFixed(1).padStart(10)} ms  cpu ${found.cpuMs.toFixed(1).padStart(10)} ms  loop held ${(loop.max / 1e6).toFixed(0)} ms`,
    );
    return found;
  };
  const { ms: loadMs } = await watched('load', () => loadPopulation(hub.readers, VERSION, YEAR, scheme.scheme, scheme.declared.facts));
  const { ms: gradeMs } = await watched('grade', () => hub.assess({ scheme, year: YEAR, version: VERSION }));
  const bytesPerFirm = (kept() - before) / n;
  const committee = { role: 'zone_committee', zones: [ZONES[1]!], purpose: '亩均评价' };
  const { ms: topMs } = await watched('top 50', () => bench.ask(committee, TOP));
  await watched('top 50 again', () => bench.ask(committee, TOP));
  const oneFirms = [];
  for (const at of [1, n >> 1, n - 1]) {
    const variables = { creditCode: creditCode(at) };
    const claims = { role: 'enterprise', creditCode: creditCode(at) };
    oneFirms.push((await watched('one enterprise', () => bench.ask(claims, IN_FULL, variables))).ms);
  }
  await watched('one, by its committee', () => bench.ask(committee, IN_FULL, { creditCode: creditCode(10 * (n >> 5) + 1) }));
  const office = { role: 'evaluation_office', purpose: '亩均评价' };
  await watched('what-if', () => bench.ask(office, WHAT_IF));
  await watched('what-if again', () => bench.ask(office, WHAT_IF.replace('"40"', '"39"').replace('"15"', '"16"')));
  const rounded = (value: number): number => Math.round(value * 10) / 10;
  const figures = {
    n,
    copyMs: rounded(copyMs),
    loadMs: rounded(loadMs),
    gradeMs: rounded(gradeMs),
    topMs: rounded(topMs),
    oneFirmMs: rounded(Math.max(...oneFirms)),
    loopMs: rounded(loopMs),
    peakRssMb: rounded(process.resourceUsage().maxRSS / 1024),
    bytesPerFirm: Math.round(bytesPerFirm),
  };
  say(`COPY of the same rows ${figures.copyMs} ms: load ÷ COPY ${(loadMs / copyMs).toFixed(2)} (to reach: 2.00)`);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await bench.close();
}
