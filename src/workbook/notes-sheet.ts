import { textCell } from './cell.js';
import { columnWidths } from './column-widths.js';
import { rowXml, sheetHead, sheetTail } from './sheet-xml.js';
import { STYLE } from './styles.js';

/** Lines that belong together, under a heading of their own if they have one. */
export interface NotesSection {
  readonly headings?: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

/** A sheet that says what the table beside it is. */
export interface NotesSheet {
  readonly name: string;
  /** Asked for when the table is through, for what is known only then. */
  readonly sections: () => readonly NotesSection[];
}

interface Line {
  readonly texts: readonly string[];
  readonly style: number;
}

/** The XML of a sheet of notes: texts all of them, a blank line between sections. @throws BeyondXlsx */
export function notesSheet({ sections }: NotesSheet): Buffer {
  const lines = sections().flatMap(({ headings, lines: texts }, index): Line[] => [
    ...(index > 0 ? [{ texts: [], style: STYLE.text }] : []),
    ...(headings ? [{ texts: headings, style: STYLE.heading }] : []),
    ...texts.map((each) => ({ texts: each, style: STYLE.text })),
  ]);
  const rows = lines.map(({ texts, style }, index) => rowXml(index + 1, texts, (at, text) => textCell(at, text, style)));
  return Buffer.from(sheetHead(columnWidths(lines.map(({ texts }) => texts)), { frozen: false }) + rows.join('') + sheetTail());
}
