import { sql } from 'drizzle-orm';
import { index, pgTable } from 'drizzle-orm/pg-core';
import { columnsOf, keyOf } from '../../db/dataset-columns.js';
import { rowsOfEnterprise, rowsWhere } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';
import { parcelIn } from '../on-parcels.js';
import { taxLandSources, taxPayments } from './datasets.js';

/** 年度企业税收, 万元. */
export const taxPayment = pgTable('tax_payment', { ...columnsOf(taxPayments), ...provenance() }, (table) => [
  ...keyOf('tax_payment', taxPayments, table),
  rowsOfEnterprise('tax', 'credit_code'),
]);

// A source is within reach with its taxpayer, and with the parcel that it taxes.
const REACHED = sql.raw(
  'taxpayer_id in (select e.credit_code from enterprise e)' +
    ' or left(unit_code, 19) in (select left(p.unit_code, 19) from land_parcel p)',
);

/** 土地税源明细: areas in 亩 (every area unit terminates in it), rate in 元/㎡, money in 元. */
export const taxLandSource = pgTable('tax_land_source', { ...columnsOf(taxLandSources), ...provenance() }, (table) => [
  ...keyOf('tax_land_source', taxLandSources, table),
  index('tax_land_source_parcel').on(parcelIn(table.unitCode)),
  index('tax_land_source_taxpayer').on(table.taxpayerId),
  rowsWhere('tax', REACHED),
]);
