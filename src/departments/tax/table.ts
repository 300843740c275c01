import { index, pgTable } from 'drizzle-orm/pg-core';
import { columnsOf, keyOf } from '../../db/dataset-columns.js';
import { rowsOfEnterprise } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';
import { parcelIn } from '../on-parcels.js';
import { taxLandSources, taxPayments } from './datasets.js';

/** 年度企业税收, 万元. */
export const taxPayment = pgTable('tax_payment', { ...columnsOf(taxPayments), ...provenance() }, (table) => [
  ...keyOf('tax_payment', taxPayments, table),
  rowsOfEnterprise('tax', 'tax_payment', 'credit_code'),
]);

/** 土地税源明细: areas in 亩 (every area unit terminates in it), rate in 元/㎡, money in 元. */
export const taxLandSource = pgTable('tax_land_source', { ...columnsOf(taxLandSources), ...provenance() }, (table) => [
  ...keyOf('tax_land_source', taxLandSources, table),
  index('tax_land_source_parcel').on(parcelIn(table.unitCode)),
  index('tax_land_source_taxpayer').on(table.taxpayerId),
  rowsOfEnterprise('tax', 'tax_land_source', 'taxpayer_id'),
]);
