import { sql } from 'drizzle-orm';
import { date, index, integer, numeric, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { rowsOfEnterprise, rowsWhere } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';
import { parcelIn } from '../on-parcels.js';

/** 年度企业税收, 万元. */
export const taxPayment = pgTable(
  'tax_payment',
  {
    creditCode: text('credit_code').notNull(),
    year: integer('year').notNull(),
    name: text('name'),
    vatNet: numeric('vat_net'),
    exportCredit: numeric('export_credit'),
    refundOnLevy: numeric('refund_on_levy'),
    corporateIncome: numeric('corporate_income'),
    property: numeric('property'),
    landUse: numeric('land_use'),
    other: numeric('other'),
    returned: numeric('returned'),
    ...provenance(),
  },
  (table) => [
    unique('tax_payment_key').on(table.creditCode, table.year, table.version),
    index('tax_payment_year').on(table.year),
    rowsOfEnterprise('tax', 'credit_code'),
  ],
);

/** 土地税源明细: areas in 亩 (every area unit terminates in it), rate in 元/㎡, money in 元. */
export const taxLandSource = pgTable(
  'tax_land_source',
  {
    sourceId: text('source_id').notNull(),
    taxpayerId: text('taxpayer_id'),
    taxpayerName: text('taxpayer_name'),
    unitCode: text('unit_code'),
    occupiedArea: numeric('occupied_area_mu'),
    taxableArea: numeric('taxable_area_mu'),
    relievedArea: numeric('relieved_area_mu'),
    landClass: text('land_class'),
    rate: numeric('rate'),
    startDate: date('start_date'),
    endDate: date('end_date'),
    annualTax: numeric('annual_tax'),
    annualRelief: numeric('annual_relief'),
    ...provenance(),
  },
  (table) => [
    unique('tax_land_source_key').on(table.sourceId, table.version),
    index('tax_land_source_parcel').on(parcelIn(table.unitCode)),
    index('tax_land_source_taxpayer').on(table.taxpayerId),
    // A source is within reach with its taxpayer, and with the parcel that it taxes.
    rowsWhere('tax', sql`taxpayer_id in (select e.credit_code from enterprise e) or left(unit_code, 19) in (select left(p.unit_code, 19) from land_parcel p)`),
  ],
);
