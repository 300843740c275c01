import { bigint, bigserial, boolean, date, index, integer, jsonb, pgTable, text, timestamp, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Vocabulary } from '../policy/vocabulary.js';

/** The text of every scheme that was in force or graded by, kept for good under the digest of its bytes. */
export const schemeText = pgTable('scheme_text', {
  /** `sm3:` and the hex SM3. */
  digest: text('digest').primaryKey(),
  schemeId: text('scheme_id').notNull(),
  text: text('text').notNull(),
  /** The county's own facts and events that it names, as they were declared then. */
  declared: jsonb('declared').$type<Vocabulary>().notNull(),
  keptAt: timestamp('kept_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
});

/** Which text a scheme's id stood for since when; a line is added when it becomes another, or none. */
export const schemeInForce = pgTable(
  'scheme_in_force',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    schemeId: text('scheme_id').notNull(),
    /** Null: the file was taken away. */
    digest: text('digest'),
    since: timestamp('since', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [index('scheme_in_force_scheme').on(table.schemeId)],
);

/** The text of every set of treatments that was in force for an evaluation that was made public, kept for good. */
export const treatmentText = pgTable('treatment_text', {
  /** `sm3:` and the hex SM3 of the text. */
  digest: text('digest').primaryKey(),
  setId: text('set_id').notNull(),
  text: text('text').notNull(),
  /** The county's own facts and events that it names, as they were declared then. */
  declared: jsonb('declared').$type<Vocabulary>().notNull(),
  keptAt: timestamp('kept_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
});

/** An evaluation that was made public: what it was worked out of, so that it can be given again, and what came out. */
export const publication = pgTable(
  'publication',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    schemeId: text('scheme_id').notNull(),
    digest: text('digest').notNull(),
    year: integer('year').notNull(),
    dataVersion: bigint('data_version', { mode: 'number' }).notNull(),
    /** `sm3:` and the hex SM3 of the printed result (SCHEME.md, The result), without names. */
    resultDigest: text('result_digest').notNull(),
    /** The notice that made it public. */
    document: text('document').notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    publishedBy: text('published_by').notNull(),
    /** The one that it stands in for; null: the first of its scheme and year. */
    corrects: bigint('corrects', { mode: 'number' }).references((): AnyPgColumn => publication.id),
    /** Why it was corrected; null of the first. */
    reason: text('reason'),
    /** The day from which it holds, in the county's time; null: made public before days were kept. */
    validFrom: date('valid_from', { mode: 'string' }),
    /** The round whose result it is, and the last event of it that counts; null: published without a round. */
    round: bigint('round', { mode: 'number' }),
    roundEvent: bigint('round_event', { mode: 'number' }),
    /** Of a trial round: it has no effect. */
    trial: boolean('trial').notNull().default(false),
    /** The digests of its jurisdiction's treatments; null: made public before they were kept. */
    treatments: text('treatments').array(),
  },
  (table) => [index('publication_year').on(table.year, table.schemeId)],
);
