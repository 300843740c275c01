import { bigint, bigserial, date, index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { rowsOfGrants } from '../db/row-policy.js';
import type { DepartmentId } from '../grading/fact.js';
import type { GrantTerms } from './terms.js';

/** What became of each grant, step by step: never edited. */
export const grantEvent = pgTable(
  'access_grant_event',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    /** The id of the request that began it. */
    grantId: bigint('grant_id', { mode: 'number' }),
    step: text('step').$type<GrantStep>().notNull(),
    /** Whose data it is about: who answers and withdraws. */
    owner: text('owner').$type<DepartmentId>().notNull(),
    at: timestamp('at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    /** The token's subject. */
    by: text('by').notNull(),
    reason: text('reason').notNull(),
    /** The subject who asked for the grant, with each step of it. */
    askedBy: text('asked_by').notNull(),
    /** Of a request. */
    terms: jsonb('terms').$type<GrantTerms>(),
  },
  (table) => [index('access_grant_event_grant').on(table.grantId), rowsOfGrants('owner', 'asked_by')],
);

export type GrantStep = 'REQUESTED' | 'APPROVED' | 'REFUSED' | 'WITHDRAWN';

/** What a grant file gives is withdrawn on record, by each department its part; the file stays. */
export const grantFileWithdrawal = pgTable('grant_file_withdrawal', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  /** The id of the grant in its file. */
  grant: text('grant').notNull(),
  /** Whose part. */
  department: text('department').$type<DepartmentId>().notNull(),
  at: timestamp('at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  by: text('by').notNull(),
  reason: text('reason').notNull(),
}).enableRLS();

/** An enterprise's consent that what is derived of it is given, for a year and a purpose (国税发〔2008〕93号 第三条); revocable. */
export const consent = pgTable(
  'consent',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    creditCode: text('credit_code').notNull(),
    year: integer('year').notNull(),
    purpose: text('purpose').notNull(),
    from: timestamp('from', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    /** The last day. */
    until: date('until').notNull(),
    givenBy: text('given_by').notNull(),
    withdrawnAt: timestamp('withdrawn_at', { withTimezone: true, precision: 3 }),
  },
  (table) => [index('consent_enterprise').on(table.creditCode, table.year)],
).enableRLS();
