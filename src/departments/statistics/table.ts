import { boolean, index, integer, numeric, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { rowsOfEnterprise } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';

/** 年度工业企业统计: 万元; 能耗 吨标煤. */
export const statistic = pgTable(
  'statistic',
  {
    creditCode: text('credit_code').notNull(),
    year: integer('year').notNull(),
    name: text('name'),
    aboveScale: boolean('above_scale'),
    revenue: numeric('revenue'),
    valueAdded: numeric('value_added'),
    rdExpense: numeric('rd_expense'),
    energy: numeric('energy'),
    energyCalorific: numeric('energy_calorific'),
    ...provenance(),
  },
  (table) => [
    unique('statistic_key').on(table.creditCode, table.year, table.version),
    index('statistic_year').on(table.year),
    rowsOfEnterprise('statistics', 'credit_code'),
  ],
);
