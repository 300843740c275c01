import { pgTable } from 'drizzle-orm/pg-core';
import { columnsOf, keyOf } from '../../db/dataset-columns.js';
import { rowsOfRegister } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';
import { regionAnnual } from './region-dataset.js';

/** 分地区年报: the county's row is within reach of who reads every row. */
export const regionYear = pgTable('region_year', { ...columnsOf(regionAnnual), ...provenance() }, (table) => [
  ...keyOf('region_year', regionAnnual, table),
  rowsOfRegister('statistics', { town: 'region' }),
]);
