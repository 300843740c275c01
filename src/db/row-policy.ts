import { sql, type SQL } from 'drizzle-orm';
import { pgPolicy, type PgPolicy } from 'drizzle-orm/pg-core';
import type { DepartmentId } from '../grading/fact.js';

/*
 * The second wall: what a reader without the owner's rights gets of each table, by the settings of the transaction that
 * reads (read-as.ts). Without them, or with empty ones, no row: every comparison is with NULL then. What does not hang
 * on the row is in a sub-select, so that it is worked out once a statement.
 */

/** The name of the policy on each table that can be read through the wall; a table without it gives nothing. */
export const POLICY = 'muhub_reads';

const ZONES = sql.raw(`(select nullif(current_setting('muhub.zones', true), '')::text[])::text[]`);
const TOWNS = sql.raw(`(select nullif(current_setting('muhub.towns', true), '')::text[])::text[]`);
const ENTERPRISE = sql.raw(`(select nullif(current_setting('muhub.enterprise', true), ''))`);
const EVERY_ROW = sql.raw(`(select current_setting('muhub.rows', true) = 'every')`);

const SUBJECT = sql.raw(`(select nullif(current_setting('muhub.subject', true), ''))`);

function reads(department: SQL): SQL {
  return sql`${department} = any((select nullif(current_setting('muhub.departments', true), '')::text[])::text[])`;
}

function readsAny(department: DepartmentId): SQL {
  return sql.raw(`(select '${department}' = any(nullif(current_setting('muhub.departments', true), '')::text[]))`);
}

function policy(using: SQL): PgPolicy {
  return pgPolicy(POLICY, { for: 'select', to: 'public', using });
}

/** The columns by which a row says itself where it belongs; at least one. */
export interface Whereabouts {
  readonly zone?: string;
  readonly town?: string;
  readonly creditCode?: string;
}

/** Rows that say themselves where they belong: within reach by their zone, their town or their enterprise's own code. */
export function rowsOfRegister(department: DepartmentId, of: Whereabouts): PgPolicy {
  return policy(sql`${readsAny(department)} and (${EVERY_ROW} or ${belongs(of)})`);
}

/** The condition that a row belongs within reach by what it says itself. */
export function belongs({ zone, town, creditCode }: Whereabouts): SQL {
  const its = [
    zone && sql`${sql.identifier(zone)} = any(${ZONES})`,
    town && sql`${sql.identifier(town)} = any(${TOWNS})`,
    creditCode && sql`${sql.identifier(creditCode)} = ${ENTERPRISE}`,
  ];
  return sql.join(
    its.filter((each) => each !== undefined && each !== ''),
    sql` or `,
  );
}

/**
 * Rows about enterprises: within reach where one of the columns names an enterprise of the register within reach. One
 * that was once in a zone counts as its own: what it was then may be asked for then. Asked of each row, so that of few
 * rows few enterprises are looked up; of many, the database reads them once.
 * @param table the name of the table itself
 */
export function rowsOfEnterprise(department: DepartmentId, table: string, ...creditCodes: [string, ...string[]]): PgPolicy {
  const known = creditCodes.map(
    (column) => sql`exists (select from enterprise e where e.credit_code = ${sql.identifier(table)}.${sql.identifier(column)})`,
  );
  return policy(sql`${readsAny(department)} and (${EVERY_ROW} or ${sql.join(known, sql` or `)})`);
}

/** Rows that are within reach by some condition of their own. */
export function rowsWhere(department: DepartmentId | SQL, within: SQL): PgPolicy {
  const read = typeof department === 'string' ? readsAny(department) : reads(department);
  return policy(sql`${read} and (${EVERY_ROW} or ${within})`);
}

/** Rows that nobody bound to zones reads; of the department that an expression over the row names. */
export function rowsOfEvery(department: SQL): PgPolicy {
  return policy(sql`${EVERY_ROW} and ${reads(department)}`);
}

/** As {@link rowsOfEvery}; and rows that came from whoever reads, by an expression over the row. */
export function rowsOfEveryAndFrom(department: SQL, from: SQL): PgPolicy {
  return policy(sql`(${EVERY_ROW} and ${reads(department)}) or ${from} = ${SUBJECT}`);
}

/** Rows of the access log of the department that a column names. */
export function rowsOfLog(department: string): PgPolicy {
  return policy(isAmong(department, 'logs'));
}

/** Rows of the grants that were asked of the department that one column names, or by the subject that another does. */
export function rowsOfGrants(owner: string, askedBy: string): PgPolicy {
  return policy(sql`${isAmong(owner, 'grants')} or ${sql.identifier(askedBy)} = ${SUBJECT}`);
}

function isAmong(column: string, setting: string): SQL {
  return sql`${sql.identifier(column)} = any((select nullif(current_setting(${sql.raw(`'muhub.${setting}'`)}, true), '')::text[])::text[])`;
}

/** Rows of a file that was handed in, which are within reach with it. */
export function rowsOfHandover(handover: string): PgPolicy {
  return policy(sql`${sql.identifier(handover)} in (select h.id from handover h)`);
}

/** Rows without any department's data. */
export function openRows(): PgPolicy {
  return policy(sql`true`);
}
