import type { WithheldValue } from '../../access/withheld.js';
import type { Column, Row } from './column.js';
import type { Watermark } from './watermark.js';

/** What a file is made from. */
export interface Table {
  /** The document's name and what it answers, 中文. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly language: 'en' | 'zh';
  /** What the columns are called in it, in their order. */
  readonly headers: readonly string[];
  /** In batches, as they are read. */
  readonly rows: AsyncIterable<readonly Row[]>;
  readonly watermark: Watermark;
  /** What was left out; complete once the rows were read. */
  readonly withheld: () => readonly WithheldColumns[];
}

/** A coordinate that was left out, and the columns that are empty for it. */
export interface WithheldColumns extends WithheldValue {
  readonly columns: readonly string[];
}

export type Encoding = 'utf-8' | 'gb18030';

/** A kind of file that a table can be had as. */
export interface TableFormat {
  readonly mediaType: (encoding: Encoding) => string;
  /** The bytes, made while the rows are read. */
  readonly write: (table: Table, encoding: Encoding) => AsyncIterable<Buffer>;
}

/** The columns that each withheld coordinate leaves empty, wholly or in part. */
export function withheldColumns(
  withheld: readonly WithheldValue[],
  { columns, headers }: Pick<Table, 'columns' | 'headers'>,
): readonly WithheldColumns[] {
  return withheld.map((each) => ({
    ...each,
    columns: headers.filter((_, index) => columns[index]!.coordinates.includes(each.coordinate)),
  }));
}
