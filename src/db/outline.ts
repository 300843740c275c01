import { sql, type SQL } from 'drizzle-orm';
import type { Db } from './db.js';
import { streamRows } from './stream-rows.js';

/**
 * Rows of parcels in outline: the few fields that decide whether anything is to be looked at, many rows to a block, so
 * that a million of them cost little more than their bytes. A block holds every row of the parcels whose code begins
 * with its key; blocks come by ascending key.
 */
export interface OutlineBlock {
  readonly key: string;
  /** The fields of each row, in their order; an absent field is empty. */
  readonly rows: readonly (readonly string[])[];
}

/** A block is of at most a thousand parcels: the first 16 of the 19 characters that name a parcel (GB/T 37346-2019). */
const KEY_CHARACTERS = 16;
const BLOCKS_AT_A_TIME = 16;
const [ROW_END, FIELD_END] = ['\u001e', '\u001f'];

/** One query of rows with a unit code, and the fields of each. */
export interface Outlined {
  readonly unitCode: SQL | { getSQL(): SQL };
  /** Numbers, codes and dates as they stand; free text through {@link freeText}. */
  readonly fields: readonly (SQL | { getSQL(): SQL })[];
  readonly from: SQL | { getSQL(): SQL };
  readonly where: SQL;
}

/** Text in which the characters that end fields and rows are replaced: it then equals nothing that it should not. */
export function freeText(text: SQL | { getSQL(): SQL }): SQL {
  return sql`translate(${text}, chr(30) || chr(31), chr(1) || chr(1))`;
}

/** Streams the blocks of one or more queries together. */
export async function* outlineBlocks(db: Db, ...queries: readonly Outlined[]): AsyncGenerator<OutlineBlock, void> {
  const rows = queries.map(({ unitCode, fields, from, where }) => {
    const texts = fields.map((field) => sql`coalesce((${field})::text, '')`);
    const code = sql`substr(${unitCode}, ${sql.raw(String(KEY_CHARACTERS + 1))})`;
    const line = sql.join([code, ...texts], sql` || chr(31) || `);
    return sql`select left(${unitCode}, ${sql.raw(String(KEY_CHARACTERS))}) collate "C" as key, ${line} as line from ${from} where ${unitCode} is not null and ${where}`;
  });
  const query = sql`select key, string_agg(line, chr(30)) from (${sql.join([...rows], sql` union all `)}) rows group by key order by key`;
  for await (const blocks of streamRows<readonly [string, string]>(db, query, BLOCKS_AT_A_TIME)) {
    for (const [key, lines] of blocks) {
      yield { key, rows: lines.split(ROW_END).map((line) => line.split(FIELD_END)) };
    }
  }
}
