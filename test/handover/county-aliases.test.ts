import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAliases, withAliases } from '../../src/handover/county-aliases.js';
import { commandLine } from '../cli/command-line.js';
import { freshDatabase } from '../database/fresh-database.js';
import { counts, datasets, readFile } from './county-datasets.js';
import { makeCreditCode } from './make-code.js';

const said = 'by: 县统计局, document: 县统〔2024〕3号';
const file = (...aliases: string[]) => `aliases:\n${aliases.map((alias) => `  - { ${alias} }\n`).join('')}`;
const TABLE = `统一社会信用代码,单位名称,年度,主营业务收入（元）,工业增加值\n${makeCreditCode(1)},甲厂,2024,50000,2\n`;

describe('what offices of a county call columns', () => {
  it('is read as the columns that it means', async () => {
    const parsed = parseAliases(file(`dataset: statistics.annual, label: 主营业务收入, means: 营业收入, ${said}`), '某县.yaml', datasets);
    expect(parsed).toMatchObject({
      jurisdiction: '某县',
      aliases: [{ label: '主营业务收入', by: '县统计局', document: '县统〔2024〕3号' }],
    });
    const { aliases } = parsed as Exclude<typeof parsed, { problems: unknown }>;
    expect((await readFile(TABLE, { datasets: withAliases(datasets, aliases) })).accepted[0]!.values['revenue']).toBe('5');
    expect(counts(await readFile(TABLE))).toEqual({ UNKNOWN_COLUMN: 1 });
  });

  it.each([
    [`dataset: statistics.monthly, label: 收入, means: 营业收入, ${said}`, 2, 16, '没有数据集“statistics.monthly”'],
    [`dataset: statistics.annual, label: 收入, means: 收入合计, ${said}`, 2, 53, '没有列“收入合计”'],
    [`dataset: statistics.annual, label: R＆D 经费支出, means: 营业收入, ${said}`, 2, 42, '已有列名或别名'],
    [`dataset: statistics.annual, label: 收入, means: 营业收入, by: 县统计局`, 2, 5, '缺少“document”'],
    [`dataset: statistics.annual, label: 收入, means: 营业收入, since: 2024, ${said}`, 2, 59, '不认识的键“since”'],
  ])('is refused where it cannot be meant: %s', (alias, line, column, message) => {
    expect(parseAliases(file(alias), '某县.yaml', datasets)).toMatchObject({
      problems: [{ file: '某县.yaml', line, column, message: expect.stringContaining(message) as string }],
    });
  });

  it('has each label once', () => {
    const twice = ['营业收入', '工业增加值'].map((means) => `dataset: statistics.annual, label: 收入, means: ${means}, ${said}`);
    expect(parseAliases(file(...twice), 'x.yaml', datasets)).toMatchObject({ problems: [{ line: 3 }] });
  });

  it('ships for the example county without a problem', () => {
    const text = readFileSync('handover/example-county.yaml', 'utf8');
    expect(parseAliases(text, 'example-county.yaml', datasets)).toMatchObject({ jurisdiction: '示例县' });
  });
});

describe('muhub intake', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'muhub-aliases-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reads by the aliases of the county that it serves, and by none that are at fault', async () => {
    const database = await freshDatabase('empty_hub');
    const table = path.join(folder, 'table.csv');
    writeFileSync(table, TABLE);
    writeFileSync(path.join(folder, '某县.yaml'), file(`dataset: statistics.annual, label: 主营业务收入, means: 营业收入, ${said}`));
    const settings = { DATABASE_URL: database.url, MUHUB_HANDOVER_DIR: folder };
    const { muhub } = commandLine(settings);
    const unknown = async (...county: string[]) => {
      const [{ issues }] = JSON.parse((await muhub('intake', table, '--dry-run', '--json', ...county)).out) as [{ issues: object }];
      return 'UNKNOWN_COLUMN' in issues;
    };
    expect([await unknown(), await unknown('--county', '某县'), await unknown('--county', '他县')]).toEqual([true, false, true]);
    writeFileSync(path.join(folder, 'wrong.yaml'), file(`dataset: none, label: 收入, means: 收入, ${said}`));
    const { status, err } = await muhub('intake', table, '--county', '某县');
    expect([status, err]).toEqual([1, expect.stringContaining('wrong.yaml:2:16')]);
  });
});
