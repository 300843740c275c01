import type { LandRules } from '../policy/land-rules.js';
import type { ConfirmedFinding } from './credit/entry.js';
import type { EnterpriseFacts } from './enterprise-facts.js';
import { Holders } from './holders.js';
import { landOn, type LandOn } from './land-on.js';
import { numbersOn, type LandNumbers } from './numbers.js';
import type { LandRecords, LandRegister } from './records.js';

/** What answers about industrial land rest on, whatever the day. */
export interface LandBasis {
  readonly records: LandRecords;
  readonly register: LandRegister;
  readonly rules: LandRules;
  /** The facts of enterprises of a year; undefined where nobody handed any over. */
  readonly facts: (year: number) => EnterpriseFacts | undefined;
  /** Findings of land tax that were confirmed, where credit is asked for. */
  readonly confirmed?: readonly ConfirmedFinding[];
}

/** The same on one day: what counts then, by the numbers in force then. */
export interface Reckoning {
  readonly on: string;
  readonly basis: LandBasis;
  readonly land: LandOn;
  readonly numbers: LandNumbers;
  readonly holders: Holders;
}

/** Begins to answer about a day. @throws LandNumberMissing where a number of the rules has no value on it */
export function reckonOn(basis: LandBasis, on: string): Reckoning {
  const numbers = numbersOn(basis.rules.parameters, on);
  const land = landOn(basis.records, basis.register, on);
  let holders: Holders | undefined;
  return {
    on,
    basis,
    land,
    numbers,
    get holders() {
      holders ??= new Holders(land);
      return holders;
    },
  };
}
