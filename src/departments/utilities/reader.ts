import type { SQL } from 'drizzle-orm';
import type { Db } from '../../db/database.js';
import { columnsRead } from '../../db/versioned.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import { Rational } from '../../grading/rational.js';
import { AnnualReader } from '../annual-reader.js';
import { annual, exact } from '../annual-record.js';
import { utilitiesFacts } from './facts.js';
import type { UtilitiesRecord } from './record.js';
import { utilityAccount } from './table.js';

type Row = Omit<typeof utilityAccount.$inferSelect, 'raw'>;
export type UtilitiesReader = AnnualReader<Row, UtilitiesRecord>;

/** Opens the reader of 供电供水. */
export function openUtilitiesReader(db: Db, enterprises: EnterpriseReader): UtilitiesReader {
  const select = (where: SQL) => db.select(columnsRead(utilityAccount)).from(utilityAccount).where(where);
  return new AnnualReader({ table: utilityAccount, facts: utilitiesFacts, select, toRecord }, enterprises);
}

function toRecord(rows: readonly Row[]): UtilitiesRecord {
  return {
    ...annual(rows),
    electricity: sumOfPresent(rows.map((row) => exact(row.electricity))),
    water: sumOfPresent(rows.map((row) => exact(row.water))),
  };
}

/** A meter that was not read leaves the others' sum standing; no reading at all is missing. */
function sumOfPresent(readings: readonly (Rational | undefined)[]): Rational | undefined {
  const present = readings.filter((reading) => reading !== undefined);
  return present.length ? Rational.sum(present) : undefined;
}
