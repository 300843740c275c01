import { boolean, index, pgTable } from 'drizzle-orm/pg-core';
import { columnsOf, keyOf } from '../db/dataset-columns.js';
import { rowsOfEnterprise, rowsOfRegister } from '../db/row-policy.js';
import { provenance } from '../db/versioned.js';
import { enterpriseRegister, events, supplementAnnual } from './datasets.js';
import { policyEffects } from './policy-effects.js';

const registered = boolean('registered').notNull().default(true);

/** 企业名录: what 市场监管 registered; `registered` is false for an enterprise that only another department knows. */
export const enterprise = pgTable('enterprise', { ...columnsOf(enterpriseRegister), registered, ...provenance() }, (table) => [
  ...keyOf('enterprise', enterpriseRegister, table),
  index('enterprise_folded_name').on(table.foldedName),
  index('enterprise_zone').on(table.zone, table.creditCode),
  rowsOfRegister('register', { zone: 'zone', town: 'town', creditCode: 'credit_code' }),
]);

/** 事项: something dated that a department put on record about an enterprise. */
export const event = pgTable('event', { ...columnsOf(events), ...provenance() }, (table) => [
  ...keyOf('event', events, table),
  rowsOfEnterprise('county', 'event', 'credit_code'),
]);

/** 差别化政策执行情况: what policy gave or took in a quarter, as one office reports it; money in 万元, land in 亩. */
export const policyEffect = pgTable('policy_effect', { ...columnsOf(policyEffects), ...provenance() }, (table) => [
  ...keyOf('policy_effect', policyEffects, table),
  rowsOfEnterprise('county', 'policy_effect', 'credit_code'),
]);

/** County-declared facts, by enterprise and year, in the declared unit. */
export const supplement = pgTable('supplement', { ...columnsOf(supplementAnnual), ...provenance() }, (table) => [
  ...keyOf('supplement', supplementAnnual, table),
  rowsOfEnterprise('county', 'supplement', 'credit_code'),
]);
