import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/handover/limits.js';
import { readHandovers } from '../../src/handover/read-handover.js';
import { full, runs } from '../full.js';
import { counts, datasets, declaredFacts, eventCodes, readFile } from './county-datasets.js';
import { makeCreditCode } from './make-code.js';
import { makeWorkbook, makeZip, rowsOf, workbookParts } from './make-workbook.js';
import { chanceOf, mutatedFile } from './mutated-files.js';

const HEADER = ['统一社会信用代码', '单位名称', '年度', '年平均职工人数', '参保人数'];

describe('mutated files', () => {
  it('are read or refused, and no line is counted twice', async () => {
    const became: Record<string, number> = {};
    for (let seed = 1; seed <= runs(500, 10_000); seed += 1) {
      const bytes = mutatedFile(chanceOf(seed * 7919));
      const readings = await readHandovers({ fileName: '试.csv', bytes, datasets, eventCodes, facts: declaredFacts });
      expect(readings.length, `seed ${seed}`).toBeGreaterThan(0);
      for (const { status, rows, accepted, quarantined, skipped, issues } of readings) {
        const lines = [...accepted, ...quarantined].map(({ sheet, line }) => `${sheet} ${line}`);
        expect([new Set(lines).size, lines.length + skipped], `seed ${seed}`).toEqual([lines.length, rows]);
        if (status === 'refused') expect([rows, issues.length > 0], `seed ${seed}`).toEqual([0, true]);
        became[status] = (became[status] ?? 0) + 1;
      }
    }
    // Neither of them would show anything alone.
    expect(became['read']).toBeGreaterThan(runs(500, 10_000) / 10);
    expect(became['refused']).toBeGreaterThan(runs(500, 10_000) / 10);
  });
});

/** A megabyte in the suite that everybody runs, as much as is asked for in the full one. */
const megabytes = (most: number): number => (full ? most : 1) * 1024 * 1024;
const bounds = full
  ? DEFAULT_LIMITS
  : { ...DEFAULT_LIMITS, bytes: megabytes(2) * 2, unpackedBytes: megabytes(2) * 2, lineBytes: 64 * 1024, sharedTextBytes: 64 * 1024 };

/** Of text files those that are large, of workbooks what they unpack to. */
const LARGE: readonly (readonly [what: string, make: () => Buffer, code: string, words: string])[] = [
  ['a line without end', () => Buffer.alloc(megabytes(200), 'a'), 'FILE_TOO_LARGE', '字节'],
  ['nothing but commas', () => Buffer.alloc(megabytes(200), ','), 'FILE_TOO_LARGE', '字节'],
  ['an open quote', () => Buffer.concat([Buffer.from('a\n"'), Buffer.alloc(megabytes(100), 'a')]), 'FILE_MALFORMED', '引号'],
  ['more than a file may hold', () => Buffer.alloc(bounds.bytes + 1, 'a\n'), 'FILE_TOO_LARGE', `超过 ${bounds.bytes} 字节`],
  ['parts that say they unpack to more', () => bomb(2 ** 31), 'FILE_TOO_LARGE', '解压后'],
  ['a part that unpacks to more than it says', () => bomb(10), 'FILE_MALFORMED', '残缺'],
  ['one cell without end', () => sheetOf(`<row><c t="str"><v>${'a'.repeat(megabytes(400) - 300)}`), 'FILE_TOO_LARGE', '单元格'],
  ['one line of cells without end', () => sheetOf(`<row>${'<c><v>1</v></c>'.repeat(megabytes(400) / 16)}`), 'FILE_TOO_LARGE', '列'],
  ['tags within tags', () => sheetOf('<a>'.repeat(megabytes(30) / 4)), 'FILE_MALFORMED', 'XML'],
  ['many shared texts', () => shared(full ? 80 : 1), 'FILE_TOO_LARGE', '共享文本'],
  ['entities that grow', () => sheetOf('', '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', '&b;'), 'FILE_MALFORMED', 'XML'],
];

function bomb(said: number): Buffer {
  const size = { size: said };
  return makeZip([...workbookParts([{ name: '表' }]), { name: 'x', content: Buffer.alloc(megabytes(300)), local: size, listed: size }]);
}

function sheetOf(rows: string, before = '', behind = ''): Buffer {
  return makeWorkbook([{ name: '表', part: `${before}<worksheet><sheetData>${rowsOf([HEADER])}${rows}</sheetData>${behind}</worksheet>` }]);
}

function shared(count: number): Buffer {
  return makeWorkbook([{ name: '表' }], { shared: '<si><t>甲</t></si>'.repeat((count * 1024 * 1024) / 20) });
}

describe('large files', () => {
  it.each(LARGE)('of %s are refused by name', async (_what, make, code, words) => {
    const reading = await readFile(make(), { limits: bounds });
    expect(counts(reading)).toEqual({ [code]: 1 });
    expect(reading.issues[0]!.message).toContain(words);
    expect(reading).toMatchObject({ status: 'refused', rows: 0, accepted: [] });
  });

  it('of bad lines alone are read', async () => {
    const bad = (n: number): string => `${makeCreditCode(n)},甲,二〇二四,x,y\n`;
    const text = `${HEADER.join()}\n${Array.from({ length: runs(2_000, 100_000) }, (_, n) => bad(n)).join('')}`;
    expect(await readFile(text)).toMatchObject({ status: 'read', rows: runs(2_000, 100_000), accepted: [] });
  });
});
