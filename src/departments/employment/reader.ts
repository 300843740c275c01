import type { SQL } from 'drizzle-orm';
import type { Db } from '../../db/database.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import { AnnualReader } from '../annual-reader.js';
import { annual, exact } from '../annual-record.js';
import { employmentFacts } from './facts.js';
import type { EmploymentRecord } from './record.js';
import { employment } from './table.js';

type Row = typeof employment.$inferSelect;
export type EmploymentReader = AnnualReader<Row, EmploymentRecord>;

/** Opens the reader of 人社. */
export function openEmploymentReader(db: Db, enterprises: EnterpriseReader): EmploymentReader {
  const select = (where: SQL) => db.select().from(employment).where(where);
  return new AnnualReader({ table: employment, facts: employmentFacts, select, toRecord }, enterprises);
}

function toRecord(rows: readonly Row[]): EmploymentRecord {
  const row = rows[0]!;
  return {
    ...annual(rows),
    averageStaff: exact(row.averageStaff),
    insured: exact(row.insured),
  };
}
