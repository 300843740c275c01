import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../database/fresh-database.js';
import { full } from '../full.js';
import { makeCreditCode } from '../handover/make-code.js';
import { makeWorkbook, makeZip, rowsOf, workbookParts } from '../handover/make-workbook.js';
import { measured } from './peak-memory.js';

/** HANDOVER.md, Bounds. */
const MOST_ABOVE_IDLE = 300;
const HEADER = ['统一社会信用代码', '单位名称', '年度', '年平均职工人数', '参保人数'];
const MIB = 1024 * 1024;

let folder: string;
let settings: Record<string, string>;
let idle = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'muhub-peak-'));
  const { url } = await freshDatabase('empty_hub');
  settings = { DATABASE_URL: url, MUHUB_DATA_DIR: path.join(folder, 'data') };
  await writeFile(path.join(folder, '小.csv'), `${HEADER.join()}\n${makeCreditCode(1)},甲,2024,3,2\n`);
  await measured(['intake', '--dry-run', path.join(folder, '小.csv')], settings);
  idle = (await measured(['intake', '--dry-run', path.join(folder, '小.csv')], settings)).peak;
});
afterAll(() => rm(folder, { recursive: true }));

type Content = Buffer | (() => Generator<string | Buffer>);

/** The same piece over and over. */
const over = (piece: string | Buffer, times: number, before = '') =>
  function* (): Generator<string | Buffer> {
    if (before !== '') yield before;
    const [some, each] = [Math.max(1, Math.floor(MIB / piece.length)), Buffer.from(piece)];
    const block = Buffer.concat(Array.from({ length: Math.min(some, times) }, () => each));
    for (let left = times; left > 0; left -= some) yield left >= some ? block : block.subarray(0, left * each.length);
  };
const lines = (count: number, line: (n: number) => string) =>
  function* (): Generator<string> {
    yield `${HEADER.join()}\n`;
    for (let from = 0; from < count; from += 1_000)
      yield Array.from({ length: Math.min(1_000, count - from) }, (_, n) => `${line(from + n)}\n`).join('');
  };
const sheet = (rows: string, shared?: string) =>
  makeWorkbook(
    [{ name: '表', part: `<worksheet><sheetData>${rowsOf([HEADER])}${rows}</sheetData></worksheet>` }],
    shared === undefined ? {} : { shared },
  );
const bomb = (megabytes: number, said: number) => {
  const size = { size: said };
  return makeZip([...workbookParts([{ name: '表' }]), { name: 'x', content: Buffer.alloc(megabytes * MIB), local: size, listed: size }]);
};

