import { integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** How many requests of an account all hubs together answered in a minute. */
export const requestCount = pgTable(
  'request_count',
  {
    /** A digest of what requests are counted by. */
    account: text('account').notNull(),
    minute: timestamp('minute', { withTimezone: true, precision: 3 }).notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ name: 'request_count_key', columns: [table.minute, table.account] })],
).enableRLS();
