import { bigint, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { DepartmentId } from '../../grading/fact.js';

/**
 * The handovers whose rows lie in a department's own database: in the hub's database those that it counts on, in the
 * department's those that are there.
 */
export const rowsApart = pgTable(
  'rows_apart',
  {
    version: bigint('version', { mode: 'number' }).notNull(),
    department: text('department').$type<DepartmentId>().notNull(),
    dataset: text('dataset').notNull(),
    /** Of the file's bytes. */
    digest: text('digest').notNull(),
    at: timestamp('at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ name: 'rows_apart_key', columns: [table.department, table.version] })],
).enableRLS();

/** Which hub a database belongs to, and as what: its own, or one that keeps a department's records for it. */
export const hubIdentity = pgTable('hub_identity', {
  use: text('use').$type<'hub' | 'records'>().primaryKey(),
  id: text('id').notNull(),
}).enableRLS();
