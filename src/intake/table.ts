import { bigint, bigserial, index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { VIEWER_DEPARTMENTS } from '../access/viewer.js';
import { rowsOfEveryAndFrom, rowsOfHandover } from '../db/row-policy.js';
import type { IssueCode, Severity } from '../handover/issue.js';
import { recordSets } from './record-sets.js';

/** The datasets that are not named after their department, nor the county's. */
const NAMED_OTHERWISE = [...recordSets.values()]
  .map(({ dataset }) => dataset)
  .filter(({ id, department }) => department !== 'county' && department !== 'register' && !id.startsWith(`${department}.`));

/** Every file that was handed in, taken or refused. */
export const handover = pgTable(
  'handover',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    dataset: text('dataset'),
    fileName: text('file_name').notNull(),
    /** `sm3:` and the hex SM3 of the file's bytes. */
    digest: text('digest').notNull(),
    /** The year that it was said to be of, where that was said. */
    year: integer('year'),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    status: text('status').$type<'accepted' | 'refused'>().notNull(),
    /** The data version that holds its rows; null if refused. */
    version: bigint('version', { mode: 'number' }),
    /** Of a file that was taken: the moment of its data version, which `asOf` at it includes. */
    receivedAt: timestamp('received_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    receivedBy: text('received_by').notNull(),
    /** The header cells as found: the names of the cells in `raw` of its records and quarantined rows. */
    labels: jsonb('labels').$type<string[]>().notNull(),
    rows: integer('rows').notNull(),
    accepted: integer('accepted').notNull(),
    quarantined: integer('quarantined').notNull(),
    skipped: integer('skipped').notNull(),
    /** How many of its rows hold now: no other row of their key stands in their place. */
    inForce: integer('in_force').notNull().default(0),
    /** Of a file that was taken back: since which data version it counts as never handed over, when, who said so, and why. */
    retractedAs: bigint('retracted_as', { mode: 'number' }),
    retractedAt: timestamp('retracted_at', { withTimezone: true, precision: 3 }),
    retractedBy: text('retracted_by'),
    retractedReason: text('retracted_reason'),
    issueCounts: jsonb('issue_counts').$type<Record<string, number>>().notNull(),
  },
  (table) => [
    index('handover_digest').on(table.dataset, table.digest),
    // A dataset is named after its department; the register's after what it lists, the county's after anything else.
    // A file whose dataset was not made out is told to whom it came from.
    rowsOfEveryAndFrom(
      sql.raw(`case
      when dataset like 'enterprise.%' then 'register'
      ${NAMED_OTHERWISE.map(({ id, department }) => `when dataset = '${id}' then '${department}'`).join('\n      ')}
      when split_part(dataset, '.', 1) in (${VIEWER_DEPARTMENTS.map((department) => `'${department}'`).join(', ')}) then split_part(dataset, '.', 1)
      when dataset is not null then 'county' end`),
      sql.raw('case when dataset is null then received_by end'),
    ),
  ],
);

/** What was found in a file, told to the person who must act. */
export const handoverIssue = pgTable(
  'handover_issue',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    handoverId: bigint('handover_id', { mode: 'number' }).notNull(),
    code: text('code').$type<IssueCode>().notNull(),
    severity: text('severity').$type<Severity>().notNull(),
    sheet: text('sheet'),
    line: integer('line'),
    column: text('column_label'),
    found: text('found'),
    message: text('message').notNull(),
  },
  (table) => [index('handover_issue_handover').on(table.handoverId), rowsOfHandover('handover_id')],
);

/** A line waits until it is decided on, is mended in a file that is handed in again, or its file is taken back. */
export type QuarantineState = 'WAITING' | 'RELEASED' | 'DROPPED' | 'MENDED' | 'RETRACTED';

/** A line kept verbatim until it is corrected and released, or dropped, with a reason. */
export const quarantine = pgTable(
  'quarantine',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    handoverId: bigint('handover_id', { mode: 'number' }).notNull(),
    sheet: text('sheet'),
    line: integer('line').notNull(),
    raw: jsonb('raw').$type<string[]>().notNull(),
    /** The names of its cells where its sheet has another header than the handover's first. */
    labels: jsonb('labels').$type<string[]>(),
    codes: jsonb('codes').$type<IssueCode[]>().notNull(),
    state: text('state').$type<QuarantineState>().notNull().default('WAITING'),
    reason: text('reason'),
    decidedBy: text('decided_by'),
    decidedAt: timestamp('decided_at', { withTimezone: true, precision: 3 }),
    /** The handover that the corrected line became. */
    releasedAs: bigint('released_as', { mode: 'number' }),
  },
  (table) => [index('quarantine_handover').on(table.handoverId), rowsOfHandover('handover_id')],
);
