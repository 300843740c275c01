import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { notesSheet, type NotesSheet } from './notes-sheet.js';
import { packageParts, propertiesPart, sheetPath, workbookPart, type Properties } from './parts.js';
import { STYLES_PART } from './styles.js';
import { tableSheet, type TableSheet } from './table-sheet.js';

/** What a workbook holds. */
export interface Workbook {
  readonly table: TableSheet;
  /** Tables on sheets of their own, read one after the other. */
  readonly further?: readonly TableSheet[];
  readonly notes?: NotesSheet;
  readonly properties: Properties;
}

/**
 * A workbook (XLSX) with a table, and notes on it if there are any, made part by part while the rows are read.
 *
 * This is the one writer of XLSX. It is our own, because no package on npm does both: `hucre` streams but one sheet without
 * filter, headings of their own or properties; `write-excel-file` and `@e965/xlsx` hold all rows in memory, the
 * latter without styles; `exceljs` streams with styles, but was last published in 2023, brings nine ageing
 * dependencies, and takes numbers as doubles, not as their digits. What is zipped is zipped by `yazl`.
 * @throws BeyondXlsx, when it is read
 */
export function xlsxOf({ table, further = [], notes, properties }: Workbook): Readable {
  const names = [table.name, ...further.map(({ name }) => name), ...(notes ? [notes.name] : [])];
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error) => output.destroy(error instanceof Error ? error : undefined));
  for (const [path, text] of Object.entries(packageParts(names.length))) zip.addBuffer(Buffer.from(text), path);
  zip.addBuffer(Buffer.from(STYLES_PART), 'xl/styles.xml');
  zip.addBuffer(Buffer.from(propertiesPart(properties)), 'docProps/core.xml');

  // The zip does not look at what fails in what it reads.
  const read = (bytes: AsyncIterable<Buffer>) =>
    Readable.from(bytes, { objectMode: false }).once('error', (error) => output.destroy(error));
  let lines = 1;
  const rows = read(
    (async function* () {
      lines = yield* tableSheet(table);
    })(),
  );
  // Whoever gives up reading lets go of what the rows are read from.
  output.once('close', () => rows.destroy());
  zip.addReadStream(rows, sheetPath(1));
  // Begun when the rows are through: how many there are, and what was left out of them, is known only then.
  const later = (path: string, part: () => Buffer) => zip.addReadStreamLazy(path, (take) => take(null, read(made(part))));
  for (const [index, each] of further.entries()) {
    zip.addReadStreamLazy(sheetPath(2 + index), (take) => take(null, read(tableSheet(each))));
  }
  if (notes) later(sheetPath(2 + further.length), () => notesSheet(notes));
  later('xl/workbook.xml', () => Buffer.from(workbookPart(names, table.columns.length, lines)));
  zip.end();
  return output;
}

async function* made(part: () => Buffer): AsyncGenerator<Buffer> {
  yield part();
}
