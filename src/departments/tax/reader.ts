import type { Records } from '../../db/records.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import { factsOf } from '../../handover/facts.js';
import { AnnualReader } from '../annual-reader.js';
import { yearRecords } from '../annual-record.js';
import { taxPayments } from './datasets.js';
import { LandSourceReader } from './land-source.js';
import type { TaxRecord } from './record.js';
import { taxPayment } from './table.js';

const recordOf = yearRecords(taxPayments);

/** Reads yearly payments and the land-tax sources. */
export class TaxReader extends AnnualReader<TaxRecord> {
  readonly landSources: LandSourceReader;

  constructor(records: Records, enterprises: EnterpriseReader) {
    super(
      { dataset: taxPayments, table: taxPayment, facts: factsOf(taxPayments), toRecord: ([row]) => recordOf(row!) },
      records,
      enterprises,
    );
    this.landSources = new LandSourceReader(records, enterprises);
  }
}

/** Opens the reader of 税务. */
export function openTaxReader(records: Records, enterprises: EnterpriseReader): TaxReader {
  return new TaxReader(records, enterprises);
}
