import { index, integer, numeric, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { rowsOfEnterprise } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';

/** 年度用电用水, by account (户号): 用电量 万kWh, 用水量 吨. */
export const utilityAccount = pgTable(
  'utility_account',
  {
    creditCode: text('credit_code').notNull(),
    account: text('account').notNull(),
    year: integer('year').notNull(),
    electricity: numeric('electricity'),
    water: numeric('water'),
    ...provenance(),
  },
  (table) => [
    unique('utility_account_key').on(table.creditCode, table.account, table.year, table.version),
    index('utility_account_year').on(table.year),
    rowsOfEnterprise('utilities', 'credit_code'),
  ],
);
