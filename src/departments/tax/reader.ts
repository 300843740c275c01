import type { SQL } from 'drizzle-orm';
import type { Db } from '../../db/database.js';
import type { Records } from '../../db/records.js';
import { columnsRead } from '../../db/versioned.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import { AnnualReader } from '../annual-reader.js';
import { annual, exact } from '../annual-record.js';
import { taxFacts } from './facts.js';
import { LandSourceReader } from './land-source.js';
import type { TaxRecord } from './record.js';
import { taxPayment } from './table.js';

type Row = Omit<typeof taxPayment.$inferSelect, 'raw'>;

/** Reads yearly payments and the land-tax sources. */
export class TaxReader extends AnnualReader<Row, TaxRecord> {
  readonly landSources: LandSourceReader;

  constructor(records: Records, enterprises: EnterpriseReader) {
    const select = (db: Db, where: SQL) => db.select(columnsRead(taxPayment)).from(taxPayment).where(where);
    super({ table: taxPayment, facts: taxFacts, select, toRecord }, records, enterprises);
    this.landSources = new LandSourceReader(records, enterprises);
  }
}

/** Opens the reader of 税务. */
export function openTaxReader(records: Records, enterprises: EnterpriseReader): TaxReader {
  return new TaxReader(records, enterprises);
}

function toRecord(rows: readonly Row[]): TaxRecord {
  const row = rows[0]!;
  return {
    ...annual(rows),
    vatNet: exact(row.vatNet),
    exportCredit: exact(row.exportCredit),
    refundOnLevy: exact(row.refundOnLevy),
    corporateIncome: exact(row.corporateIncome),
    property: exact(row.property),
    landUse: exact(row.landUse),
    other: exact(row.other),
    returned: exact(row.returned),
  };
}