/** How large each is in the suite that everybody runs (undefined: not in it) and in the full one. */
const HOSTILE: readonly (readonly [
  what: string,
  name: string,
  small: number | undefined,
  large: number,
  make: (size: number) => Content,
  code: string,
])[] = [
  ['bad lines', '坏.csv', undefined, 2_000_000, (n) => lines(n, (each) => `${makeCreditCode(each)},甲,二〇二四,x,y`), 'YEAR_INVALID'],
  [
    'lines of one key',
    '重.csv',
    undefined,
    2_000_000,
    (n) => lines(n, (each) => `${makeCreditCode(1)},甲,2024,${each},2`),
    'DUPLICATE_CONFLICT',
  ],
  [
    'lines of keys that come twice',
    '双.csv',
    undefined,
    1_000_000,
    (n) => lines(n, (each) => `${makeCreditCode(each >> 1)},甲,2024,${each},2`),
    'DUPLICATE_CONFLICT',
  ],
  [
    'good lines, all unknown',
    '好.csv',
    undefined,
    1_999_999,
    (n) => lines(n, (each) => `${makeCreditCode(each)},甲,2024,3,2`),
    'UNKNOWN_ENTERPRISE',
  ],
  ['MB of commas', '逗.csv', 20, 200, (n) => over(',', n * MIB), 'FILE_TOO_LARGE'],
  ['MB of one line', '长.csv', undefined, 250, (n) => over('a', n * MIB), 'FILE_TOO_LARGE'],
  ['MB of an open quote', '引.csv', undefined, 250, (n) => over('a', n * MIB, `${HEADER.join()}\n"`), 'FILE_MALFORMED'],
  ['MB more than may be', '大.csv', undefined, 500, (n) => over('a', n * MIB), 'FILE_TOO_LARGE'],
  ['MB of lines of commas', '格.csv', undefined, 250, (n) => over(`${','.repeat(999)}\n`, n * 1024, `${HEADER.join()}\n`), ''],
  ['MB of quotes', '号.csv', undefined, 250, (n) => over('"', n * MIB), 'FILE_TOO_LARGE'],
  ['MB of footers', '注.csv', undefined, 24, (n) => over('注：无,,,,\n', n * 70_000, `${HEADER.join()}\n`), 'FOOTER_ROW'],
  ['MB that unpack to more than they say', '炸.xlsx', undefined, 400, (n) => bomb(n, 10), 'FILE_MALFORMED'],
  ['MB of which it is said that they are 2 GB', '报.xlsx', undefined, 400, (n) => bomb(n, 2 ** 31), 'FILE_TOO_LARGE'],
  ['MB of cells', '格.xlsx', undefined, 400, (n) => sheet(`<row>${'<c><v>1</v></c>'.repeat(900)}</row>`.repeat((n * MIB) / 14_000)), ''],
  ['MB of rows without cells', '空.xlsx', undefined, 400, (n) => sheet('<row/>'.repeat((n * MIB) / 6)), 'FILE_TOO_LARGE'],
  ['MB of one cell', '胖.xlsx', undefined, 400, (n) => sheet(`<row><c t="str"><v>${'a'.repeat(n * MIB)}`), 'FILE_TOO_LARGE'],
  ['MB of shared texts', '共.xlsx', undefined, 60, (n) => sheet('', '<si><t>甲</t></si>'.repeat((n * MIB) / 20)), ''],
  ['MB of tags within tags', '标.xlsx', undefined, 200, (n) => sheet('<a>'.repeat((n * MIB) / 3)), 'FILE_MALFORMED'],
  ['MB of one attribute', '性.xlsx', undefined, 200, (n) => sheet(`<row a="${'a'.repeat(n * MIB)}"/>`), ''],
  ['MB of one comment', '评.xlsx', undefined, 200, (n) => sheet(`<!--${'a'.repeat(n * MIB)}-->`), ''],
  [
    'MB of merges',
    '合.xlsx',
    undefined,
    200,
    (n) =>
      makeWorkbook([
        {
          name: '表',
          part: `<worksheet><sheetData>${rowsOf([HEADER])}</sheetData><mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat((n * MIB) / 24)}</mergeCells></worksheet>`,
        },
      ]),
    '',
  ],
];

const ONLY = process.env['MUHUB_HOSTILE'];

describe.runIf(process.platform === 'linux')('the most memory that a command holds', () => {
  it.each(HOSTILE.filter(([what, , small]) => (ONLY ? what.includes(ONLY) : full || small !== undefined)))(
    `is within ${MOST_ABOVE_IDLE} MiB above an idle one’s, whatever a file holds: %s`,
    async (what, name, small, large, make, code) => {
      const file = path.join(folder, name);
      const content = make(full ? large : (small ?? large));
      if (Buffer.isBuffer(content)) await writeFile(file, content);
      else await pipeline(Readable.from(content()), createWriteStream(file));
      const { out, peak, seconds, status } = await measured(['intake', '--dry-run', '--json', file], settings);
      await rm(file);
      if (full)
        process.stderr.write(`${what}: ${Math.round(peak - idle)} MiB above ${Math.round(idle)}, ${seconds.toFixed(1)} s, ${status}\n`);
      expect(out).toContain(code);
      expect(peak - idle).toBeLessThan(MOST_ABOVE_IDLE);
    },
  );
});
