import { getTableColumns } from 'drizzle-orm';
import { foldName } from '../handover/fold.js';
import type { AcceptedRow } from '../handover/reading.js';
import { copyJson, copyText } from './copy-text.js';
import type { RecordSet } from './record-set.js';

/** The records of a handover as COPY takes them. */
export interface RecordLines {
  /** By the names that the database gives them. */
  readonly columns: readonly string[];
  /** The lines of some rows. */
  of(rows: readonly AcceptedRow[]): Buffer;
}

interface Cell {
  readonly column: string;
  readonly text: (row: AcceptedRow) => string;
}

/** How the rows of a dataset become the lines of its table: the columns of the dataset, folded names, where a row comes from. */
export function recordLines({ dataset, table }: RecordSet, version: number, handoverId: number): RecordLines {
  const columns = getTableColumns(table);
  const named = (field: string, text: Cell['text']): Cell => ({ column: columns[field]!.name, text });
  const values = dataset.columns.flatMap(({ field, folded }) => {
    const cell = named(field, ({ values: of }) => copyText(of[field]));
    return folded ? [cell, named(folded, ({ values: of }) => foldedText(of[field]))] : [cell];
  });
  const cells = [
    ...values,
    named('version', () => String(version)),
    named('handoverId', () => String(handoverId)),
    named('sheet', ({ sheet }) => copyText(sheet)),
    named('line', ({ line }) => String(line)),
    named('raw', ({ raw }) => copyJson(raw)),
  ];
  return {
    columns: cells.map(({ column }) => column),
    of: (rows) => {
      let text = '';
      for (const row of rows) {
        let separator = '';
        for (const cell of cells) {
          text += separator + cell.text(row);
          separator = '\t';
        }
        text += '\n';
      }
      return Buffer.from(text);
    },
  };
}

function foldedText(name: unknown): string {
  return typeof name === 'string' ? copyText(foldName(name)) : '\\N';
}
