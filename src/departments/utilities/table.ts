import { pgTable } from 'drizzle-orm/pg-core';
import { columnsOf, keyOf } from '../../db/dataset-columns.js';
import { rowsOfEnterprise } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';
import { utilitiesAnnual } from './datasets.js';

/** 年度用电用水, by account (户号): 用电量 万kWh, 用水量 吨. */
export const utilityAccount = pgTable('utility_account', { ...columnsOf(utilitiesAnnual), ...provenance() }, (table) => [
  ...keyOf('utility_account', utilitiesAnnual, table),
  rowsOfEnterprise('utilities', 'utility_account', 'credit_code'),
]);
