/**
 * What a file of many rows costs a hub in memory and time: a made-up county, its grades taken away in each format. The
 * resident memory is read off the hub's process before, and its peak while the file is made and sent (Linux).
 *
 *     node run.js export-memory [--n 100000]
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeCreditCode } from '../test/handover/make-code.js';

const { values } = parseArgs({ options: { n: { type: 'string', default: '100000' } } });
const n = Number(values.n);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'muhub-export-'));
chmodSync(folder, 0o755);
const environment = { ...process.env, MUHUB_DATA_DIR: path.join(folder, 'data'), PORT: '0', LOG_LEVEL: 'error', MUHUB_COUNTY: '示例县' };
const muhub = (...args: string[]) =>
  execFileSync('node', [path.join(ROOT, 'bin/muhub.js'), ...args], {
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();

/** Lines of a file, from 0 to n − 1. */
function file(name: string, header: string, line: (i: number) => string): string {
  const target = path.join(folder, name);
  writeFileSync(target, `${header}\n${Array.from({ length: n }, (_, i) => line(i)).join('\n')}\n`);
  return target;
}

/** MB of a field of /proc/<pid>/status. */
function memory(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024);
}

const code = (i: number) => makeCreditCode(i);
const files = [
  file(
    '企业名录.csv',
    '统一社会信用代码,企业名称,成立日期,行业代码,行业组,园区代码,镇街代码,登记状态',
    (i) => `${code(i)},第${i}号机械有限公司,2010-01-01,3813,电子电气仪表,33990100${1 + (i % 3)},339901${101 + (i % 7)},在业`,
  ),
  file(
    '统计.csv',
    '统一社会信用代码,单位名称,年度,规上,营业收入（万元）,工业增加值（万元）,研发经费支出（万元）,综合能耗等价值（吨标煤）,综合能耗当量值（吨标煤）',
    (i) => `${code(i)},第${i}号,2024,是,${1000 + (i % 977)}.5,${200 + (i % 331)}.25,${i % 40},${100 + (i % 53)},${50 + (i % 31)}`,
  ),
];
const sample = path.join(ROOT, 'sample/files');
// The sample county beside it, so that every fact of the scheme has holders.
muhub(
  'intake',
  ...readdirSync(sample)
    .filter((name) => !name.startsWith('拒收'))
    .map((name) => path.join(sample, name)),
);
muhub('intake', ...files);

const hub = spawn('node', [path.join(ROOT, 'bin/muhub.js'), 'serve'], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
try {
  let url = '';
  for await (const line of createInterface({ input: hub.stderr })) {
    url = /(http:\S+)\/graphql/.exec(line)?.[1] ?? '';
    if (url) break;
  }
  const headers = { authorization: `Bearer ${muhub('token', '--role', 'tax_officer', '--purpose', 'bench')}` };
  const take = async (format: string, first = '') => {
    const response = await fetch(`${url}/q/zone-grades.${format}?scheme=example-ratio-2024&year=2024${first}`, { headers });
    let bytes = 0;
    for await (const chunk of response.body!) bytes += (chunk as Uint8Array).length;
    if (response.status !== 200) throw new Error(`${format}: ${response.status}`);
    return bytes;
  };
  await take('csv', '&first=1');
  const pid = hub.pid!;
  for (const format of ['csv', 'json', 'xlsx']) {
    const before = memory(pid, 'VmRSS');
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
    const begun = Date.now();
    const bytes = await take(format);
    process.stdout.write(
      `${JSON.stringify({ n, format, mb: Math.round(bytes / 1e6), seconds: (Date.now() - begun) / 1000, rssBeforeMb: before, peakRssMb: memory(pid, 'VmHWM') })}\n`,
    );
  }
} finally {
  hub.kill();
  await once(hub, 'exit');
  rmSync(folder, { recursive: true, force: true });
}
