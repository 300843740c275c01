import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { DatasetDefinition } from '../handover/dataset.js';

/** A dataset and the table that holds its records; a column's TypeScript name is the dataset's field. */
export interface RecordSet {
  readonly dataset: DatasetDefinition;
  readonly table: PgTable & { readonly version: PgColumn; readonly superseded: PgColumn };
}
