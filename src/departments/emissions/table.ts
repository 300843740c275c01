import { index, integer, numeric, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { rowsOfEnterprise } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';

/** 年度主要污染物排放量, 吨. */
export const emission = pgTable(
  'emission',
  {
    creditCode: text('credit_code').notNull(),
    year: integer('year').notNull(),
    name: text('name'),
    permit: text('permit'),
    cod: numeric('cod'),
    ammonia: numeric('ammonia'),
    so2: numeric('so2'),
    nox: numeric('nox'),
    ...provenance(),
  },
  (table) => [
    unique('emission_key').on(table.creditCode, table.year, table.version),
    index('emission_year').on(table.year),
    rowsOfEnterprise('emissions', 'credit_code'),
  ],
);
