import { bigint, bigserial, boolean, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** An item of a sheet that its enterprise confirmed, as it stood then; never edited. */
export const confirmation = pgTable(
  'confirmation',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    roundId: bigint('round_id', { mode: 'number' }).notNull(),
    creditCode: text('credit_code').notNull(),
    item: text('item').notNull(),
    /** `sm3:` of what the item said: where V1 is taken anew, what says something else asks to be confirmed again. */
    stated: text('stated').notNull(),
    at: timestamp('at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    by: text('by').notNull(),
    /** An office handed it in for an enterprise that answered on paper. */
    onPaper: boolean('on_paper').notNull().default(false),
  },
  (table) => [index('confirmation_sheet').on(table.roundId, table.creditCode)],
).enableRLS();

/** A sheet that was printed, by the digest of its code: the code itself stands on paper alone. */
export const paperSheet = pgTable(
  'paper_sheet',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    /** `sm3:` of the code, which begins with the number of the sheet. */
    code: text('code').notNull(),
    roundId: bigint('round_id', { mode: 'number' }).notNull(),
    creditCode: text('credit_code').notNull(),
    /** The data version that it was printed of. */
    dataVersion: bigint('data_version', { mode: 'number' }).notNull(),
    printedAt: timestamp('printed_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    printedBy: text('printed_by').notNull(),
    /** `sm3:` of what was on it when it was taken back; null: not yet. */
    taken: text('taken'),
    takenAt: timestamp('taken_at', { withTimezone: true, precision: 3 }),
    takenBy: text('taken_by'),
    /** Failed tries to redeem its code: five, then it is locked. */
    failed: integer('failed').notNull().default(0),
  },
  (table) => [index('paper_sheet_enterprise').on(table.roundId, table.creditCode)],
).enableRLS();
