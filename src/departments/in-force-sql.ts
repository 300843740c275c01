import { and, gt, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** As `inForceOn`, as a condition of a statement. */
export function inForce(day: string, from: PgColumn, to: PgColumn): SQL {
  return and(or(isNull(from), lte(from, day)), or(isNull(to), gt(to, day)))!;
}
