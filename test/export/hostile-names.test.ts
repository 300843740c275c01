import { read, utils } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { column, wholeFile } from './whole-file.js';

const HOSTILE = [
  "=cmd|' /C calc'!A0",
  '+SUM(A1:A9)',
  '-2+3',
  '@SUM(A1)',
  ' =1+1',
  '\t=1+1',
  '\r\n=1+1',
  '\ufeff=1+1',
  '＝1＋1有限公司',
  '＋厂',
  '－厂',
  '＠厂',
];
const ODD = ['甲"乙",丙;丁\n戊', '<b>&amp;</b>', '_x0041_厂', '铃\u0007与\u0000与\u001f', '回\r车', '㐀𠀀龘厂', ']]>'];
const PLAIN = ['示例县甲机械有限公司', "'甲", '甲=乙', '-12.50', '0012'];
const NAMES = [...HOSTILE, ...ODD, ...PLAIN];
const columns = [column('name', 'String'), column('rank', 'Int')];
const rows = NAMES.map((name, rank) => [name, rank]);

it.each(['utf-8', 'gb18030'] as const)('a CSV in %s holds every name, and none that a spreadsheet would run', async (encoding) => {
  const text = new TextDecoder(encoding, { fatal: true }).decode(await wholeFile('csv', columns, rows, encoding));
  const [, ...lines] = parse(text) as string[][];
  expect(lines.map(([name]) => name)).toEqual([...HOSTILE.map((name) => `'${name}`), ...ODD, ...PLAIN]);
  expect(lines.map(([, rank]) => rank)).toEqual(NAMES.map((_, rank) => String(rank)));
  expect(new Set(lines.map(([, , mark]) => mark))).toEqual(
    new Set(["'=evil()（zone_committee） 2026-11-22T09:00:00+08:00 用途：+试用 数据版本 11"]),
  );
});

it('a workbook holds every name as it stands, as text and no formula', async () => {
  const book = read(await wholeFile('xlsx', columns, rows), { cellFormula: true });
  const sheet = book.Sheets['数据']!;
  const cells = NAMES.map((_, index) => sheet[utils.encode_cell({ c: 0, r: index + 1 })] as { t: string; v: string; f?: string });
  // The reader makes one line end of two characters; what is written is held by xlsx-cell.test.ts.
  expect(cells.map(({ v }) => v)).toEqual(NAMES.map((name) => name.replace('\r\n', '\n')));
  expect(new Set(cells.map(({ t }) => t))).toEqual(new Set(['s']));
  const all = book.SheetNames.flatMap((name) => Object.entries(book.Sheets[name]!)).filter(([at]) => !at.startsWith('!')) as [
    string,
    { f?: string },
  ][];
  expect(all.filter(([, cell]) => cell.f !== undefined)).toEqual([]);
});

it('a workbook that a name does not fit into is refused as a request beyond a limit', async () => {
  const refused = wholeFile('xlsx', columns, [['长'.repeat(32_768), 1]]);
  await expect(refused).rejects.toThrow('有一格超过 32767 个字符，XLSX 装不下：请改用 csv 或 json');
  await expect(refused).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED', status: 413 });
});
