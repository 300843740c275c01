import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { DatasetDefinition } from '../handover/dataset.js';
import type { CellValue } from '../handover/reading.js';

/** A dataset and the table that holds its records; a column's TypeScript name is the dataset's field. */
export interface RecordSet {
  readonly dataset: DatasetDefinition;
  readonly table: PgTable & { readonly version: PgColumn; readonly superseded: PgColumn };
  /** Values worked out from those handed over and stored beside them. */
  readonly derive?: (values: Readonly<Record<string, CellValue>>) => Readonly<Record<string, CellValue>>;
}
