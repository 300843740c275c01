import { utils, write } from '@e965/xlsx';

/** A table as XLSX: every cell text as it stands, so that no code or number is rewritten. */
export function xlsxFile(title: string, header: readonly string[], rows: readonly (readonly string[])[]): Buffer {
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet([header, ...rows].map((row) => row.map((text) => ({ t: 's', v: text }))));
  utils.book_append_sheet(book, sheet, title.slice(0, 31));
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}
