import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { read, utils, write } from '@e965/xlsx';
import { readFileSync } from 'node:fs';
import { commandLine } from '../cli/command-line.js';
import { freshDatabase } from '../database/fresh-database.js';
import { full } from '../full.js';

/** A copy of a workbook of tasks with answers in its first lines. @returns where it is */
async function filledIn(from: string, to: string, answers: readonly Record<string, string>[]): Promise<string> {
  const book = read(readFileSync(from));
  const [name] = book.SheetNames;
  const rows = utils.sheet_to_json<Record<string, string>>(book.Sheets[name!]!, { defval: '' });
  const filled = rows.map((row, i) => ({ ...row, ...answers[i] }));
  const made = utils.book_new();
  utils.book_append_sheet(made, utils.json_to_sheet(filled), name);
  await writeFile(to, write(made, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return to;
}

/** The first sheet of a workbook. */
function readFileSheet(file: string) {
  const { Sheets, SheetNames } = read(readFileSync(file));
  return Sheets[SheetNames[0]!]!;
}

/** `muhub landtax …` with these settings, for what it prints. */
function landtax(settings: Readonly<Record<string, string>>): (...args: string[]) => Promise<string> {
  const { printed } = commandLine(settings);
  return (...args) => printed('landtax', ...args);
}

it('prints the findings of the sample county', async () => {
  const database = await freshDatabase('sample_hub');
  const run = landtax({ DATABASE_URL: database.url });
  const findings = JSON.parse(await run('findings', '--year', '2024', '--format', 'json')) as Record<string, string | null>[];
  expect(findings).toHaveLength(256);
  expect(findings.find(({ kind }) => kind === 'LEASE_NOT_DECLARED')).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    kind: 'LEASE_NOT_DECLARED',
    unitCode: '339901003020JB01630W00000000',
    sourceId: null,
    holder: null,
    taxpayer: '913399019A7DJ21K6X',
    registeredArea: '1995.45',
    taxableArea: '0',
    differenceArea: '1200',
    taxAtStake: '3600.00',
    explanation: expect.stringMatching(
      /^宗地 339901003020JB01630W00000000（权利人 自然人，宗地面积 1995.45 ㎡，《自然资源_宗地清单.xlsx》.*第 \d+ 行）.*《镇街_厂房出租台账.csv》第 \d+ 行/,
    ),
    status: 'OPEN',
  });
  const wrong = findings.find(({ kind }) => kind === 'WRONG_CLASS')!;
  expect(wrong.explanation).toMatch(/《自然资源_宗地清单.xlsx》.*第 \d+ 行.*《税务局_土地税源明细.xlsx》.*第 \d+ 行/);
  const [header, ...lines] = (await run('findings', '--year', '2024', '--format', 'csv')).trimEnd().split('\r\n');
  expect(header).toBe('编号,种类,不动产单元代码,税源编号,权利人,纳税人,登记面积㎡,应税面积㎡,差异面积㎡,涉及税额元,状态,说明');
  expect(lines).toHaveLength(256);
  await expect(run('findings', '--year', '2006')).rejects.toThrow(
    '2006-12-31 没有有效的土地使用税税额标准；现有：example-county/land-tax-rates.yaml（2007-01-01 至 今）',
  );
});

it('says when rates of two counties hold at once', async () => {
  const database = await freshDatabase('empty_hub');
  const run = landtax({ DATABASE_URL: database.url });
  const folder = await mkdtemp(path.join(tmpdir(), 'muhub-treatments-'));
  const rates = (id: string) =>
    `land_tax_rates: ${id}\ntitle: 标准\njurisdiction: ${id}县\nstatus: example\nsources: [{ document: 示例 }]\nunit: 元/㎡\nperiods: [{ rates: { 一级: 1 } }]\n`;
  for (const id of ['east', 'west']) await writeFile(path.join(folder, `${id}.yaml`), rates(id));
  await expect(run('findings', '--year', '2024', '--treatments', folder)).rejects.toThrow(
    '2 份土地使用税税额标准同时有效：east.yaml（east县）、west.yaml（west县）',
  );
  await rm(folder, { recursive: true });
});

