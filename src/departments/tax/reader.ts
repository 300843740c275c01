import type { SQL } from 'drizzle-orm';
import type { Db } from '../../db/database.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import { AnnualReader } from '../annual-reader.js';
import { annual, exact } from '../annual-record.js';
import { taxFacts } from './facts.js';
import type { TaxRecord } from './record.js';
import { taxPayment } from './table.js';

type Row = typeof taxPayment.$inferSelect;
export type TaxReader = AnnualReader<Row, TaxRecord>;

/** Opens the reader of 税务. */
export function openTaxReader(db: Db, enterprises: EnterpriseReader): TaxReader {
  const select = (where: SQL) => db.select().from(taxPayment).where(where);
  return new AnnualReader({ table: taxPayment, facts: taxFacts, select, toRecord }, enterprises);
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
