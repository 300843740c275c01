import { SSF, read, utils, write, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileBytes } from '../../src/handover/file-bytes.js';
import { DEFAULT_LIMITS } from '../../src/handover/limits.js';
import { LineBounds } from '../../src/handover/line-bounds.js';
import type { Merge, SheetLine } from '../../src/handover/sheet.js';
import { readXlsx } from '../../src/handover/xlsx.js';
import { openPackage } from '../../src/handover/xlsx/zip-file.js';
import { formatOf } from '../../src/handover/xlsx/number-format.js';
import { dayOf } from '../../src/handover/xlsx/serial-day.js';
import { runs } from '../full.js';

const FORMATS = SSF as {
  is_date(format: string): boolean;
  parse_date_code(serial: number, options: { date1904: boolean }): { y: number; m: number; d: number } | null;
};
const TEXT = fc.string({ unit: fc.constantFrom('甲', '厂', '<', '&', '"', ' ', '\n', '_x', '0041_', '𠀀', 'a', '1'), maxLength: 12 });
const CODES = ['General', '0.00', '#,##0', '0%', '0.00%', 'yyyy-mm-dd', 'yyyy"年"m"月"', 'm/d/yy h:mm', '0000', '[Red]0.0', '"日"0', '@'];
const cell: fc.Arbitrary<CellObject | undefined> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  TEXT.map((v): CellObject => ({ t: 's', v })),
  fc.boolean().map((v): CellObject => ({ t: 'b', v })),
  fc.constantFrom(0x07, 0x2a, 0x17).map((v): CellObject => ({ t: 'e', v })),
  fc
    .tuple(fc.oneof(fc.integer({ min: -5, max: 80_000 }), fc.double({ noNaN: true, min: -1e308, max: 1e308 })), fc.constantFrom(...CODES))
    .map(([v, z]): CellObject => ({ t: 'n', v, z })),
);

/** The texts of a sheet by place, lines without any left out. */
function byReference(sheet: WorkSheet, date1904: boolean): Map<string, string> {
  const rows = sheet['!data'] as (CellObject | undefined)[][];
  const texts = new Map<string, string>();
  rows.forEach((row, r) => row.forEach((found, c) => found && set(texts, r + 1, c, textOf(found, date1904))));
  return texts;
}

function textOf({ t, v, w, z }: CellObject, date1904: boolean): string {
  if (v === undefined) return '';
  if (t === 'b') return v ? 'TRUE' : 'FALSE';
  if (t === 'e') return w ?? '';
  if (t !== 'n') return String(v).replaceAll(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
  const code = String(z ?? 'General');
  const digits = Number(Number(v).toPrecision(15));
  if (code.includes('%')) return `${plain(digits, 2)}%`;
  const day = FORMATS.is_date(code) ? FORMATS.parse_date_code(Number(v), { date1904 }) : null;
  if (day && day.d > 0) return [String(day.y).padStart(4, '0'), String(day.m).padStart(2, '0'), String(day.d).padStart(2, '0')].join('-');
  return plain(digits, 0);
}

/** A double with its point moved to the right, as a decimal without exponent. */
function plain(value: number, moved: number): string {
  const [, sign, whole, fraction = '', power = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value))!;
  const point = whole!.length + Number(power) + moved;
  const digits = (whole + fraction).padEnd(point, '0').padStart((whole + fraction).length + Math.max(0, 1 - point), '0');
  const at = Math.max(point, 1);
  const left = digits.slice(0, at).replace(/^0+(?=\d)/, '');
  const right = digits.slice(at).replace(/0+$/, '');
  return `${value === 0 ? '' : sign}${left}${right === '' ? '' : `.${right}`}`;
}

function set(texts: Map<string, string>, line: number, column: number, text: string): void {
  if (text !== '') texts.set(`${line} ${column}`, text);
}

async function linesOf(bytes: Uint8Array): Promise<[SheetLine[], readonly Merge[]]> {
  const [sheet] = await readXlsx(await openPackage(fileBytes(bytes), DEFAULT_LIMITS), DEFAULT_LIMITS, new LineBounds(DEFAULT_LIMITS));
  const lines: SheetLine[] = [];
  for await (const block of sheet!.blocks()) lines.push(...block);
  expect(sheet!.head).toEqual(lines.slice(0, 11));
  return [lines, sheet!.merges];
}

describe('the cells of a workbook', () => {
  it('are what the reference reads', async () => {
    const options = fc.record({ bookSST: fc.boolean(), compression: fc.boolean(), date1904: fc.boolean() });
    const merge = fc.tuple(fc.nat(20), fc.nat(4), fc.nat(5), fc.integer({ min: 1, max: 3 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 16 }),
        fc.array(merge, { maxLength: 3 }),
        options,
        async (rows, merged, how) => {
          const sheet: WorkSheet = {
            '!ref': 'A1:Z99',
            '!merges': merged.map(([r, c, down, right]) => ({ s: { r, c }, e: { r: r + down, c: c + right } })),
          };
          rows.forEach((row, r) => row.forEach((found, c) => found && (sheet[utils.encode_cell({ r, c })] = found)));
          const book: WorkBook = { SheetNames: ['表'], Sheets: { 表: sheet }, Workbook: { WBProps: { date1904: how.date1904 } } };
          Object.assign(book, { SSF: { 0: 'General' } });
          const bytes = write(book, { type: 'buffer', bookType: 'xlsx', bookSST: how.bookSST, compression: how.compression }) as Buffer;
          const reference = read(bytes, { dense: true, cellNF: true, cellFormula: false }).Sheets['表']!;
          const [lines, merges] = await linesOf(bytes);
          const texts = new Map<string, string>();
          for (const { line, cells } of lines) cells.forEach((text, column) => set(texts, line, column, text));
          expect(texts).toEqual(byReference(reference, how.date1904));
          expect(merges.length).toBe(merged.filter(([r, , down]) => down > 0 || r < 11).length);
        },
      ),
      { numRuns: runs(150, 1500) },
    );
  });

  it('are days where the reference says so', () => {
    const unit = fc.constantFrom(
      'y',
      'm',
      'd',
      'h',
      's',
      '0',
      '#',
      '.',
      '"年"',
      '"y"',
      '\\d',
      '[h]',
      '[Red]',
      '[$-804]',
      '_)',
      '0E+0',
      ';',
      ' ',
      '-',
      '/',
    );
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 6 }), (parts) => {
        const code = parts.join('');
        expect(formatOf(code) === 'date', code).toBe(FORMATS.is_date(code));
      }),
      { numRuns: runs(500, 20_000) },
    );
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 3_000_000 }), fc.boolean(), (serial, date1904) => {
        const day = FORMATS.parse_date_code(serial, { date1904 });
        const expected = day && day.d > 0 && day.y < 10_000 ? [day.y, day.m, day.d].map(Number) : undefined;
        expect(dayOf(serial, date1904)?.split('-').map(Number)).toEqual(expected);
      }),
      { numRuns: runs(500, 20_000) },
    );
  });
});
