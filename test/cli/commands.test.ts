import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../database/fresh-database.js';
import { commandLine, type Ran } from './command-line.js';
import { dataFolder, forget } from './hub-process.js';

let folder: string;
let empty: string;
let sample: string;

beforeAll(async () => {
  folder = await dataFolder();
  empty = (await freshDatabase('empty_hub')).url;
  sample = (await freshDatabase('sample_hub')).url;
}, 120_000);
afterAll(() => forget(folder));

const on = (DATABASE_URL: string, ...args: string[]): Promise<Ran> => commandLine({ DATABASE_URL, MUHUB_DATA_DIR: folder }).muhub(...args);

describe('muhub intake', () => {
  it('gives exactly what the sample files deserve, and only JSON on standard output', async () => {
    const files = (await readdir('sample/files')).map((name) => path.join('sample/files', name));
    const { status, out, err } = await on(empty, 'intake', ...files, '--json');
    const reports = JSON.parse(out) as { file: string }[];
    const expected = JSON.parse(await readFile('test/golden/intake.json', 'utf8')) as object;
    expect(Object.fromEntries(reports.map(({ file, ...rest }) => [file, rest]))).toEqual(expected);
    expect(reports[0]!.file).toBe('市场监管_企业名录.csv');
    expect(err).toContain('读取');
    expect(status).toBe(1);
  });

  it('tells a person what is wrong, where, and who mends it', async () => {
    const file = path.join(folder, '用工.csv');
    await writeFile(file, '统一社会信用代码,单位名称,年度,年平均职工人数,参保人数\n9133990144LEKL1AXK,甲,2025,十二,3\n');
    const { status, out } = await on(sample, 'intake', file, '--dry-run');
    expect(status).toBe(0);
    expect(out).toMatch(/可接收 用工\.csv（.*employment\.annual）/);
    expect(out).not.toContain('已接收');
    expect(JSON.parse((await on(sample, 'intake', file, '--dry-run', '--json')).out)).toMatchObject([{ status: 'accepted', dryRun: true }]);
    expect(out).toMatch(/第 2 行.*年平均职工人数.*十二.*不是数字.*人力资源和社会保障局更正/);
    expect(await on(sample, 'grade', '--scheme', 'example-ratio-2024', '--year', '2025')).toMatchObject({ status: 1 });
  });

  it('takes a folder by name, and says so where there is nothing to take', async () => {
    const county = path.join(folder, 'county');
    await mkdir(county);
    expect(await on(sample, 'intake', county)).toMatchObject({ status: 1, err: expect.stringContaining('没有可接收的文件') });
    expect(await on(sample, 'intake', path.join(county, 'none.csv'))).toMatchObject({ status: 1, err: expect.stringContaining('找不到') });
  });
});

