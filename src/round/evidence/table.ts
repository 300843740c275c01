import { bigint, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** A file that somebody sent to ground an objection with; its bytes lie in the folder of evidence, by digest. */
export const evidence = pgTable(
  'evidence',
  {
    /** The hex SM3 of its bytes. */
    digest: text('digest').notNull(),
    /** Who sent it: role, subject and enterprise of the token. */
    sender: text('sender').notNull(),
    name: text('name').notNull(),
    size: integer('size').notNull(),
    kind: text('kind').notNull(),
    sentAt: timestamp('sent_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.digest, table.sender] }), index('evidence_sent_at').on(table.sentAt)],
).enableRLS();

/** The evidence of an objection, for good. */
export const objectionEvidence = pgTable(
  'objection_evidence',
  {
    objectionId: bigint('objection_id', { mode: 'number' }).notNull(),
    digest: text('digest').notNull(),
    name: text('name').notNull(),
    size: integer('size').notNull(),
    kind: text('kind').notNull(),
  },
  (table) => [primaryKey({ columns: [table.objectionId, table.digest] }), index('objection_evidence_digest').on(table.digest)],
).enableRLS();
