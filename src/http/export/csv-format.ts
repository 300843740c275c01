import iconv from 'iconv-lite';
import { csvLine, harmless } from '../../handover/csv-writing.js';
import { cellText } from './table-rows.js';
import type { Encoding, TableFormat } from './table-file.js';
import { inOneLine } from './watermark.js';

const BOM = '\uFEFF';

/** The column that bears the watermark in every row: no reader of CSV stumbles over a column, and a row that is cut out keeps it. */
export const WATERMARK_COLUMN = { en: 'watermark', zh: '水印' } as const;

/** CSV (RFC 4180): UTF-8 with BOM, which offices' spreadsheets need, or GB18030, which has a code for every character. */
export const csvFormat: TableFormat = {
  mediaType: (encoding) => `text/csv; charset=${encoding}; header=present`,
  write: async function* ({ headers, language, rows, watermark }, encoding) {
    const mark = inOneLine(watermark);
    yield encoded(`${encoding === 'utf-8' ? BOM : ''}${line([...headers, WATERMARK_COLUMN[language]])}`, encoding);
    for await (const batch of rows) yield encoded(batch.map((row) => line([...row.map(cellText), mark])).join(''), encoding);
  },
};

function line(cells: readonly string[]): string {
  return `${csvLine(cells.map(harmless))}\r\n`;
}

function encoded(text: string, encoding: Encoding): Buffer {
  return encoding === 'utf-8' ? Buffer.from(text) : iconv.encode(text, 'gb18030');
}
