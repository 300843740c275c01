import type { SQL } from 'drizzle-orm';
import type { Db } from '../../db/database.js';
import type { Records } from '../../db/records.js';
import { columnsRead } from '../../db/versioned.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import { AnnualReader } from '../annual-reader.js';
import { annual, exact } from '../annual-record.js';
import { employmentFacts } from './facts.js';
import type { EmploymentRecord } from './record.js';
import { employment } from './table.js';

type Row = Omit<typeof employment.$inferSelect, 'raw'>;
export type EmploymentReader = AnnualReader<Row, EmploymentRecord>;

/** Opens the reader of 人社. */
export function openEmploymentReader(records: Records, enterprises: EnterpriseReader): EmploymentReader {
  const select = (db: Db, where: SQL) => db.select(columnsRead(employment)).from(employment).where(where);
  return new AnnualReader({ table: employment, facts: employmentFacts, select, toRecord }, records, enterprises);
}

function toRecord(rows: readonly Row[]): EmploymentRecord {
  const row = rows[0]!;
  return {
    ...annual(rows),
    averageStaff: exact(row.averageStaff),
    insured: exact(row.insured),
  };
}
