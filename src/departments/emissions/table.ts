import { pgTable } from 'drizzle-orm/pg-core';
import { columnsOf, keyOf } from '../../db/dataset-columns.js';
import { rowsOfEnterprise } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';
import { emissionsAnnual } from './datasets.js';

/** 年度主要污染物排放量, 吨. */
export const emission = pgTable('emission', { ...columnsOf(emissionsAnnual), ...provenance() }, (table) => [
  ...keyOf('emission', emissionsAnnual, table),
  rowsOfEnterprise('emissions', 'emission', 'credit_code'),
]);
