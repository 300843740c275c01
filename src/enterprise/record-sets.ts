import type { RecordSet } from '../db/record-set.js';
import { foldName } from '../handover/fold.js';
import { events } from './events-handover.js';
import { enterpriseRegister } from './handover.js';
import { policyEffects } from './policy-effects-handover.js';
import { supplementAnnual } from './supplement-handover.js';
import { enterprise, event, policyEffect, supplement } from './table.js';

/** The datasets that no single department owns, and their tables: the register, events, county-declared facts. */
export const enterpriseRecordSets: readonly RecordSet[] = [
  {
    dataset: enterpriseRegister,
    table: enterprise,
    derive: ({ name }) => ({
      foldedName: typeof name === 'string' ? foldName(name) : null,
      registered: true,
    }),
  },
  { dataset: events, table: event },
  { dataset: supplementAnnual, table: supplement },
  { dataset: policyEffects, table: policyEffect },
];
