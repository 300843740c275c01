import { SAMPLE_GRANTS, type Grant } from '../access/grants.js';
import { accessRule, type May } from '../access/may.js';
import type { SharingRegister } from '../access/sharing.js';

/** The access rule of the moment: rebuilt when the grants on record or the day are others. */
export class RuleBook {
  readonly #register: SharingRegister;
  readonly #shipped: readonly Grant[];
  #current: { readonly onRecord: readonly Grant[]; readonly today: string; readonly may: May } | undefined;

  /** @param shipped the grants that hold without being on record */
  constructor(register: SharingRegister, shipped: readonly Grant[] = SAMPLE_GRANTS) {
    this.#register = register;
    this.#shipped = shipped;
  }

  /** @param today YYYY-MM-DD in the county's time */
  at(onRecord: readonly Grant[], today: string): May {
    const current = this.#current;
    if (current && current.onRecord === onRecord && current.today === today) return current.may;
    const may = accessRule(this.#register, [...this.#shipped, ...onRecord], today);
    this.#current = { onRecord, today, may };
    return may;
  }
}
