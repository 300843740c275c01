import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letters, textCell } from '../../src/workbook/cell.js';
import { columnWidths } from '../../src/workbook/column-widths.js';
import { xmlText } from '../../src/workbook/xml-text.js';

describe('a text in a workbook', () => {
  it.each([
    ['markup', '<a b="c">&amp;</a>', '&lt;a b=&quot;c&quot;&gt;&amp;amp;&lt;/a&gt;'],
    ['control characters', '\0\u0007\u001f', '_x0000__x0007__x001F_'],
    ['a carriage return', 'a\r\nb', 'a_x000D_\nb'],
    ['what reads like such a code', '_x0041_ _x000d_', '_x005F_x0041_ _x005F_x000d_'],
    ['no character of Unicode', '\uffff\ufffe', '_xFFFF__xFFFE_'],
    ['half a pair', 'a\ud840b\udc00', 'a\ufffdb\ufffd'],
    ['a whole pair', '𠀀', '𠀀'],
  ])('is written as XML may hold it: %s', (_, text, written) => {
    expect(xmlText(text)).toBe(written);
  });

  it('has no character that XML forbids, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }), (text) => {
        expect(xmlText(text)).not.toMatch(/[\0-\x08\x0b-\x1f\ufffe\uffff<>"]|\p{Surrogate}|&(?!(amp|lt|gt|quot);)/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is no cell where there is none, and refused where it is longer than one holds', () => {
    expect(textCell('A1', '')).toBe('');
    expect(textCell('A1', '长'.repeat(32_767))).toContain('长'.repeat(32_767));
    expect(() => textCell('A1', '长'.repeat(32_768))).toThrow('有一格超过 32767 个字符，XLSX 装不下：请改用 csv 或 json');
  });
});

it('columns are lettered like those of a spreadsheet', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(letters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

it('columns are as wide as their longest line, a Chinese character twice a digit, within bounds', () => {
  const widths = columnWidths([
    ['企业名称甲乙', '1', '913399011B50G4FE5D', 'a\nlonger line\r\nb', '长'.repeat(500), '𠀀𠀀𠀀𠀀'],
    ['x', '', '', '', '', '', '一行多一格的'],
  ]);
  expect(widths).toEqual([14, 8, 20, 13, 60, 10, 14]);
});
