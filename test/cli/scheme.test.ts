import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../database/fresh-database.js';
import { commandLine } from './command-line.js';
import { dataFolder, forget } from './hub-process.js';

let folder: string;
beforeAll(async () => {
  folder = await dataFolder();
});
afterAll(() => forget(folder));

const { muhub } = commandLine({});

describe('muhub scheme show', () => {
  it('prints the page of a scheme, by id and by file', async () => {
    const page = await readFile('docs/schemes/huangyan-2022.md', 'utf8');
    for (const named of ['huangyan-2022', 'schemes/huangyan/2022.yaml']) {
      expect(await muhub('scheme', 'show', named)).toMatchObject({ status: 0, out: page });
    }
    expect(page).toContain('| 亩均税收 | 评价税收 ÷ 实际用地面积 | 万元/亩 | 30 | 数值 ÷ 基准值 × 权重 | 24.097 |');
  });

  it('refuses what is no scheme, and a wrong file with its line', async () => {
    const wrong = path.join(folder, 'wrong.yaml');
    await writeFile(wrong, (await readFile('schemes/huangyan/2022.yaml', 'utf8')).replace('weight: 30', 'weight: 31'));
    expect(await muhub('scheme', 'show', 'no-such')).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringContaining('没有办法“no-such”'),
    });
    expect(await muhub('scheme', 'show', wrong)).toMatchObject({ status: 1, err: expect.stringMatching(/wrong\.yaml:\d+:\d+ .*101/) });
    expect(await muhub('scheme', 'show')).toMatchObject({ status: 2 });
  });
});

describe('muhub scheme check', () => {
  it('says what is hardly meant, with its place, though it can be run', async () => {
    const file = path.join(folder, 'doubtful.yaml');
    await writeFile(file, (await readFile('schemes/jingde/example-2024.yaml', 'utf8')).replace('A: 50', 'A: 101'));
    expect(await muhub('scheme', 'check', file)).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringMatching(/doubtful\.yaml:\d+:\d+ groups\/above\/classes\/at_least\/A：A档要 101 分/),
    });
  });

  it('says to the owner which figures totals and points would give back, and passes all the same', async () => {
    const checked = await muhub('scheme', 'check', 'schemes/hefei-hitech/example-2024.yaml', 'schemes/hefei-hitech/2023.yaml');
    expect(checked).toMatchObject({
      status: 0,
      err: expect.stringContaining('  规上和实际用地5亩以上：本组总分可反推 税务：增值税净入库（万元）\n'),
    });
    expect(checked.out.trim().split('\n')).toHaveLength(2);
  });

  it('says of a file in another encoding what it is', async () => {
    const file = path.join(folder, 'gbk.yaml');
    await writeFile(file, Buffer.from([0x74, 0x69, 0x74, 0x6c, 0x65, 0x3a, 0x20, 0xca, 0xbe, 0xc0, 0xfd, 0x0a]));
    expect(await muhub('scheme', 'check', file)).toMatchObject({
      status: 1,
      err: expect.stringContaining('文件不是 UTF-8 编码（可能是 GBK）'),
    });
  });
});

describe('muhub scheme diff', () => {
  it('says in words what changed between two years, and that nothing did', async () => {
    const { status, out } = await muhub('scheme', 'diff', 'huangyan-2021', 'huangyan-2022');
    expect(status).toBe(0);
    expect(out.split('\n')[0]).toBe('huangyan-2021 → huangyan-2022：10 处不同');
    expect(out).toContain('- 规下“亩均税收”：基准值由 16.601058 降低到 11.5932\n');
    expect((await muhub('scheme', 'diff', 'huangyan-2022', 'schemes/huangyan/2022.yaml')).out).toBe(
      'huangyan-2022 → huangyan-2022：没有不同\n',
    );
  });
});

describe('published methods on the records of the sample county', () => {
  it('last year’s taxes on last year’s land make the benchmark; a partial scheme is refused with what it lacks', async () => {
    const { url } = await freshDatabase('sample_hub');
    const sample = commandLine({ DATABASE_URL: url });
    const grade = (scheme: string) => sample.muhub('grade', '--scheme', scheme, '--year', '2024', '--format', 'json');
    const { status, out } = await grade('example-huaian-2024');
    expect(status).toBe(0);
    const { groups } = JSON.parse(out) as {
      groups: { ranked: number; classes: Record<string, number>; benchmarks: Record<string, string> }[];
    };
    expect(Number(groups[0]!.benchmarks['tax_per_mu'])).toBeGreaterThan(0);
    expect(Object.keys(groups[0]!.classes)).toEqual(['A', 'B', 'C', 'D']);
    expect(await grade('huaian-2024')).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringContaining('groups/all/indicators/green/points/benchmark'),
    });
    expect(await grade('qingyang-classes')).toMatchObject({ status: 1, out: '', err: expect.stringContaining('years') });
  });
});