it.runIf(full)('seeks relief without ground only with a scheme', async () => {
  const database = await freshDatabase('sample_hub');
  await database.pool.query(`update tax_land_source set annual_relief = 50 where source_id in ('TD0000001', 'TD0000002', 'TD0000003')`);
  const run = landtax({ DATABASE_URL: database.url });
  const without = JSON.parse(await run('findings', '--year', '2024', '--format', 'json')) as { kind: string }[];
  expect(without.filter(({ kind }) => kind === 'RELIEF_WITHOUT_GROUND')).toEqual([]);
  const grounded = JSON.parse(await run('findings', '--year', '2024', '--scheme', 'example-ratio-2024', '--format', 'json')) as {
    kind: string;
    sourceId: string;
    taxAtStake: string;
    explanation: string;
  }[];
  const relief = grounded.filter(({ kind }) => kind === 'RELIEF_WITHOUT_GROUND');
  expect(relief.map(({ sourceId, taxAtStake }) => `${sourceId} ${taxAtStake}`)).toMatchInlineSnapshot(`
    [
      "TD0000002 50.00",
      "TD0000003 50.00",
    ]
  `);
  expect(relief[1]!.explanation).toMatch(
    /年减免税额 50.00 元，有依据的为 0.00 元（试算，未按公布的评价：评为.类，没有给予减免的在效政策）/,
  );

  // By classes that were not made public nothing is asked of anybody; by a publication it is.
  const { muhub } = commandLine({ DATABASE_URL: database.url });
  const out = await mkdtemp(path.join(tmpdir(), 'muhub-relief-'));
  const pushed = async (date: string, ...by: string[]) => {
    const { err, status } = await muhub('landtax', 'push', '--year', '2024', '--date', date, '--out', out, ...by);
    expect(status).toBe(0);
    const { tasks } = JSON.parse(await readFile(path.join(out, 'tax', `tasks-${date}.json`), 'utf8')) as { tasks: { kind: string }[] };
    return { err, relief: tasks.filter(({ kind }) => kind === 'RELIEF_WITHOUT_GROUND').length };
  };
  expect(await pushed('2026-11-21', '--scheme', 'example-ratio-2024')).toMatchObject({
    relief: 0,
    err: expect.stringContaining('试算的减免疑点 2 条未推送') as string,
  });
  await muhub('publish', '--scheme', 'example-ratio-2024', '--year', '2024', '--document', '示政公告〔2025〕1号');
  const [{ id }] = JSON.parse((await muhub('publications', '--json')).out) as [{ id: number }];
  const published = (await muhub('landtax', 'findings', '--year', '2024', '--publication', String(id), '--format', 'csv')).out;
  expect(published).toMatch(/有依据的为 0.00 元（评为.类/);
  expect(published).not.toContain('试算');
  expect((await pushed('2026-11-22', '--publication', String(id))).relief).toBe(2);
  await rm(out, { recursive: true });
});

it('says when treatments name classes that the scheme does not know', async () => {
  const database = await freshDatabase('sample_hub');
  const folder = await mkdtemp(path.join(tmpdir(), 'muhub-treatments-'));
  await cp('treatments/example-county', folder, { recursive: true });
  const file = path.join(folder, '2024.yaml');
  await writeFile(file, (await readFile(file, 'utf8')).replace('classes: [A], rate: 100', 'classes: [S], rate: 100'));
  const { muhub } = commandLine({ DATABASE_URL: database.url });
  const { err } = await muhub('landtax', 'findings', '--year', '2024', '--scheme', 'example-ratio-2024', '--treatments', folder);
  expect(err).toContain('example-county-2024 的“land-use-tax-a”所列类别 S，办法 example-ratio-2024 中没有（有：A、B、C、D）');
  await rm(folder, { recursive: true });
});

