import { bigint, bigserial, boolean, index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { RoundPhase, SilenceRule } from './phase.js';

/** A yearly evaluation by one scheme, from plan to archive. What happened in it stands in {@link roundEvent}. */
export const round = pgTable(
  'round',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    schemeId: text('scheme_id').notNull(),
    /** Of the scheme's text, which is frozen when the round is opened. */
    digest: text('digest').notNull(),
    year: integer('year').notNull(),
    /** The groups of the scheme that it evaluates. */
    groups: text('groups').array().notNull(),
    trial: boolean('trial').notNull(),
    silence: text('silence').$type<SilenceRule>().notNull(),
    noticeWorkdays: integer('notice_workdays').notNull(),
    approvalFirst: boolean('approval_first').notNull(),
    /** The last day of a phase, YYYY-MM-DD in the county's time. */
    deadlines: jsonb('deadlines').$type<Partial<Record<RoundPhase, string>>>().notNull(),
    phase: text('phase').$type<RoundPhase>().notNull(),
    /** V1: the hub's data version when COLLECTING ended last; null before. */
    dataVersion: bigint('data_version', { mode: 'number' }),
  },
  (table) => [index('round_year').on(table.year, table.schemeId)],
);

/** The acts that make up a round. */
export type RoundAct =
  | 'OPENED'
  | 'ADVANCED'
  | 'WENT_BACK'
  | 'DEADLINE_CHANGED'
  | 'DATASET_WAIVED'
  | 'ADJUSTMENT_PROPOSED'
  | 'ADJUSTMENT_WITHDRAWN'
  | 'ITEMS_CONFIRMED'
  | 'OBJECTED'
  | 'OBJECTION_WITHDRAWN'
  | 'OBJECTION_FORWARDED'
  | 'OBJECTION_DECIDED'
  | 'OWN_ERROR_CORRECTED'
  | 'SHEETS_HANDED_OUT'
  | 'SHEETS_TAKEN';

/** Everything that was done in a round, in the order in which it was; nothing is changed or taken away. */
export const roundEvent = pgTable(
  'round_event',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    round: bigint('round', { mode: 'number' })
      .notNull()
      .references(() => round.id),
    at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
    act: text('act').$type<RoundAct>().notNull(),
    /** The phase after it. */
    phase: text('phase').$type<RoundPhase>().notNull(),
    /** Of ADVANCED and WENT_BACK: the phase before it. */
    from: text('from_phase').$type<RoundPhase>(),
    /** The token's subject, or `cli:<user>`. */
    actor: text('actor').notNull(),
    /** The role that it was done in. */
    role: text('role').notNull(),
    /** The enterprise that it concerns; null: the round as a whole. */
    creditCode: text('credit_code'),
    document: text('document'),
    reason: text('reason'),
    /** Ids, digests and days; never a value of an enterprise. */
    detail: jsonb('detail').$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (table) => [index('round_event_round').on(table.round, table.id)],
);

/** 定档, 提档 or 降档 of one enterprise by a document; `since` and `until` are events of its round. */
export const roundAdjustment = pgTable(
  'round_adjustment',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    round: bigint('round', { mode: 'number' })
      .notNull()
      .references(() => round.id),
    creditCode: text('credit_code').notNull(),
    kind: text('kind').$type<'SET' | 'RAISE' | 'LOWER'>().notNull(),
    class: text('class').notNull(),
    article: text('article').notNull(),
    document: text('document').notNull(),
    reason: text('reason').notNull(),
    /** The objection whose acceptance carries it; null: proposed by the evaluation office. */
    objection: bigint('objection', { mode: 'number' }),
    since: bigint('since', { mode: 'number' })
      .notNull()
      .references(() => roundEvent.id),
    /** The event that withdrew it; null: it counts. */
    until: bigint('until', { mode: 'number' }).references(() => roundEvent.id),
    /** The event, NOTICED or APPROVED, that approved it. */
    approved: bigint('approved', { mode: 'number' }).references(() => roundEvent.id),
  },
  (table) => [index('round_adjustment_round').on(table.round)],
);
