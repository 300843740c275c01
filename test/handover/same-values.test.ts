import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { CsvLines } from '../../src/handover/csv.js';
import type { SheetLine } from '../../src/handover/sheet.js';
import { runs } from '../full.js';
import { readFile } from './county-datasets.js';
import { makeCreditCode } from './make-code.js';

const HEADER = ['统一社会信用代码', '单位名称', '年度', '营业收入(万元)', '规上'];
const quoted = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');

const name = fc.string({ unit: fc.constantFrom('甲', '厂', '（', '㐂', 'Ａ', '"', ',', ' ', '\n', 'x', '1') }).map((text) => `企${text}`);
const row = fc.tuple(
  fc.nat({ max: 99_999_999 }).map(makeCreditCode),
  name,
  fc.integer({ min: 1900, max: 2100 }).map((year) => `${year}年度`),
  fc.tuple(fc.integer({ min: -99999, max: 99999 }), fc.nat({ max: 99 })).map(([whole, part]) => `${whole}.${part}`),
  fc.constantFrom('是', '否', '', '无'),
);

describe('a table', () => {
  it('says the same in UTF-8, with a mark, in GB18030 and as a workbook', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
        const table = [HEADER, ...rows];
        const text = quoted(table);
        const book = utils.book_new();
        utils.book_append_sheet(book, utils.aoa_to_sheet(table), '表');
        const files = [
          Buffer.from(text),
          Buffer.from(`\uFEFF${text}`),
          iconv.encode(text, 'gb18030'),
          write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer,
        ];
        const readings = await Promise.all(files.map((bytes) => readFile(bytes)));
        const said = readings.map(({ status, rows: count, skipped, accepted, quarantined }) => ({
          status,
          count,
          skipped,
          values: accepted.map(({ values }) => values),
          quarantined: quarantined.map(({ raw }) => raw),
        }));
        expect(said[0]!.count).toBe(rows.length);
        for (const other of said.slice(1)) expect(other).toEqual(said[0]);
      }),
      { numRuns: runs(40, 400) },
    );
  });

  it('comes back from CSV cell by cell, each line under its number', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '中', '"', ',', '\n', '\r', ' ', "'", ';') });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), (rows) => {
        const lines: SheetLine[] = [];
        const reader = new CsvLines(1000);
        reader.cut(quoted(rows), lines);
        reader.end(lines);
        expect(lines.map(({ cells }) => cells)).toEqual(rows);
        let next = 1;
        for (const [i, { line, cells }] of lines.entries()) {
          expect(line, `line ${i}`).toBe(next);
          next += cells.join(',').split(/\r\n|\r|\n/).length;
        }
      }),
    );
  });
});
