import { bigint, pgTable, timestamp } from 'drizzle-orm/pg-core';
import { openRows } from './row-policy.js';

/** One row for every change of the records: an answer that names its version can be given again years later. */
export const dataVersion = pgTable(
  'data_version',
  {
    version: bigint('version', { mode: 'number' }).primaryKey(),
    at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
  },
  () => [openRows()],
);
