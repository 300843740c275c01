import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as xlsx from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { freshDatabase } from '../database/fresh-database.js';
import { commandLine, type Ran } from './command-line.js';
import { dataFolder, forget } from './hub-process.js';

// Codes of a fictional county; both check digits hold.
const [A, B] = ['9133990144LEKL1AXK', '91339901504G8CHDXP'];
const HEADER = ['统一社会信用代码', '单位名称', '年度', '年平均职工人数', '参保人数'];

let folder: string;
let database: Database;
let muhub: (...args: string[]) => Promise<Ran>;
const at = (name: string) => path.join(folder, 'files', name);

beforeAll(async () => {
  folder = await dataFolder();
  database = await freshDatabase('empty_hub');
  ({ muhub } = commandLine({ DATABASE_URL: database.url, MUHUB_DATA_DIR: folder }));
  await mkdir(path.dirname(at('x')), { recursive: true });
  await writeFile(at('用工.csv'), [HEADER.join(','), `${A},甲,2024,十二,3`, `${B},乙,2024,5,4`, `${B},乙,明年,7,6`].join('\n'));
  await writeFile(at('没有表头.csv'), '什么也不是\n1\n');
});
afterAll(() => forget(folder));

type Sheet = readonly [name: string, rows: string[][]];

async function sheetsOf(file: string): Promise<Sheet[]> {
  const book = xlsx.read(await readFile(file), { cellStyles: true });
  return book.SheetNames.map((name) => [name, xlsx.utils.sheet_to_json<string[]>(book.Sheets[name]!, { header: 1, defval: '' })] as const);
}

const states = async () => (await database.pool.query('select line, state from quarantine order by id')).rows as unknown;

describe('muhub intake --report', () => {
  it('writes what waits as it was handed over, with what is wrong, and what was refused; also of a dry run', async () => {
    const files = [at('用工.csv'), at('没有表头.csv')];
    await muhub('intake', ...files, '--dry-run', '--report', at('试.xlsx'));
    expect((await sheetsOf(at('试.xlsx'))).map(([name]) => name)).toEqual(['1 用工.csv', '提示 2 用工.csv', '提示 3 没有表头.csv']);
    expect(await states()).toEqual([]);
    const { status } = await muhub('intake', ...files, '--report', at('报告.xlsx'));
    expect(status).toBe(1);
    const [[, waiting], [, warned], [, refused]] = (await sheetsOf(at('报告.xlsx'))) as [Sheet, Sheet, Sheet];
    const { rows } = await database.pool.query<{ id: string }>('select id from handover order by id limit 1');
    const id = String(rows[0]!.id);
    expect(waiting).toEqual([
      [...HEADER, '问题', '报送编号', '原行号'],
      [A, '甲', '2024', '十二', '3', expect.stringContaining('不是数字'), id, '2'],
      [B, '乙', '明年', '7', '6', expect.stringContaining('不是有效年度'), id, '4'],
    ]);
    expect(warned).toEqual([
      ['行号', '栏目', '内容', '说明'],
      ['3', '统一社会信用代码', B, expect.stringContaining('企业名录中没有')],
    ]);
    expect(refused).toEqual([
      ['行号', '栏目', '内容', '说明'],
      ['', '', '', expect.stringContaining('没有可识别的表头')],
    ]);
  });

  it('is handed in again after mending: the lines that it names are closed, and it says nothing of its own columns', async () => {
    const book = xlsx.read(await readFile(at('报告.xlsx')));
    const sheet = book.Sheets[book.SheetNames[0]!]!;
    sheet['D2'] = { t: 's', v: '12' };
    await writeFile(at('更正.xlsx'), xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    const { out } = await muhub('intake', at('更正.xlsx'), '--json', '--report', at('仍有.xlsx'));
    expect(JSON.parse(out)).toMatchObject([
      { status: 'accepted', rows: 2, accepted: 1, quarantined: 1, issues: { UNKNOWN_ENTERPRISE: 1, YEAR_INVALID: 1 } },
    ]);
    const [[, left]] = (await sheetsOf(at('仍有.xlsx'))) as [Sheet];
    expect(left[0]).toEqual([...HEADER, '问题', '报送编号', '原行号']);
    expect(left[1]!.slice(-1)).toEqual(['1 用工.csv!3']);
    expect(await states()).toEqual([
      { line: 2, state: 'MENDED' },
      { line: 4, state: 'MENDED' },
      { line: 3, state: 'WAITING' },
    ]);
    const { rows } = await database.pool.query(
      `select detail->'mended' as mended from audit_event where action = 'HANDOVER_ACCEPTED' order by sequence`,
    );
    expect(rows).toEqual([{ mended: null }, { mended: 2 }]);
  });

  it('says in words where it cannot be written', async () => {
    const { status, err } = await muhub('intake', at('用工.csv'), '--report', at('没有/这里.xlsx'));
    expect(status).toBe(1);
    expect(err).toContain('无法写入');
  });
});
