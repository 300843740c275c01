import { sql } from 'drizzle-orm';
import { index, pgTable } from 'drizzle-orm/pg-core';
import { columnsOf, keyOf } from '../../db/dataset-columns.js';
import { rowsWhere } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';
import { inefficientLand } from './datasets.js';

/** 低效用地认定: areas in 亩; within reach with a contract or title of its parcel, where these lie in the same database. */
export const inefficient = pgTable('inefficient_land', { ...columnsOf(inefficientLand), ...provenance() }, (table) => [
  ...keyOf('inefficient_land', inefficientLand, table),
  index('inefficient_land_parcel_code').on(table.parcelCode),
  rowsWhere(
    'industry',
    sql.raw(
      'exists (select from land_supply s where s.parcel_code = inefficient_land.parcel_code)' +
        ' or exists (select from land_parcel p where left(p.unit_code, 19) = inefficient_land.parcel_code)',
    ),
  ),
]);
