import { bigint, bigserial, boolean, index, integer, jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core';

/** The records of a round apart from what departments hand over meanwhile: each taking of V1 has its own. */
export const roundBranch = pgTable(
  'round_branch',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    roundId: bigint('round_id', { mode: 'number' }).notNull(),
    /** The event of the round that took V1: the end of COLLECTING. */
    taken: bigint('taken', { mode: 'number' }).notNull(),
    /** The hub's data version that is V1. */
    base: bigint('base', { mode: 'number' }).notNull(),
    /** How many versions the corrections of the round have made on it. */
    steps: integer('steps').notNull().default(0),
  },
  (table) => [unique('round_branch_taken').on(table.roundId, table.taken)],
).enableRLS();

/** A record that was put right in a round, and the ground: a version of its department's records. */
export const roundCorrection = pgTable(
  'round_correction',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    roundId: bigint('round_id', { mode: 'number' }).notNull(),
    creditCode: text('credit_code').notNull(),
    /** Null: the department found the error itself. */
    objectionId: bigint('objection_id', { mode: 'number' }),
    dataset: text('dataset').notNull(),
    key: jsonb('key').$type<readonly string[]>().notNull(),
    /** By field, as the handover that it became says them; null: the record was taken out of force. */
    cells: jsonb('cells').$type<Readonly<Record<string, string | null>> | null>(),
    removed: boolean('removed').notNull().default(false),
    /** The data version on the fly; null: of a trial, which only the round reads. */
    version: bigint('version', { mode: 'number' }),
    /** The version of the round's own records. */
    roundVersion: bigint('round_version', { mode: 'number' }).notNull(),
    document: text('document'),
    reason: text('reason').notNull(),
    by: text('by').notNull(),
    at: timestamp('at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    index('round_correction_enterprise').on(table.roundId, table.creditCode),
    unique('round_correction_key').on(table.dataset, table.key, table.roundVersion),
  ],
).enableRLS();
