import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvFile, csvLine, csvText, harmless } from '../../src/handover/csv-writing.js';

describe('a line of CSV', () => {
  it('comes back cell by cell, whatever is in it', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('a,b', '"', 'x\r\ny', '\n', ' 甲 ', '""'));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = rows.map((row) => `${csvLine(row)}\r\n`).join('');
        expect(parse(text, { relax_column_count: true, record_delimiter: '\r\n' })).toEqual(rows);
      }),
    );
  });

  it('quotes as RFC 4180 says, and no more', () => {
    expect(csvLine(['甲', 'a"b', '1,2', '', 'x\ny'])).toBe('甲,"a""b","1,2",,"x\ny"');
  });
});

describe('a cell', () => {
  it.each([
    '=1+1',
    '+cmd|x',
    '-1+cmd',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '＝1+1',
    '＋1',
    '－1',
    '＠a',
    '-',
    '+',
    '\u00A0=1',
    '\uFEFF=1',
  ])('that a spreadsheet would run is marked as text: %j', (text) => expect(harmless(text)).toBe(`'${text}`));

  it.each(['-12.50', '+3', '-0.000001', '0', '', '甲=乙', 'a-b', '2024-12-31', "'x"])('that is harmless stays: %j', (text) => {
    expect(harmless(text)).toBe(text);
  });
});

it('a text has CRLF at each line, a file the BOM before', () => {
  expect(csvText(['名称'], [['=甲'], ['-1']])).toBe("名称\r\n'=甲\r\n-1\r\n");
  expect(csvFile(['名称'], []).toString('hex')).toBe(`efbbbf${Buffer.from('名称\r\n').toString('hex')}`);
});
