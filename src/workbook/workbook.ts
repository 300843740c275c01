import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { formSheet, type Form } from './form-sheet.js';
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
  const { zip, output } = begun(names.length, properties);

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
  later('xl/workbook.xml', () => Buffer.from(workbookPart(names, { columns: table.columns.length, lines })));
  zip.end();
  return output;
}

/** Forms to be printed and filled in, a sheet each, made one after the other while the workbook is read. @throws BeyondXlsx, when it is read */
export function formsXlsx(forms: readonly Form[], properties: Properties): Readable {
  const { zip, output } = begun(forms.length, properties);
  for (const [index, form] of forms.entries()) {
    zip.addReadStreamLazy(sheetPath(1 + index), (take) => {
      const bytes = Readable.from(
        made(() => formSheet(form)),
        { objectMode: false },
      );
      take(
        null,
        bytes.once('error', (error) => output.destroy(error)),
      );
    });
  }
  zip.addBuffer(Buffer.from(workbookPart(forms.map(({ name }) => name))), 'xl/workbook.xml');
  zip.end();
  return output;
}

/** A package with everything but its sheets. */
function begun(sheets: number, properties: Properties): { readonly zip: ZipFile; readonly output: Readable } {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error) => output.destroy(error instanceof Error ? error : undefined));
  for (const [path, text] of Object.entries(packageParts(sheets))) zip.addBuffer(Buffer.from(text), path);
  zip.addBuffer(Buffer.from(STYLES_PART), 'xl/styles.xml');
  zip.addBuffer(Buffer.from(propertiesPart(properties)), 'docProps/core.xml');
  return { zip, output };
}

async function* made(part: () => Buffer): AsyncGenerator<Buffer> {
  yield part();
}
