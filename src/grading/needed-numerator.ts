import type { IndicatorResult } from './assessment.js';
import type { FactTable } from './fact-table.js';
import { leastOnGrid, mostOnGrid } from './from.js';
import { PLACES } from './needed-value.js';
import { Rational } from './rational.js';
import type { Indicator, Operand } from './scheme.js';

/**
 * The numerator that makes a value, with the denominator as it is; of a growth, with last year's as it was. It is given
 * with 12 places, rounded to the safe side.
 *
 * @param unit the row of the facts, which are those of units where enterprises are merged.
 */
export function neededNumerator(facts: FactTable, unit: number, found: IndicatorResult, needed: Rational): Rational | undefined {
  const { indicator, denominator } = found;
  if (indicator.denominator && !(denominator && denominator.sign > 0)) return undefined;
  const by = denominator ?? Rational.ONE;
  const falling = indicator.points?.family === 'inverse_mean';
  if (!indicator.growth) return onGrid(needed.times(by), falling, indicator);
  const last = lastYear(facts, unit, indicator);
  if (!last || last.sign <= 0) return undefined;
  const ofLast = Rational.ONE.plus(indicator.decline ? needed.negated() : needed);
  return onGrid(ofLast.times(last).times(by), falling !== indicator.decline, indicator);
}

/** A reported 0 may count as missing: then the number next to it, or none where it would have to be less. */
function onGrid(exact: Rational, falling: boolean, { zeroIsMissing }: Indicator): Rational | undefined {
  const bound = { bound: exact, open: false };
  const found = falling ? mostOnGrid(bound, PLACES) : leastOnGrid(bound, PLACES);
  if (!zeroIsMissing || found.sign !== 0) return found;
  return falling ? undefined : leastOnGrid({ bound: Rational.ZERO, open: true }, PLACES);
}

/** Last year's value as it was, before any rounding of the growth. */
function lastYear(facts: FactTable, unit: number, { numerator, denominator }: Indicator): Rational | undefined {
  const before = ({ fact, year }: Operand): Rational | undefined => facts.number(fact, facts.year + year - 1)(unit);
  const above = before(numerator);
  if (!denominator) return above;
  const below = before(denominator);
  return above && below && below.sign > 0 ? above.over(below) : undefined;
}
