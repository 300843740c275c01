import { sql } from 'drizzle-orm';
import { index, pgTable } from 'drizzle-orm/pg-core';
import { columnsOf, keyOf } from '../../db/dataset-columns.js';
import { belongs, rowsOfRegister, rowsWhere } from '../../db/row-policy.js';
import { provenance } from '../../db/versioned.js';
import { outputChecks, outputContracts, zoneLandUse } from './datasets.js';

/** 产出监管合同: within reach with its land contract, where that lies in the same database. */
export const outputContract = pgTable('output_contract', { ...columnsOf(outputContracts), ...provenance() }, (table) => [
  ...keyOf('output_contract', outputContracts, table),
  index('output_contract_contract').on(table.contract),
  index('output_contract_credit_code').on(table.creditCode),
  rowsWhere(
    'zone',
    sql`${belongs({ creditCode: 'credit_code' })} or ${sql.raw('exists (select from land_supply s where s.number = contract)')}`,
  ),
]);

/** 履约核查. */
export const outputCheck = pgTable('output_check', { ...columnsOf(outputChecks), ...provenance() }, (table) => [
  ...keyOf('output_check', outputChecks, table),
  rowsWhere('zone', sql.raw('exists (select from output_contract o where o.number = output_contract)')),
]);

/** 集约利用评价, by zone and year: areas in 亩, money in 万元. */
export const zoneYear = pgTable('zone_year', { ...columnsOf(zoneLandUse), ...provenance() }, (table) => [
  ...keyOf('zone_year', zoneLandUse, table),
  rowsOfRegister('zone', { zone: 'zone' }),
]);