describe('muhub grade', () => {
  it.each(['ratio', 'minmax'])('prints the golden result: %s', async (method) => {
    const golden = JSON.parse(await readFile(`test/golden/example-${method}-2024.json`, 'utf8')) as { results: object[] };
    const { status, out } = await on(sample, 'grade', '--scheme', `example-${method}-2024`, '--year', '2024', '--format', 'json');
    expect(status).toBe(0);
    const { digest, dataVersion, results, ...rest } = JSON.parse(out) as {
      digest: string;
      dataVersion: string;
      results: { name: string }[];
    };
    expect({ ...rest, results: results.map(({ name: _, ...result }) => result) }).toEqual(golden);
    expect(digest).toMatch(/^sm3:[0-9a-f]{64}$/);
    expect(dataVersion).toBe('11');
    expect(results[0]!.name).toMatch(/\p{Script=Han}/u);
  });

  it('grades by a file, and as the records were known', async () => {
    const byFile = await on(sample, 'grade', '--scheme', 'schemes/example-county/ratio-2024.yaml', '--year', '2024', '--format', 'csv');
    expect(byFile.out.split('\r\n')[0]).toBe('名次,统一社会信用代码,企业名称,组别,状态,得分,初评,最终,参照,调档');
    expect(byFile.out.split('\r\n')).toHaveLength(1203);
    const early = await on(sample, 'grade', '--scheme', 'example-ratio-2024', '--year', '2024', '--as-of', '2001-01-01');
    expect(early.status).toBe(1);
    expect(early.err).toContain('2024');
  });

  it('explains a grade down to the lines it came from, in the words of a person', async () => {
    const { status, out } = await on(
      sample,
      'grade',
      '--scheme',
      'example-ratio-2024',
      '--year',
      '2024',
      '--explain',
      '913399011EFA80BJ4T',
    );
    expect(status).toBe(0);
    expect(out).toContain(
      '亩均税收 = 1711.48 万元 ÷ 34.560795 亩 = 49.520852 万元/亩; 49.520852 ÷ 17.1947 × 35 = 100.8002 分，封顶 1.5 × 35 = 52.5 分',
    );
    expect(out).toContain('总分 = 52.5 + 30 + 19.0332 + 15 + 15 + 15 = 146.53');
    expect(out).toContain('环境违法（示例四（三））：A → B');
    const [, line] = /税务 2024 年：税务局_2024年度企业税收\.csv 第 (\d+) 行/.exec(out)!;
    const text = new TextDecoder('gb18030').decode(await readFile('sample/files/税务局_2024年度企业税收.csv'));
    expect(text.split(/\r?\n/)[Number(line) - 1]).toMatch(/^913399011EFA80BJ4T,/);
  });

  it('lays two schemes side by side: nobody moves under the same one, and who moves under another is named with the reason', async () => {
    const json = async (against: string) =>
      JSON.parse(
        (await on(sample, 'grade', '--scheme', 'example-ratio-2024', '--against', against, '--year', '2024', '--format', 'json')).out,
      ) as {
        matrix: { from: string | null; to: string | null; count: number }[];
        movers: { from: string; to: string; becauseOf: string[] }[];
      };
    expect((await json('example-ratio-2024')).movers).toEqual([]);
    const other = path.join(folder, 'other.yaml');
    const text = await readFile('schemes/example-county/ratio-2024.yaml', 'utf8');
    await writeFile(other, text.replace('weight: 35', 'weight: 40').replace('weight: 20', 'weight: 15'));
    const { matrix, movers } = await json(other);
    expect(movers.length).toBeGreaterThan(0);
    expect(matrix.filter(({ from, to }) => from !== to).reduce((sum, { count }) => sum + count, 0)).toBe(movers.length);
    expect(movers.every(({ becauseOf }) => becauseOf.some((id) => ['tax_per_mu', 'va_per_mu'].includes(id)))).toBe(true);
  });

  it.each([
    [['grade', '--scheme', 'example-ratio-2024', '--year', '2024', '--explain', 'nobody'], 1, '没有企业 nobody'],
    [['grade', '--scheme', 'no-such', '--year', '2024'], 1, '没有办法“no-such”；有：'],
    [['grade', '--scheme', 'no-such.yaml', '--year', '2024'], 1, '无法读取 no-such.yaml'],
    [['grade', '--scheme', 'example-ratio-2024', '--year', '24'], 2, '四位年度'],
    [['grade', '--scheme', 'example-ratio-2024', '--year', '2024', '--format', 'pdf'], 2, 'table、csv、json、xlsx'],
    [['grade', '--year', '2024'], 2, '--scheme'],
    [['unheard-of'], 2, 'unheard-of'],
    [['grade', '--scheme', 'huangyan-2022', '--year', '2022'], 1, '2022'],
    [['grade', '--scheme', 'example-ratio-2024', '--year', '2019'], 1, '2019'],
  ])('%j ends with %d and says %s', async (args, status, why) => {
    const ended = await on(sample, ...args);
    expect(ended.err).toContain(why);
    expect(ended.status).toBe(status);
    expect(ended.out).toBe('');
  });
});

describe('muhub scheme check', () => {
  it('passes the schemes that ship', async () => {
    const files = (await readdir('schemes', { recursive: true })).filter((file) => file.endsWith('.yaml') && !file.endsWith('facts.yaml'));
    const { status, out } = await on(sample, 'scheme', 'check', ...files.map((file) => path.join('schemes', file)));
    expect(status).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(files.length);
  });

  it('names line and column of what is wrong', async () => {
    const file = path.join(folder, 'wrong.yaml');
    const text = await readFile('schemes/example-county/ratio-2024.yaml', 'utf8');
    await writeFile(file, text.replace('weight: 35', 'weight: 36').replace('tax.vat_net', 'tax.vat_nett'));
    const { status, err } = await on(sample, 'scheme', 'check', file);
    expect(status).toBe(1);
    expect(err).toMatch(/wrong\.yaml:\d+:\d+ .*tax\.vat_nett/);
    expect(err).toMatch(/wrong\.yaml:\d+:\d+ .*101.*100/);
  });
});

describe('muhub token', () => {
  it('signs what a role may be, and refuses the rest', async () => {
    expect((await on(sample, 'token', '--role', 'tax_officer')).out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(await on(sample, 'token', '--role', 'king')).toMatchObject({ status: 1, out: '' });
    expect(await on(sample, 'token', '--role', 'zone_committee')).toMatchObject({ status: 1, err: expect.stringContaining('zones') });
  });
});

it.each([
  [['--help']],
  [['intake', '--help']],
  [['grade', '--help']],
  [['scheme', 'check', '--help']],
  [['landtax', 'findings', '--help']],
])('%j helps', async (args) => {
  const { status, out } = await on(sample, ...args);
  expect(status).toBe(0);
  expect(out).toContain('用法：');
});
