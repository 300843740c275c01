import type { Rational } from '../../grading/rational.js';

/** What ran through one account (户号) in a year. */
export interface Meter {
  readonly creditCode: string;
  readonly account: string;
  /** kWh; undefined: not handed over. */
  readonly electricity: Rational | undefined;
  /** 吨. */
  readonly water: Rational | undefined;
}
