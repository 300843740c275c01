import { bigint, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { rowsOfLog } from '../db/row-policy.js';
import type { DepartmentId } from '../grading/fact.js';
import type { AuditAction, Detail } from './event.js';

/** What was done with a department's data, by whom: a chain for each department, every link hashed with the one before. */
export const auditEvent = pgTable(
  'audit_event',
  {
    department: text('department').$type<DepartmentId>().notNull(),
    /** From 1, without gaps. */
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
    actor: text('actor').notNull(),
    action: text('action').$type<AuditAction>().notNull(),
    detail: jsonb('detail').$type<Detail>().notNull(),
    /** The hash of the link before, SM3 in hex. */
    previous: text('previous').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ name: 'audit_event_link', columns: [table.department, table.sequence] }), rowsOfLog('department')],
);

/** Where each chain ends. Whoever appends to a chain holds the lock on its row, so that it cannot fork. */
export const auditHead = pgTable(
  'audit_head',
  {
    department: text('department').$type<DepartmentId>().primaryKey(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    hash: text('hash').notNull(),
  },
  () => [rowsOfLog('department')],
);
