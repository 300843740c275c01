import { read, utils } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textCell, xmlText } from '../../src/export/xlsx-cell.js';
import { column, wholeFile } from './whole-file.js';

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
    expect(textCell('')).toBe('');
    expect(textCell('长'.repeat(32_767))).toContain('长'.repeat(32_767));
    expect(() => textCell('长'.repeat(32_768))).toThrow('有一格超过 32767 个字符，XLSX 装不下：请改用 csv 或 json');
  });
});

describe('a number in a workbook', () => {
  it.each([
    ['999999999999999', 'n'],
    ['1000000000000000', 's'],
    ['-999999999999.999', 'n'],
    ['-9999999999999.999', 's'],
    ['0.00123456789012345', 'n'],
    ['0.001234567890123456', 's'],
    ['0', 'n'],
    ['-0.50', 'n'],
    ['1e5', 's'],
    ['12,5', 's'],
  ])('is one where a spreadsheet holds all its digits: %s', async (digits, type) => {
    const sheet = read(await wholeFile('xlsx', [column('total', 'Decimal')], [[digits]])).Sheets['数据']!;
    const cell = sheet[utils.encode_cell({ c: 0, r: 1 })] as { t: string; v: number | string };
    expect([cell.t, cell.v]).toEqual([type, type === 'n' ? Number(digits) : digits]);
  });

  it('is a text where the column holds codes', async () => {
    const sheet = read(await wholeFile('xlsx', [column('code', 'String')], [['0012'], ['339901001']])).Sheets['数据']!;
    expect([sheet['A2'], sheet['A3']]).toMatchObject([{ t: 's', v: '0012' }, { t: 's', v: '339901001' }]);
  });
});
