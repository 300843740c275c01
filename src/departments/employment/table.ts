import { index, integer, numeric, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { rowsOfEnterprise } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';

/** 年度用工, 人. */
export const employment = pgTable(
  'employment',
  {
    creditCode: text('credit_code').notNull(),
    year: integer('year').notNull(),
    name: text('name'),
    averageStaff: numeric('average_staff'),
    insured: numeric('insured'),
    ...provenance(),
  },
  (table) => [
    unique('employment_key').on(table.creditCode, table.year, table.version),
    index('employment_year').on(table.year),
    rowsOfEnterprise('employment', 'credit_code'),
  ],
);
