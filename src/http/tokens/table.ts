import { bigserial, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Tokens that are good no more, for all hubs on this database: one token, all of somebody, or all that were issued before a moment. */
export const revocation = pgTable('revocation', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  jti: text('jti'),
  subject: text('subject'),
  issuedBefore: timestamp('issued_before', { withTimezone: true, precision: 3 }),
  reason: text('reason'),
  by: text('by').notNull(),
  at: timestamp('at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
}).enableRLS();
