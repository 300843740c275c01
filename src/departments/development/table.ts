import { sql } from 'drizzle-orm';
import { pgTable } from 'drizzle-orm/pg-core';
import { columnsOf, keyOf } from '../../db/dataset-columns.js';
import { rowsWhere } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';
import { keyProjects } from './datasets.js';

/** 重点项目, by year: within reach with its contract, where that lies in the same database. */
export const keyProject = pgTable('key_project', { ...columnsOf(keyProjects), ...provenance() }, (table) => [
  ...keyOf('key_project', keyProjects, table),
  rowsWhere('development', sql.raw('exists (select from land_supply s where s.number = contract)')),
]);
