import { printable } from '../handover/printable.js';

/** The columns a text takes on a terminal: CJK characters take two. */
export function widthOf(text: string): number {
  let columns = 0;
  for (const character of text)
    columns += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character) ? 2 : 1;
  return columns;
}

/** Rows as an aligned table with a header line; `right` names the columns set to the right. */
export function alignedTable(header: readonly string[], cells: readonly (readonly string[])[], right: readonly string[] = []): string {
  const rows = cells.map((row) => row.map((cell) => printable(cell)));
  const widths = header.map((title, column) => Math.max(widthOf(title), ...rows.map((row) => widthOf(row[column] ?? ''))));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const pad = ' '.repeat(widths[column]! - widthOf(cell));
        return right.includes(header[column]!) ? pad + cell : cell + pad;
      })
      .join('  ')
      .trimEnd();
  return [header, ...rows].map(line).join('\n');
}
