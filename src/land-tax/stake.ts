import { Rational } from '../grading/rational.js';
import { landClassKey } from '../policy/rate-class.js';
import type { RatePeriod } from '../policy/rate-table.js';

const TO_FEN = 2;

/** Tax at stake where a wrong record costs no tax by itself. */
export const NO_STAKE = Rational.ZERO;

/** 元/㎡ a year of a land class as written; undefined where the table has none for it. */
export function rateOf(rates: RatePeriod, landClass: string | null): Rational | undefined {
  return landClass === null ? undefined : rates.rates.get(landClassKey(landClass));
}

/** ㎡ × 元/㎡, rounded half up to 分; undefined where either is. */
export function stake(area: Rational | undefined, rate: Rational | undefined): Rational | undefined {
  return area && rate && area.times(rate).round(TO_FEN);
}
