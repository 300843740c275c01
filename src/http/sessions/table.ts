import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** What hubs on one database keep for a browser that holds a secret: neither the secret nor what is kept can be read here. */
export const browserSecret = pgTable(
  'browser_secret',
  {
    /** Of the secret, and of what it is for. */
    digest: text('digest').primaryKey(),
    use: text('use').$type<SecretUse>().notNull(),
    /** Enciphered by a key that is not in the database. */
    content: text('content').notNull(),
    lastUsed: timestamp('last_used', { withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [index('browser_secret_last_used').on(table.use, table.lastUsed)],
).enableRLS();

/** A session of the page; a sign-in under way at the identity provider. */
export type SecretUse = 'SESSION' | 'SIGN_IN';
