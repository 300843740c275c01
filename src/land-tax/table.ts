import { sql } from 'drizzle-orm';
import { bigint, bigserial, date, index, integer, jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core';
import { rowsOfEvery } from '../db/row-policy.js';
import type { FindingKind } from './finding.js';
import type { PrintedFinding } from './printed-finding.js';

/** A finding that was pushed to those who look into it; what came back stands in `land_tax_result`. */
export const landTaxTask = pgTable(
  'land_tax_task',
  {
    findingId: text('finding_id').primaryKey(),
    /** `tax`: an office of the tax bureau; `land`: a correction asked of the land department. */
    recipient: text('recipient').$type<'tax' | 'land'>().notNull(),
    kind: text('kind').$type<FindingKind | 'LAND_CORRECTION'>().notNull(),
    year: integer('year').notNull(),
    /** The finding as pushed. */
    content: jsonb('content').$type<PrintedFinding>().notNull(),
    /** The data version that it was found at: only a later one can mend it. */
    dataVersion: bigint('data_version', { mode: 'number' }).notNull(),
    /** Null: waits for the next push. */
    pushedOn: date('pushed_on'),
    dueOn: date('due_on'),
    pushedBy: text('pushed_by'),
  },
  (table) => [index('land_tax_task_pushed_on').on(table.pushedOn), index('land_tax_task_due_on').on(table.dueOn), rowsOfEvery(sql`'tax'`)],
);

/** What came back for a task, as read from a results file; kept also where the task is not known. */
export const landTaxResult = pgTable(
  'land_tax_result',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    findingId: text('finding_id').notNull(),
    result: text('result').$type<'CONFIRMED' | 'REJECTED'>().notNull(),
    reason: text('reason'),
    decidedOn: date('decided_on').notNull(),
    decidedBy: text('decided_by').notNull(),
    fileName: text('file_name').notNull(),
    readAt: timestamp('read_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    unique('land_tax_result_once').on(table.findingId, table.result, table.decidedOn, table.decidedBy, table.reason).nullsNotDistinct(),
    rowsOfEvery(sql`'tax'`),
  ],
);
