import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { openEmbedded } from '../src/db/embedded/server.js';
import { median } from './median.js';
import { FACTS, INDUSTRIES, type SyntheticColumns } from './population.js';
import { DUCKDB, POSTGRES, columnOf, countingQuery, gradingQuery } from './statement.js';

/** Enterprises by industry and class: `13 A` → 6452. */
export type ClassCounts = ReadonlyMap<string, number>;

export interface PeerRun {
  readonly ms: number;
  readonly counts: ClassCounts;
}

const TABLE = `firms (id integer, industry text, ${FACTS.map(({ id }) => `${columnOf(id)} double precision`).join(', ')})`;

/** The enterprises as a CSV file, which both peers read; the file goes when the work is done. */
export async function withFile<Result>(columns: SyntheticColumns, work: (file: string) => Promise<Result>): Promise<Result> {
  const file = path.join(tmpdir(), `muhub-bench-${process.pid}.csv`);
  try {
    await pipeline(Readable.from(lines(columns)), createWriteStream(file));
    return await work(file);
  } finally {
    await rm(file, { force: true });
  }
}

function* lines({ n, numbers, industries }: SyntheticColumns): Generator<string> {
  const columns = FACTS.map(({ id }) => numbers.get(id)!);
  for (let from = 0; from < n; from += 1000) {
    let block = '';
    for (let row = from; row < Math.min(from + 1000, n); row += 1) {
      const cells = columns.map((values) => (Number.isNaN(values[row]) ? '' : String(values[row])));
      block += `${row},${INDUSTRIES[industries[row]!]},${cells.join(',')}\n`;
    }
    yield block;
  }
}

/** The median of seven runs, and the total of every row. */
export async function runDuckDb(file: string, n: number): Promise<PeerRun & { readonly totals: Float64Array }> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE ${TABLE}`);
  await connection.run(`COPY firms FROM '${file}' (HEADER false)`);
  const { ms, counts } = await measured(7, async () => (await connection.run(countingQuery(DUCKDB))).getRows());
  const totals = new Float64Array(n);
  const result = await connection.run(`SELECT id, total FROM (${gradingQuery(DUCKDB)})`);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const [ids, values] = [chunk.getColumnValues(0), chunk.getColumnValues(1)];
    for (const [at, id] of ids.entries()) totals[Number(id)] = Number(values[at]);
  }
  connection.closeSync();
  return { ms, counts, totals };
}

/** One statement in the hub's own embedded PostgreSQL, the median of three runs. */
export async function runPostgres(file: string, say: (line: string) => void): Promise<PeerRun> {
  const folder = path.join(tmpdir(), `muhub-bench-${process.pid}`);
  await mkdir(folder, { mode: 0o755 });
  try {
    const server = await openEmbedded(folder, say);
    const client = new pg.Client({ connectionString: server.url });
    try {
      await client.connect();
      await client.query(`CREATE UNLOGGED TABLE ${TABLE}`);
      await pipeline(createReadStream(file), client.query(copyFrom('COPY firms FROM STDIN (FORMAT csv)')));
      await client.query('ANALYZE firms');
      return await measured(3, async () => (await client.query<string[]>({ text: countingQuery(POSTGRES), rowMode: 'array' })).rows);
    } finally {
      await client.end();
      await server.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measured(runs: number, query: () => Promise<readonly (readonly unknown[])[]>): Promise<PeerRun> {
  const times: number[] = [];
  let counts: ClassCounts = new Map();
  for (let run = 0; run < runs; run += 1) {
    const from = performance.now();
    const rows = await query();
    times.push(performance.now() - from);
    counts = countsOf(rows);
  }
  return { ms: median(times), counts };
}

function countsOf(rows: readonly (readonly unknown[])[]): ClassCounts {
  return new Map(rows.map(([industry, name, firms]) => [`${String(industry)} ${String(name)}`, Number(firms)]));
}
