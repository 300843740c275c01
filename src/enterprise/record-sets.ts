import type { RecordSet } from '../db/record-set.js';
import { enterpriseRegister, events, supplementAnnual } from './datasets.js';
import { policyEffects } from './policy-effects.js';
import { enterprise, event, policyEffect, supplement } from './table.js';

/** The datasets that no single department owns, and their tables: the register, events, county-declared facts. */
export const enterpriseRecordSets: readonly RecordSet[] = [
  { dataset: enterpriseRegister, table: enterprise },
  { dataset: events, table: event },
  { dataset: supplementAnnual, table: supplement },
  { dataset: policyEffects, table: policyEffect },
];
