import { and, gt, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { History } from '../handover/dataset.js';

/** As `inForceOn`, as a condition of a statement on the table of a dataset whose rows begin and end. */
export function inForce<Field extends string>(day: string, table: Readonly<Record<Field, PgColumn>>, history: History<Field>): SQL {
  const [from, to] = [table[history.from], table[history.to]];
  return and(or(isNull(from), lte(from, day)), or(isNull(to), gt(to, day)))!;
}
