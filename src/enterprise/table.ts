import { boolean, date, index, integer, numeric, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { rowsOfEnterprise, rowsOfRegister } from '../db/row-policy.js';
import { provenance } from '../db/versioned.js';

/** 企业名录: what 市场监管 registered; `registered` is false for an enterprise that only another department knows. */
export const enterprise = pgTable(
  'enterprise',
  {
    creditCode: text('credit_code').notNull(),
    name: text('name'),
    /** The name folded for linking (full width to half width, no white space). */
    foldedName: text('folded_name'),
    established: date('established'),
    industry: text('industry'),
    industryGroup: text('industry_group'),
    zone: text('zone'),
    town: text('town'),
    status: text('status'),
    registered: boolean('registered').notNull().default(true),
    ...provenance(),
  },
  (table) => [
    unique('enterprise_key').on(table.creditCode, table.version),
    index('enterprise_folded_name').on(table.foldedName),
    index('enterprise_zone').on(table.zone, table.creditCode),
    rowsOfRegister('register', { zone: 'zone', town: 'town', creditCode: 'credit_code' }),
  ],
);

/** 事项: something dated that a department put on record about an enterprise. */
export const event = pgTable(
  'event',
  {
    creditCode: text('credit_code').notNull(),
    event: text('event').notNull(),
    date: date('date').notNull(),
    document: text('document'),
    note: text('note'),
    ...provenance(),
  },
  (table) => [
    unique('event_key').on(table.creditCode, table.event, table.date, table.document, table.version).nullsNotDistinct(),
    rowsOfEnterprise('county', 'credit_code'),
  ],
);

/** 差别化政策执行情况: what policy gave or took in a quarter, as one office reports it; money in 万元, land in 亩. */
export const policyEffect = pgTable(
  'policy_effect',
  {
    creditCode: text('credit_code').notNull(),
    name: text('name'),
    year: integer('year').notNull(),
    quarter: integer('quarter').notNull(),
    office: text('office').notNull(),
    landUseTaxRelief: numeric('land_use_tax_relief'),
    subsidy: numeric('subsidy'),
    powerTrading: numeric('power_trading'),
    landSupplied: numeric('land_supplied_mu'),
    energySupported: numeric('energy_supported'),
    emissionsAdded: numeric('emissions_added'),
    electricitySurcharge: numeric('electricity_surcharge'),
    waterSurcharge: numeric('water_surcharge'),
    emissionCharge: numeric('emission_charge'),
    energyCut: numeric('energy_cut'),
    emissionsCut: numeric('emissions_cut'),
    ...provenance(),
  },
  (table) => [
    unique('policy_effect_key').on(table.creditCode, table.year, table.quarter, table.office, table.version),
    index('policy_effect_year').on(table.year),
    rowsOfEnterprise('county', 'credit_code'),
  ],
);

/** County-declared facts, by enterprise and year, in the declared unit. */
export const supplement = pgTable(
  'supplement',
  {
    creditCode: text('credit_code').notNull(),
    year: integer('year').notNull(),
    fact: text('fact').notNull(),
    value: numeric('value'),
    unit: text('unit'),
    ...provenance(),
  },
  (table) => [
    unique('supplement_key').on(table.creditCode, table.year, table.fact, table.version),
    index('supplement_year').on(table.year),
    rowsOfEnterprise('county', 'credit_code'),
  ],
);
