/** What a spreadsheet takes for the beginning of a formula, behind blanks and full-width as well. */
const FORMULA = /^[\s\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const SPECIAL = /[",\r\n]/;

/** A line of CSV (RFC 4180) without its end. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (SPECIAL.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

/** The text with a mark before it where a spreadsheet would run it as a formula; numbers, negative ones too, stay as they are. */
export function harmless(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** Rows under their header as CSV, every line ended by CRLF; no cell is a formula. */
export function csvText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((row) => `${csvLine(row.map(harmless))}\r\n`).join('');
}

/** The same in UTF-8 with BOM, as spreadsheets in offices expect. */
export function csvFile(header: readonly string[], rows: readonly (readonly string[])[]): Buffer {
  return Buffer.from(`\uFEFF${csvText(header, rows)}`);
}
