import { sql } from 'drizzle-orm';
import { bigint, check, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { rowsOfLog } from '../db/row-policy.js';
import type { DepartmentId } from '../grading/fact.js';
import type { AuditAction, Detail } from './event.js';

/** The last link of a chain that was hashed without a key. */
export interface SealedEnd {
  readonly department: DepartmentId;
  readonly sequence: number;
  readonly hash: string;
}

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

/** Where each chain ends. A trigger moves it with every link, and takes none that does not hang on the end: no hub writes here. */
export const auditHead = pgTable(
  'audit_head',
  {
    department: text('department').$type<DepartmentId>().primaryKey(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    hash: text('hash').notNull(),
  },
  () => [rowsOfLog('department')],
);

/** Up to where the chains were hashed without a key. Written once, when the first hub that has a key opens them. */
export const auditSeal = pgTable(
  'audit_seal',
  {
    id: integer('id').primaryKey().default(1),
    at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
    /** The last link of every chain that had one. */
    ends: jsonb('ends').$type<readonly SealedEnd[]>().notNull(),
    /** Which key, never the key itself. */
    key: text('key').notNull(),
    /** Of all the rest, by that key. */
    mac: text('mac').notNull(),
  },
  (table) => [check('audit_seal_once', sql`${table.id} = 1`)],
).enableRLS();
