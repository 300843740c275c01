/**
 * A million rows of tax payments handed in, beside a COPY of the same rows: a synthetic county's register and its tax file
 * as an office exports it (a title above the header, a column of numbers that the hub does not know, thousands separators
 * in quotes, empty cells and dashes) are taken in by the command itself, `muhub intake FILE --json`, in a process of its
 * own: every check, provenance, supersession, audit. Then what lies in `tax_payment` is written to a file and copied from
 * it, every column of it and on the same server, into a table with the same columns, constraints and indexes, twice; the
 * quicker one counts. What COPY reads is in its own text format already: no decoding, no checks, nothing to find out.
 *
 * `intakeMs` is from the moment at which the command says that it reads the file to the end of its process; `peakRssMb` its
 * peak of resident memory (10^6 bytes) above that of the same command with a file of one row, which is what it takes idle.
 *
 *     node run.js intake [--n N] [--json]
 */
import { spawn } from 'node:child_process';
import { chmodSync, createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { openBenchDatabase } from './bench-database.js';
import { creditCheckCharacter, organisationCheckCharacter } from '../src/handover/credit-code.js';

const COMMAND = fileURLToPath(new URL('../../bin/muhub.js', import.meta.url));
/** Told at its end by the process itself: the peak that the kernel keeps of it. */
const TELL_PEAK = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync } from 'node:fs';
  process.on('exit', () => process.stderr.write('\\npeak ' + /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1] + '\\n'));`)}`;
const LINES_A_WRITE = 1_000;

const { values } = parseArgs({ options: { n: { type: 'string', default: '100000' }, json: { type: 'boolean', default: false } } });
const n = Number(values.n);
const scratch = mkdtempSync(path.join(tmpdir(), 'muhub-intake-'));
chmodSync(scratch, 0o755);
const fileOf = (name: string): string => path.join(scratch, name);

function* register(): Generator<string> {
  yield '统一社会信用代码,企业名称,园区代码,镇街代码,登记状态\r\n';
  for (let row = 0; row < n; row += 1) yield `${creditCode(row)},示例${row}号机械有限公司,339901001,339901001001,存续\r\n`;
}

function* payments(rows: number): Generator<string> {
  yield '示例县 2024 年度企业税收情况\r\n';
  yield '序号,统一社会信用代码,纳税人名称,年度,增值税净入库(万元),出口免抵(万元),即征即退(万元),企业所得税(万元),房产税(万元),城镇土地使用税(万元),其他税费(万元),返还金额(万元)\r\n';
  const random = lehmer(20241231);
  const amount = (typical: number): string => {
    const cents = Math.round(typical * 300 * random() * random());
    const whole = String(Math.floor(cents / 100)).replace(/\B(?=(?:\d{3})+$)/g, ',');
    const text = `${whole}.${String(cents % 100).padStart(2, '0')}`;
    return whole.includes(',') ? `"${text}"` : text;
  };
  for (let row = 0; row < rows; row += 1) {
    const paid = [amount(400), random() < 0.8 ? '' : amount(60), random() < 0.8 ? '-' : amount(30), amount(200), amount(20), amount(15)];
    yield `${row + 1},${creditCode(row)},示例${row}号机械有限公司,2024,${paid.join()},${amount(40)},${random() < 0.9 ? '0' : amount(10)}\r\n`;
  }
}

/** A made-up code of a county that is none, both check characters right, ascending by the row. */
function creditCode(row: number): string {
  const body = String(row).padStart(8, '0');
  const start = `91339901${body}${organisationCheckCharacter(body)}`;
  return start + creditCheckCharacter(start);
}

function lehmer(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

async function write(name: string, lines: Generator<string>): Promise<void> {
  const together = function* () {
    let text = '\uFEFF';
    let held = 0;
    for (const line of lines) {
      text += line;
      if ((held += 1) % LINES_A_WRITE > 0) continue;
      yield text;
      text = '';
    }
    yield text;
  };
  await pipeline(Readable.from(together()), createWriteStream(fileOf(name)));
}

interface Taken {
  readonly ms: number;
  readonly peakMb: number;
}

/** Hands a file in by the command. @throws Error unless every row of it was accepted */
async function handIn(name: string, rows: number, url: string): Promise<Taken> {
  let begun = Number.NaN;
  const child = spawn(process.execPath, ['--import', TELL_PEAK, COMMAND, 'intake', fileOf(name), '--json'], {
    env: { ...process.env, DATABASE_URL: url, MUHUB_DATA_DIR: fileOf('data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (text.includes('读取')) begun = performance.now();
    said.err += text;
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  const ms = performance.now() - begun;
  const [report] = status === 0 ? (JSON.parse(said.out) as { accepted: number }[]) : [];
  if (report?.accepted !== rows) throw new Error(`${name}: ${status}\n${said.out}\n${said.err}`);
  return { ms, peakMb: (Number(/peak (\d+)/.exec(said.err)![1]) * 1024) / 1e6 };
}

/** Copies the rows of tax_payment into a table just like it, from a file in COPY's own format. */
async function copyOf(client: pg.Client): Promise<number> {
  await client.query('create table like_tax_payment (like tax_payment including all)');
  await client.query('checkpoint');
  const begun = performance.now();
  await pipeline(createReadStream(fileOf('rows'), { highWaterMark: 1 << 16 }), client.query(copyFrom('copy like_tax_payment from stdin')));
  const ms = performance.now() - begun;
  await client.query('drop table like_tax_payment');
  return ms;
}

const database = await openBenchDatabase(fileOf('data'));
try {
  await write('register.csv', register());
  await write('one.csv', payments(1));
  await write('payments.csv', payments(n));
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await handIn('register.csv', n, database.url);
  const idle = await handIn('one.csv', 1, database.url);
  await client.query('vacuum analyze');
  await client.query('checkpoint');
  const taken = await handIn('payments.csv', n, database.url);
  const held = 'select * from tax_payment where superseded is null order by line';
  await pipeline(client.query(copyTo(`copy (${held}) to stdout`)), createWriteStream(fileOf('rows')));
  const copyMs = Math.min(await copyOf(client), await copyOf(client));
  await client.end();
  const found = { n, intakeMs: Math.round(taken.ms), copyMs: Math.round(copyMs), peakRssMb: Math.round(taken.peakMb - idle.peakMb) };
  if (!values.json)
    process.stdout.write(
      `${n} rows: intake ${found.intakeMs} ms, COPY ${found.copyMs} ms, COPY ÷ intake ${(found.copyMs / found.intakeMs).toFixed(2)}; ` +
        `${found.peakRssMb} MB above the ${Math.round(idle.peakMb)} MB of one row, in ${Math.round(idle.ms)} ms\n`,
    );
  process.stdout.write(`${JSON.stringify(found)}\n`);
} finally {
  await database.close();
  rmSync(scratch, { recursive: true, force: true });
}
