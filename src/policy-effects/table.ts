import { sql } from 'drizzle-orm';
import { bigint, bigserial, integer, jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core';
import { publication } from '../assessment/table.js';
import { rowsOfEvery } from '../db/row-policy.js';

/** A list handed to those who carry relief and surcharges out; a list that did not change is not made again. */
export const executionList = pgTable(
  'execution_list',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    kind: text('kind').notNull(),
    scheme: text('scheme').notNull(),
    year: integer('year').notNull(),
    /** 1, 2, 3 … of this kind, scheme and year. */
    number: integer('number').notNull(),
    /** `sm3:` and the hex SM3 of the CSV's bytes. */
    digest: text('digest').notNull(),
    dataVersion: bigint('data_version', { mode: 'number' }).notNull(),
    /** The publication whose classes it follows; null: grades on the fly (试算). */
    publication: bigint('publication', { mode: 'number' }).references(() => publication.id),
    rows: jsonb('rows').$type<string[][]>().notNull(),
    madeBy: text('made_by').notNull(),
    madeAt: timestamp('made_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [unique('execution_list_number').on(table.kind, table.scheme, table.year, table.number), rowsOfEvery(sql`'tax'`)],
);
