import { utils, write } from '@e965/xlsx';

/** Cells that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r](?!\d)/;

/** A table as CSV in UTF-8 with BOM, as spreadsheets in offices expect; no cell is a formula. */
export function csvFile(header: readonly string[], rows: readonly (readonly string[])[]): Buffer {
  const cell = (text: string) => {
    const plain = FORMULA.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  const lines = [header, ...rows].map((row) => row.map(cell).join(','));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
}

/** A table as XLSX: every cell text as it stands, so that no code or number is rewritten. */
export function xlsxFile(title: string, header: readonly string[], rows: readonly (readonly string[])[]): Buffer {
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet([header, ...rows].map((row) => row.map((text) => ({ t: 's', v: text }))));
  utils.book_append_sheet(book, sheet, title.slice(0, 31));
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}
