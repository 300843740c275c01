import type { HandedOver } from '../db/record-values.js';
import type { enterpriseRegister, events } from './datasets.js';

/** An enterprise as the register has it, or as another department named it (`registered` false). */
export type EnterpriseRecord = HandedOver<typeof enterpriseRegister> & {
  readonly foldedName: string | null;
  readonly registered: boolean;
};

/** An event as handed over. */
export type EventRecord = HandedOver<typeof events>;
