import type { SQL } from 'drizzle-orm';
import type { Db } from '../../db/database.js';
import type { Records } from '../../db/records.js';
import { columnsRead } from '../../db/versioned.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import { AnnualReader } from '../annual-reader.js';
import { annual, exact } from '../annual-record.js';
import { emissionsFacts } from './facts.js';
import { equivalentOf } from './equivalent.js';
import type { EmissionsRecord } from './record.js';
import { emission } from './table.js';

type Row = Omit<typeof emission.$inferSelect, 'raw'>;
export type EmissionsReader = AnnualReader<Row, EmissionsRecord>;

/** Opens the reader of 生态环境. */
export function openEmissionsReader(records: Records, enterprises: EnterpriseReader): EmissionsReader {
  const select = (db: Db, where: SQL) => db.select(columnsRead(emission)).from(emission).where(where);
  return new AnnualReader({ table: emission, facts: emissionsFacts, select, toRecord }, records, enterprises);
}

function toRecord(rows: readonly Row[]): EmissionsRecord {
  const row = rows[0]!;
  const masses = { cod: exact(row.cod), ammonia: exact(row.ammonia), so2: exact(row.so2), nox: exact(row.nox) };
  return { ...annual(rows), ...masses, equivalent: equivalentOf(masses) };
}
