import { bigint, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { AccountClaims } from './account.js';

/** Who signs in by a password: whom it speaks for, how it is proven, and whether it may. Of secrets no more than proves them. */
export const account = pgTable('account', {
  /** What is typed to sign in. */
  name: text('name').primaryKey(),
  /** What a token of it says: subject, role, and what the role is bound to. */
  claims: jsonb('claims').$type<AccountClaims>().notNull(),
  /** scrypt with its parameters and salt; null: none was set since the last invitation. */
  password: text('password'),
  /** The digest of the secret in the link that sets a password; null: used, or none is out. */
  invitation: text('invitation').unique(),
  invitedUntil: timestamp('invited_until', { withTimezone: true, precision: 3 }),
  /** What one-time codes are made with, enciphered by a key that is not in the database; null: none. */
  secondFactor: text('second_factor'),
  /** The time step of the last code that was taken: neither it nor an earlier one is taken again. */
  lastStep: bigint('last_step', { mode: 'number' }),
  /** Failed tries in a row. */
  failures: integer('failures').notNull().default(0),
  lockedUntil: timestamp('locked_until', { withTimezone: true, precision: 3 }),
  /** Null: may sign in. */
  disabledAt: timestamp('disabled_at', { withTimezone: true, precision: 3 }),
  /** From when on it may not; null: never ends by itself. */
  expires: timestamp('expires', { withTimezone: true, precision: 3 }),
  /** Another where sessions that began before shall end. */
  revision: integer('revision').notNull().default(1),
  invitedBy: text('invited_by').notNull(),
  invitedAt: timestamp('invited_at', { withTimezone: true, precision: 3 }).notNull(),
}).enableRLS();
