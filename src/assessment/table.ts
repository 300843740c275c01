import { bigint, bigserial, index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
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
  },
  (table) => [index('publication_year').on(table.year, table.schemeId)],
);

/**
 * Totals that were told beside those of the schemes in force now, so that none of later is told that gives a figure back
 * beside them, by whichever hub and after whatever restart. Lines are only added.
 */
export const toldTotal = pgTable(
  'told_total',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    year: integer('year').notNull(),
    /** The digest of the scheme's text, and the group. */
    of: text('of').notNull(),
    /** What each part that is not seen was measured by: its kind and exact fractions in lowest terms. */
    yardsticks: text('yardsticks').array().notNull(),
    toldAt: timestamp('told_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [index('told_total_year').on(table.year, table.id)],
).enableRLS();

/**
 * The texts of schemes that were not in force, in the order in which a year was first told of under them: what each tells is
 * set beside those in force and those before it. Lines are only added.
 */
export const toldScheme = pgTable(
  'told_scheme',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    year: integer('year').notNull(),
    digest: text('digest').notNull(),
    toldAt: timestamp('told_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [index('told_scheme_year').on(table.year, table.id)],
).enableRLS();
