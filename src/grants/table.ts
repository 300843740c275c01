import { bigint, bigserial, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
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
