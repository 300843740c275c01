import { bigint, bigserial, boolean, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { DepartmentId } from '../../grading/fact.js';

/** What an objection is about (contract/round.graphql). */
export type ObjectionKind = 'DATA' | 'PARCEL' | 'LEASE' | 'METER' | 'ADJUSTMENT' | 'PARTICIPATION' | 'CLASS';
export type ObjectionState = 'SUBMITTED' | 'FORWARDED' | 'DECIDED' | 'WITHDRAWN';
export type Verdict = 'ACCEPTED' | 'PARTLY' | 'REJECTED';

/** What an enterprise objects to in a round, or asks to be put right after it. */
export const objection = pgTable(
  'objection',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    roundId: bigint('round_id', { mode: 'number' }).notNull(),
    creditCode: text('credit_code').notNull(),
    kind: text('kind').$type<ObjectionKind>().notNull(),
    /** The item of the sheet, where it is about one. */
    item: text('item'),
    claimed: text('claimed').notNull(),
    reason: text('reason').notNull(),
    submittedAt: timestamp('submitted_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    submittedBy: text('submitted_by').notNull(),
    /** An office handed it in for an enterprise that answered on paper. */
    onPaper: boolean('on_paper').notNull().default(false),
    /** After the day that its phase ended: kept, and taken up as a correction. */
    late: boolean('late').notNull().default(false),
    /** Asked for after publication. */
    correction: boolean('correction').notNull().default(false),
    state: text('state').$type<ObjectionState>().notNull().default('SUBMITTED'),
    /** Whose figure it is: who decides. */
    owner: text('owner').$type<DepartmentId>().notNull(),
    /** The department that it was forwarded to; null: nobody yet. */
    forwardedTo: text('forwarded_to').$type<DepartmentId>(),
    verdict: text('verdict').$type<Verdict>(),
    verdictReason: text('verdict_reason'),
    decidedAt: timestamp('decided_at', { withTimezone: true, precision: 3 }),
  },
  (table) => [index('objection_round').on(table.roundId, table.creditCode)],
).enableRLS();

/** What was done with an objection, step by step: never edited. */
export const objectionStep = pgTable(
  'objection_step',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    objectionId: bigint('objection_id', { mode: 'number' }).notNull(),
    at: timestamp('at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    /** The office (中文). */
    office: text('office').notNull(),
    /** The token's subject. */
    by: text('by').notNull(),
    step: text('step').$type<'SUBMITTED' | 'FORWARDED' | 'DECIDED' | 'WITHDRAWN'>().notNull(),
    /** In words (中文). */
    what: text('what').notNull(),
    document: text('document'),
  },
  (table) => [index('objection_step_objection').on(table.objectionId)],
).enableRLS();
