import { pgTable } from 'drizzle-orm/pg-core';
import { columnsOf, keyOf } from '../../db/dataset-columns.js';
import { rowsOfEnterprise } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';
import { employmentAnnual } from './datasets.js';

/** 年度用工, 人. */
export const employment = pgTable('employment', { ...columnsOf(employmentAnnual), ...provenance() }, (table) => [
  ...keyOf('employment', employmentAnnual, table),
  rowsOfEnterprise('employment', 'employment', 'credit_code'),
]);
