import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { groupResults } from '../src/grading/grade.js';
import { measureEngine, unknownYet, type EngineTimes } from './engine.js';
import { runDuckDb, runPostgres, withFile, type ClassCounts } from './peers.js';
import { INDUSTRIES, populationOf, syntheticColumns, type SyntheticColumns } from './population.js';
import { DECIMALS } from './scheme.js';

/**
 * One million enterprises graded from columns in memory, beside DuckDB and PostgreSQL on the same data. The last line of
 * standard output is a JSON object. `loadMs` is making the enterprises up, putting them into columns and laying out memory
 * for a first grade; the peers load a file, which is not timed, and have their memory from the first of their runs.
 */
const { values } = parseArgs({ options: { n: { type: 'string', default: '1000000' }, json: { type: 'boolean' } } });
const n = Number(values.n);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

interface Measured extends EngineTimes {
  readonly columns: SyntheticColumns;
  readonly loadMs: number;
}

/** As many runs as a median needs, more of them where one is short. */
const runsOf = (size: number): number => (size > 200_000 ? 7 : 31);

function measured(size: number): Measured {
  const from = performance.now();
  const columns = syntheticColumns(size);
  const population = unknownYet(populationOf(columns));
  const loadMs = performance.now() - from;
  return { ...measureEngine(population, runsOf(size)), columns, loadMs };
}

/** In bytes, beyond Node's own; asked of a process of its own. */
function memoryOf(size: number): number {
  return Number(execFileSync(process.execPath, [...process.execArgv, path.join(import.meta.dirname, 'memory.js'), String(size)]));
}

/** Totals may differ by one unit of their last place, classes by those who stand on such a total. */
function disagreement(engine: EngineTimes, totals: Float64Array): { readonly apart: number; readonly most: number } {
  const scale = 10 ** DECIMALS;
  let [apart, most] = [0, 0];
  for (const group of engine.graded.groups) {
    for (const [at, row] of group.rows.entries()) {
      const distance = Math.abs(group.totals.scaled[at]! - Math.round(totals[row]! * scale));
      if (distance > 0) apart += 1;
      if (!(distance <= most)) most = distance;
    }
  }
  return { apart, most };
}

function countsOf({ graded }: EngineTimes): ClassCounts {
  return new Map(
    groupResults(graded).flatMap(({ id, classes }) =>
      classes.map(({ class: name, count }): [string, number] => [`${id.slice(1)} ${name}`, count]),
    ),
  );
}

function misplaced(mine: ClassCounts, theirs: ClassCounts): number {
  return [...new Set([...mine.keys(), ...theirs.keys()])].reduce(
    (all, key) => all + Math.abs((mine.get(key) ?? 0) - (theirs.get(key) ?? 0)),
    0,
  );
}

say('  enterprises    load ms   grade ms  regrade ms   ns an enterprise');
const sizes = [10_000, 30_000, 100_000, 300_000].filter((size) => size < n);
// Once more than is printed: the first runs also pay for compiling.
measured(Math.min(n, 10_000));
const county = measured(Math.min(n, 5_000));
let last: Measured | undefined;
for (const size of [...sizes, n]) {
  last = measured(size);
  const cells = [size, last.loadMs, last.gradeMs, last.regradeMs, (last.gradeMs * 1e6) / size];
  say(cells.map((cell, at) => Math.round(cell).toString().padStart([13, 11, 11, 12, 19][at]!)).join(''));
}

const engine = last!;
const bytes = memoryOf(n);
const { duckdb, postgres } = await withFile(engine.columns, async (file) => ({
  duckdb: await runDuckDb(file, n),
  postgres: await runPostgres(file, say),
}));
const { apart, most } = disagreement(engine, duckdb.totals);
const counts = countsOf(engine);
const [toDuckDb, toPostgres] = [misplaced(counts, duckdb.counts), misplaced(counts, postgres.counts)];
say(`DuckDB: ${apart} totals differ, by ${most} units of the last place at most; class counts differ by ${toDuckDb}`);
say(`PostgreSQL: class counts differ by ${toPostgres}`);
if (!(most <= 1) || apart > n / 1000 || toDuckDb + toPostgres > n / 1000) {
  say('the engines do not agree');
  process.exitCode = 1;
}
const rounded = (value: number): number => Math.round(value * 10) / 10;
const figures = {
  n,
  loadMs: rounded(engine.loadMs),
  gradeMs: rounded(engine.gradeMs),
  regradeMs: rounded(engine.regradeMs),
  exactFallbacks: engine.exactFallbacks,
  duckdbMs: rounded(duckdb.ms),
  postgresMs: rounded(postgres.ms),
  rssMb: rounded(bytes / 2 ** 20),
};
say(`a county of 5,000 in ${INDUSTRIES.length} groups: grade ${county.gradeMs.toFixed(1)} ms, regrade ${county.regradeMs.toFixed(1)} ms`);
say(`DuckDB ${figures.duckdbMs} ms, PostgreSQL ${figures.postgresMs} ms`);
const ratio = (value: number): string => value.toFixed(2);
say(
  `grade ÷ DuckDB ${ratio(engine.gradeMs / duckdb.ms)} (to reach: 0.50), regrade ÷ DuckDB ${ratio(engine.regradeMs / duckdb.ms)} (0.33), ` +
    `PostgreSQL ÷ grade ${ratio(postgres.ms / engine.gradeMs)} (50), ${Math.round(bytes / n)} bytes an enterprise (200)`,
);
process.stdout.write(`${JSON.stringify(figures)}\n`);