it('pushes tasks, takes results in, lists what is overdue, and makes lists', async () => {
  const database = await freshDatabase('sample_hub');
  const out = await mkdtemp(path.join(tmpdir(), 'muhub-tasks-'));
  const run = landtax({ DATABASE_URL: database.url, MUHUB_DATA_DIR: path.join(out, 'hub') });
  const push = ['push', '--year', '2024', '--date', '2026-11-21', '--out', out];
  expect(await run(...push)).toBe(`${out}/tax/tasks-2026-11-21.json：253 项任务\n${out}/land/tasks-2026-11-21.json：3 项任务\n`);
  const file = path.join(out, 'land', 'tasks-2026-11-21.json');
  const before = await readFile(file, 'utf8');
  const sheets = await readdir(path.join(out, 'tax', 'tasks-2026-11-21'));
  const counts = sheets.map((name) => utils.sheet_to_json(readFileSheet(path.join(out, 'tax', 'tasks-2026-11-21', name))).length);
  expect(counts.length).toBeGreaterThan(3);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(253);
  const sheet = path.join(out, 'tax', 'tasks-2026-11-21', sheets[0]!);
  const filled = await filledIn(sheet, path.join(out, '填好.xlsx'), [
    { 结果: '属实', 办理日期: '2026/12/1', 办理人: '第一税务所' },
    { 结果: '不属实', 办理日期: '2026-12-01', 办理人: '第一税务所', 理由: '已拆除', 用地问题: '未批先占' },
  ]);
  await run(...push);
  expect(await readFile(file, 'utf8')).toBe(before);
  const { tasks } = JSON.parse(before) as { tasks: { id: string; due: string }[] };
  expect(tasks[0]!.due).toBe('2026-12-21');
  const results = path.join(out, 'results-2026-12-01.json');
  await writeFile(results, JSON.stringify({ results: [{ id: tasks[0]!.id, result: 'CONFIRMED', date: '2026-12-01', by: '自然资源局' }] }));
  expect(await run('results', results)).toBe(`${results}：共 1 条，新收 1，此前已收 0，转请自然资源部门更正 0\n`);
  expect(await run('results', filled)).toBe(`${filled}：共 2 条，新收 2，此前已收 0，转请自然资源部门更正 1\n`);
  expect(await run('results', filled)).toBe(`${filled}：共 2 条，新收 0，此前已收 2，转请自然资源部门更正 0\n`);
  const wrong = await filledIn(sheet, path.join(out, '填错.xlsx'), [{ 结果: '也许', 办理日期: '2026-12-01', 办理人: '所' }]);
  await expect(run('results', wrong)).rejects.toThrow(/第 1 条（.*） result：应为 CONFIRMED、REJECTED 之一/);
  expect((await run('overdue', '--date', '2026-12-22')).trimEnd().split('\n')).toHaveLength(1 + 253);
  const findings = JSON.parse(await run('findings', '--year', '2024', '--format', 'json')) as { id: string; status: string }[];
  expect(findings.find(({ id }) => id === tasks[0]!.id)!.status).toBe('CONFIRMED');
  expect(findings.filter(({ status }) => status === 'PUSHED')).toHaveLength(253);
  const lists = ['lists', '--year', '2024', '--scheme', 'example-ratio-2024', '--out', path.join(out, 'lists')];
  expect(await run(...lists)).toMatch(
    /城镇土地使用税减免清单-2024-第1版：\d+ 行，合计 [\d.]+ 元，sm3:[0-9a-f]{64}（首版）\n.*差别化电价.*\n.*差别化水价/,
  );
  expect(await run(...lists)).toMatch(/（与上一版相同）\n.*（与上一版相同）\n.*（与上一版相同）/);
  expect(await readdir(path.join(out, 'lists'))).toHaveLength(6);
  const acts = await database.pool.query<{ act: string }>(
    `select department || ' ' || action || ' ' || count(*) as act from audit_event where action ~ 'TASKS|RESULTS|LIST' group by department, action order by 1`,
  );
  expect(acts.rows.map(({ act }) => act)).toEqual([
    'land RESULTS_RECEIVED 3',
    'land TASKS_PUSHED 2',
    'tax LIST_EXPORTED 2',
    'tax RESULTS_RECEIVED 3',
    'tax TASKS_PUSHED 2',
    'utilities LIST_EXPORTED 4',
  ]);
  await rm(out, { recursive: true });
});

it('measures what land brings', async () => {
  const database = await freshDatabase('sample_hub');
  const run = landtax({ DATABASE_URL: database.url });
  const measured = JSON.parse(await run('yield', '--year', '2024', '--scheme', 'example-ratio-2024')) as {
    byClass: { key: string; relief: string; before: string; after: string }[];
    byZone: { relief: string }[];
    potential: Record<string, string>;
    lowEfficiency: { taxPerMu: string; threshold: string }[];
  };
  const a = measured.byClass.find(({ key }) => key === 'A')!;
  expect(Number(a.after)).toBeCloseTo(0, 2);
  const total = (rows: { relief: string }[]) => rows.reduce((sum, { relief }) => sum + Number(relief), 0);
  expect(total(measured.byClass)).toBeCloseTo(total(measured.byZone), 2);
  expect(total(measured.byClass)).toBeCloseTo(30090690.3, 2);
  expect(Number(measured.potential.more)).toBeGreaterThan(0);
  expect(measured.lowEfficiency.length).toBeGreaterThan(0);
  expect(measured.lowEfficiency.every(({ taxPerMu, threshold }) => Number(taxPerMu) < (threshold.includes('2万') ? 2 : 4))).toBe(true);
});

it('checks policy files with line and column', async () => {
  const { muhub, printed } = commandLine({});
  expect(await printed('landtax', 'check', 'treatments/zhejiang/2019-62.yaml')).toBe(
    'treatments/zhejiang/2019-62.yaml：没有问题（zhejiang-2019-62，浙江省制造业企业城镇土地使用税差别化减免）\n',
  );
  const folder = await mkdtemp(path.join(tmpdir(), 'muhub-check-'));
  const file = path.join(folder, 'x.yaml');
  await writeFile(file, 'hello: 1\n');
  const { status, err } = await muhub('landtax', 'check', file);
  expect(status).toBe(1);
  expect(err).toContain(`${file}:1:1 看不出是哪一种文件`);
  await rm(folder, { recursive: true });
});
