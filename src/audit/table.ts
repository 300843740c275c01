import { bigserial, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** What was done with the records, by whom: written in the transaction of the deed itself. */
export const auditEvent = pgTable('audit_event', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  at: timestamp('at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  actor: text('actor').notNull(),
  action: text('action').notNull(),
  department: text('department').notNull(),
  detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
});
