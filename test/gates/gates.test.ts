import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ESLint } from 'eslint';
import { check, resolveConfig } from 'prettier';
import { afterAll, describe, expect, it } from 'vitest';
import { openDocuments } from '../../src/cli/open-documents.js';
import { full } from '../full.js';
import { driftedTables } from './migration-drift.js';
import { breakingChanges, currentSdl } from './schema-changes.js';

// Inside the project: drizzle-kit and eslint look for their packages from the files they read.
const scratch = mkdtempSync(path.resolve('test/gates/.scratch-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const ANY = '@access(roles: ["dashboard"])';
const table = (rows: string) => `@access(roles: ["dashboard"], rows: "${rows}")`;

/** The rules that a text would break in that place. Where CI is set the parser would read the file there instead of the text. */
async function lint(text: string, filePath: string): Promise<(string | null)[]> {
  const overrideConfig = { languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } } };
  const [result] = await new ESLint({ overrideConfig }).lintText(text, { filePath });
  return result!.messages.map(({ ruleId }) => ruleId);
}

describe('each gate can fail', () => {
  it('migration drift: a table that no migration makes', () => {
    const table = path.join(scratch, 'new-table.ts');
    writeFileSync(
      table,
      `import { pgTable, text } from 'drizzle-orm/pg-core';\nexport const extra = pgTable('extra', { id: text('id') });\n`,
    );
    expect(driftedTables(path.relative('.', table), 'drizzle')).toContain('public.extra');
  });

  it('browsers: what those of offices do not know', async () => {
    expect(await lint('export const copy = (value: object) => structuredClone(value);\n', 'web/words/figures.ts')).toEqual([
      'compat/compat',
    ]);
    expect(await lint('export const round = (value: number) => Math.trunc(value);\n', 'web/words/figures.ts')).toEqual([]);
  });

  it('schema changes: a field that is taken away, a type that is narrowed', () => {
    const published = currentSdl();
    expect(breakingChanges(published, published)).toEqual([]);
    const taken = published.replace('vatNet: Decimal', 'vatGross: Decimal');
    expect(breakingChanges(published, taken)).toEqual(['TaxRecord.vatNet was removed.']);
  });

  it.each([
    [
      'a field that is gone',
      `# 甲\nquery Q ${ANY} { schemes { id headline } }`,
      '第 2 行第 54 列：Cannot query field "headline" on type "Scheme".',
    ],
    ['rows that are not there', `# 甲\nquery Q ${table('schemes.nodes')} { schemes { id } }`, 'rows 的 schemes.nodes 不在文档中'],
    [
      'a list in pages that cannot be read on',
      `# 甲\nquery Q ${table('parcels.nodes')} { parcels { pageInfo { hasNextPage endCursor } nodes { unitCode } } }`,
      'parcels 应写 first: $first, after: $after，以便逐页读取',
    ],
    [
      'a page that does not say where it ends',
      `# 甲\nquery Q($first: Int, $after: String) ${table('parcels.nodes')} { parcels(first: $first, after: $after) { nodes { unitCode } } }`,
      'parcels 应选取 pageInfo { hasNextPage endCursor }，以便逐页读取',
    ],
    [
      'columns of one name',
      `# 甲\nquery Q ${table('schemes')} { schemes { a: id ...F } } fragment F on Scheme { a: id }`,
      '有两列都叫 a，请用别名区分',
    ],
    [
      'a role that there is not',
      '# 甲\nquery Q @access(roles: ["mayor"]) { schemes { id } }',
      expect.stringContaining('第 2 行第 25 列：没有角色 mayor'),
    ],
    [
      'an argument that there is not',
      '# 甲\nquery Q @access(roles: ["dashboard"], role: "x") { schemes { id } }',
      '第 2 行第 39 列：@access 没有参数 role；可写 roles、purposes、rows',
    ],
    [
      'roles that are no list',
      '# 甲\nquery Q @access(roles: "dashboard") { schemes { id } }',
      '第 2 行第 24 列：roles 应为至少一项的列表，如 ["…"]',
    ],
    ['no role', '# 甲\nquery Q @access(roles: []) { schemes { id } }', '第 2 行第 24 列：roles 应为至少一项的列表，如 ["…"]'],
    [
      'a role by variable',
      '# 甲\nquery Q($r: String!) @access(roles: [$r]) { schemes { id } }',
      '第 2 行第 38 列：roles 的每一项应为写在引号内的文字，不能是变量',
    ],
    ['nobody named', '# 甲\nquery Q { schemes { id } }', expect.stringContaining('第 2 行第 1 列：没有写明给谁')],
    [
      'nobody named but for what',
      '# 甲\nquery Q @access(purposes: ["亩均评价"]) { schemes { id } }',
      '第 2 行第 9 列：@access 须写明 roles',
    ],
    ['two operations', `query Q ${ANY} { schemes { id } } query R { schemes { id } }`, '文档应恰有一个操作（query 或 mutation）'],
    ...[
      '# roles: dashboard',
      '#roles:dashboard',
      '# roles：dashboard',
      '# Roles: dashboard',
      '  # roles : dashboard',
      '\n# ROLES= dashboard',
      '\uFEFF# ｒｏｌｅｓ： dashboard',
      '# x\r# roles: dashboard',
    ].map((head): [string, string, unknown] => [
      `a head comment ${JSON.stringify(head)}`,
      `${head}\nquery Q ${ANY} { schemes { id } }`,
      expect.stringMatching(/^第 \d 行第 \d 列：注释中的 .* 不起作用：请写到操作上，如 query … @access\(roles: \["zone_committee"\]\)/),
    ]),
    ['a broken text', '# 甲\nquery Q { schemes { id }', expect.stringContaining('语法有误')],
  ])('documents: %s', async (_, text, problem) => {
    const folder = mkdtempSync(path.join(scratch, 'documents-'));
    const write = (name: string, content: string) => writeFileSync(path.join(folder, name), content);
    write('good.graphql', `# 甲\nquery Q ${table('schemes')} { schemes { id title } }`);
    write('bad.graphql', text);
    const said: string[] = [];
    const documents = await openDocuments(folder, (line) => said.push(line.replace('查询文档未登记：bad.graphql：', '')));
    expect(said).toEqual([problem]);
    expect(documents.all.map(({ name }) => name)).toEqual(['good']);
  });

  it.runIf(full).each([
    [
      'a promise that nobody waits for',
      'async function f(): Promise<void> {}\nexport function g(): void {\n  f();\n}\n',
      'no-floating-promises',
    ],
    ['an any', 'export const a: any = 1;\n', 'no-explicit-any'],
    ['a console', 'console.log(1);\n', 'no-console'],
    ['the environment outside config', 'export const home = process.env.HOME;\n', 'no-restricted-properties'],
  ])('lint: %s', async (_, text, rule) => {
    expect(await lint(text, path.resolve('src/audit/event.ts'))).toContainEqual(expect.stringContaining(rule));
  });

  it('form: a line that Prettier would break', async () => {
    const filepath = path.resolve('src/audit/event.ts');
    const options = { ...(await resolveConfig(filepath)), filepath };
    expect(await check("export const a = ['b'];\n", options)).toBe(true);
    expect(await check('export const a = ["b"]\n', options)).toBe(false);
    expect(await check(`export const a = [${"'b', ".repeat(40)}'b'];\n`, options)).toBe(false);
  });

  it.runIf(full)('words: one that neither a dictionary nor the glossary knows', async () => {
    const file = path.join(scratch, 'words.ts');
    writeFileSync(file, '/** What an enterprise is owed, in 亩. */\nexport const parzel = 1;\n');
    const args = ['--no-progress', '--no-summary', '--words-only', '--dot', '--config', 'cspell.json', file];
    const checked = promisify(execFile)('node_modules/.bin/cspell', args);
    await expect(checked).rejects.toMatchObject({ code: 1, stdout: 'parzel\n' });
  });
});
