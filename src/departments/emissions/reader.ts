import type { Records } from '../../db/records.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import { AnnualReader } from '../annual-reader.js';
import { yearRecords, type AnnualRow } from '../annual-record.js';
import { emissionsAnnual, emissionsFacts } from './datasets.js';
import { equivalentColumn, equivalentOf, POLLUTANTS } from './equivalent.js';
import type { EmissionsRecord } from './record.js';
import { emission } from './table.js';

/** Opens the reader of 生态环境. */
export function openEmissionsReader(records: Records, enterprises: EnterpriseReader): AnnualReader<EmissionsRecord> {
  const source = { dataset: emissionsAnnual, table: emission, facts: emissionsFacts, toRecord, computed };
  return new AnnualReader(source, records, enterprises);
}

const computed = new Map([['emissions.equivalent', { of: POLLUTANTS, column: equivalentColumn }]]);
const massesOf = yearRecords(emissionsAnnual);

function toRecord([row]: readonly AnnualRow[]): EmissionsRecord {
  const masses = massesOf(row!);
  return { ...masses, equivalent: equivalentOf(masses) };
}
