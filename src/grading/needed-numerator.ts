import type { IndicatorResult } from './assessment.js';
import type { FactTable } from './fact-table.js';
import { toSafeSide } from './needed-value.js';
import { Rational } from './rational.js';
import type { Indicator, Operand } from './scheme.js';

/**
 * The numerator that makes a value, with the denominator as it is; of a growth, with last year's as it was. What does
 * not terminate is rounded to the safe side.
 *
 * @param unit the row of the facts, which are those of units where enterprises are merged.
 */
export function neededNumerator(facts: FactTable, unit: number, { indicator, denominator }: IndicatorResult, needed: Rational): Rational | undefined {
  if (indicator.denominator && !(denominator && denominator.sign > 0)) return undefined;
  const by = denominator ?? Rational.ONE;
  const side = indicator.points?.family === 'inverse_mean' ? 'down' : 'up';
  if (!indicator.growth) return toSafeSide(needed.times(by), side, undefined);
  const last = lastYear(facts, unit, indicator);
  if (!last || last.sign <= 0) return undefined;
  const ofLast = Rational.ONE.plus(indicator.decline ? needed.negated() : needed);
  return toSafeSide(ofLast.times(last).times(by), indicator.decline === (side === 'up') ? 'down' : 'up', undefined);
}

/** Last year's value as it was, before any rounding of the growth. */
function lastYear(facts: FactTable, unit: number, { numerator, denominator }: Indicator): Rational | undefined {
  const before = ({ fact, year }: Operand): Rational | undefined => facts.number(fact, facts.year + year - 1)(unit);
  const above = before(numerator);
  if (!denominator) return above;
  const below = before(denominator);
  return above && below && below.sign > 0 ? above.over(below) : undefined;
}
